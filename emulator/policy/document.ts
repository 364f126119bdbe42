import type { Branch, Tree } from "../tree";
import { holdsUnknown, isBranch, isList, isMissing } from "../tree";

/** A policy document as it was handed in. */
export interface PolicyText {
  readonly tree: Branch;
  readonly statements: readonly Branch[];
  /** Without white space outside of texts, as the provider sends it. */
  readonly text: string;
  /** True where a part is not known yet: then nothing can be said of its size. */
  readonly partly: boolean;
}

export type ReadPolicy =
  | { readonly kind: "document"; readonly document: PolicyText }
  | { readonly kind: "unknown" }
  | { readonly kind: "malformed"; readonly why: string };

/** Reads a document given as JSON text or as a tree. */
export function readPolicy(value: Tree): ReadPolicy {
  if (typeof value === "string") {
    if (holdsUnknown(value)) return { kind: "unknown" };
    try {
      return asDocument(JSON.parse(value) as Tree);
    } catch {
      return { kind: "malformed", why: "is not JSON" };
    }
  }
  return asDocument(value);
}

function asDocument(tree: Tree): ReadPolicy {
  if (!isBranch(tree)) return { kind: "malformed", why: "is not a JSON object" };
  const given = tree["Statement"];
  if (isMissing(given)) return { kind: "malformed", why: "has no 'Statement'" };
  const statements = isList(given) ? given : [given];
  if (statements.length === 0) return { kind: "malformed", why: "has an empty 'Statement'" };
  return {
    kind: "document",
    document: {
      tree,
      statements: statements.filter(isBranch),
      text: JSON.stringify(tree),
      partly: holdsUnknown(tree),
    },
  };
}

/** An element that IAM takes as one text or as a list of texts; what is not known is left out. */
export function textsOf(value: Tree | undefined): readonly string[] {
  const items = isList(value) ? value : [value];
  return items.filter((item): item is string => typeof item === "string" && !holdsUnknown(item));
}

/** How a message names a statement: by its Sid, or by its place. */
export function statementName(statement: Branch, index: number): string {
  const sid = statement["Sid"];
  return typeof sid === "string" && sid !== "" ? `statement '${sid}'` : `statement ${index + 1}`;
}

/** IAM's count of a document: characters that are not white space. */
export function countedSize(text: string): number {
  return text.replace(/\s/g, "").length;
}

/** Does one action pattern of a document cover an action? `*` and `?` as in IAM, case ignored. */
export function covers(pattern: string, action: string): boolean {
  const regex = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${regex}$`, "i").test(action);
}
