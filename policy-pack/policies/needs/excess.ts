import { expandActions } from "../../iam/actions";
import { contains, hasWildcard, someText } from "../../iam/glob";
import type { Document, Statement } from "../../iam/document";
import type { Call } from "./call";

/** A right that no call uses. */
export interface Excess {
  /** `s3:PutObject on arn:…`, or `s3:* (117 of 118 actions) on arn:…`. */
  readonly text: string;
  readonly path: string;
}

/** What the documents allow beyond the calls, and the paths of what can't be read of it. */
export function excessOf(
  documents: readonly Document[],
  calls: readonly Call[],
): { readonly excess: readonly Excess[]; readonly unknown: readonly string[] } {
  const statements = documents
    .flatMap((document) => document.statements)
    .filter(({ effect }) => effect === "Allow");
  return {
    excess: statements.flatMap((statement) => excessOfStatement(statement, calls)),
    unknown: [
      ...documents.flatMap(({ unknown }) => unknown),
      ...statements.flatMap(({ actions, resources }) => [...actions.unknown, ...resources.unknown]),
    ],
  };
}

function excessOfStatement(
  { actions, resources, path }: Statement,
  calls: readonly Call[],
): readonly Excess[] {
  if (actions.negated) return [{ path, text: `everything but ${actions.patterns.join(", ")}` }];
  const named = resources.negated ? [`everything but ${resources.patterns.join(", ")}`] : resources.patterns;
  return actions.patterns.flatMap((pattern) => {
    const { actions: meant, opaque } = expandActions(pattern);
    const all = hasWildcard(pattern) ? meant.map(({ name }) => name.toLowerCase()) : [pattern];
    return named.flatMap((resource) => {
      const unused = all.filter((action) => !isUsed(action, resource, resources.negated, calls));
      if (unused.length === 0 && !(opaque && hasWildcard(pattern))) return [];
      return [{ path, text: `${wording(pattern, unused, all, opaque)} on ${resource}` }];
    });
  });
}

/** Whether calls of the action use all that the pattern of resources covers. */
function isUsed(action: string, resource: string, negated: boolean, calls: readonly Call[]): boolean {
  const used = calls.filter((call) => call.action.toLowerCase() === action).map((call) => call.resource);
  if (negated) return used.includes("*");
  const pattern = resource.replace(/\$\{[^}]*\}/g, "*");
  if (used.includes(pattern) || used.some((one) => contains(one, pattern) === true)) return true;
  // A key is told by its alias: all keys of a place are named for want of the one key's id.
  if (action.startsWith("kms:")) return used.some((one) => someText([one, pattern], []).kind !== "none");
  return used.length > 1 && someText([pattern], used).kind === "none";
}

function wording(
  pattern: string,
  unused: readonly string[],
  all: readonly string[],
  opaque: boolean,
): string {
  if (!hasWildcard(pattern)) return pattern;
  if (opaque && all.length === 0) return pattern;
  const shown = unused.slice(0, 3).join(", ");
  return `${pattern} (${unused.length} of ${all.length} actions${shown === "" ? "" : `, such as ${shown}`})`;
}
