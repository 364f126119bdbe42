import type { Knowledge } from "../../config/knowledge";
import type { Document, Statement } from "../../iam/document";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** A policy document that stands in a resource of the stack and grants something to somebody. */
export interface JudgedDocument {
  /** The resource to change. */
  readonly carrier: StackResource;
  /** Where it stands in the carrier: `policy`, `inlinePolicies[0].policy`. */
  readonly at: string;
  readonly document: Document;
  /** Empty for a policy that nobody in the stack holds: it may be attached elsewhere. */
  readonly holders: readonly Principal[];
}

const carriers: ReadonlySet<string> = new Set([
  tokens.policy,
  tokens.rolePolicy,
  tokens.userPolicy,
  tokens.groupPolicy,
  tokens.role,
  tokens.permissionSetInline,
]);

/**
 * The identity policies that are written in the stack, each once. One that is only ever a boundary grants nothing
 * and is left out; a policy that is merely attached by its ARN is written elsewhere.
 */
export function judgedDocuments(stack: Stack, world: Knowledge): readonly JudgedDocument[] {
  const identities = identitiesOf(stack, world);
  return stack.onceFor(identities.grants, () =>
    identities.grants.flatMap(({ carrier, at, document, holders, isOnlyBoundary, managedArn }) =>
      carrier && carriers.has(carrier.type) && managedArn === undefined && !isOnlyBoundary
        ? isAttachment(carrier, at)
          ? []
          : [{ carrier, at, document, holders }]
        : [],
    ),
  );
}

/** A role carries documents of its own, and names others. */
function isAttachment(carrier: StackResource, at: string): boolean {
  return carrier.type === tokens.role && at.startsWith("managedPolicyArns");
}

/** The document for people. */
export function nameOf({ carrier, at }: Pick<JudgedDocument, "carrier" | "at">): string {
  return at.startsWith("inlinePolicies") ? `${carrier.name}, ${at}` : carrier.name;
}

/** A statement for people: by its Sid, else by its number, counted from one. */
export function statementName({ sid, path }: Statement): string {
  if (sid !== undefined && sid !== "") return `statement ${sid.slice(0, 60)}`;
  const index = /\[(\d+)\]$/.exec(path)?.[1];
  return index === undefined ? "the statement" : `statement ${Number(index) + 1}`;
}

/** Paths of the document as they are in the carrier: a finding names the carrier already. */
export function pathsIn(
  { carrier }: Pick<JudgedDocument, "carrier">,
  paths: readonly string[],
): readonly string[] {
  const prefix = `${carrier.name}.`;
  return [...new Set(paths)].map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path));
}
