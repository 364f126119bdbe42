import type { Request } from "./request";
import type { LabelledDocument, Witness } from "./statement-match";

/** The most characters of a text from outside that a message repeats. */
const longest = 200;
/** The most names that a message lists. */
const most = 5;

export function clip(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Who asks, in the words of a sentence. */
export function subject({ principal }: Request): string {
  switch (principal.kind) {
    case "role":
    case "user":
      return `${principal.kind} ${clip(principal.arn)}`;
    case "root":
      return `the root user of account ${clip(principal.account)}`;
    case "federated":
      return `identities of ${clip(principal.provider)}`;
    case "service":
      return `service ${clip(principal.service)}`;
    case "anonymous":
      return "somebody without credentials";
    default:
      return principal satisfies never;
  }
}

/** `Statement Deploy of the policies of role build allows sts:AssumeRole on arn:….` */
export function witnessed(by: Witness | undefined, does: "allows" | "denies", request: Request): string {
  return `${nameOf(by)} ${does} ${clip(request.action)} on ${clip(request.resource)}.`;
}

/** The same for a resource's own policy, which says to whom. */
export function witnessedShort(by: Witness, request: Request): string {
  return `${nameOf(by)} allows ${clip(request.action)} to ${subject(request)}`;
}

export function unknownReason(request: Request, paths: readonly string[]): string {
  return `Whether ${subject(request)} may call ${clip(request.action)} on ${clip(request.resource)} depends on what is not known: ${listed(paths)}.`;
}

export function labelsOf(documents: readonly LabelledDocument[]): string {
  return listed([...new Set(documents.map(({ label }) => label))]);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, most).map(clip).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

function nameOf(by: Witness | undefined): string {
  if (!by) return "A statement";
  const { sid, path } = by.statement;
  return `Statement ${clip(sid ?? path)} of ${clip(by.label)}`;
}
