import type { ActionInfo } from "../../iam/actions";
import { surelyDenied } from "../../iam/allowance";
import type { Statement } from "../../iam/document";
import { hasWildcard } from "../../iam/glob";
import type { JudgedDocument } from "./judged-documents";
import type { Width } from "./resource-width";
import { coversEverything, widthFor } from "./resource-width";

/** Actions that a statement allows without saying on which things. */
export interface Unscoped {
  /** As the reference spells them. */
  readonly actions: readonly string[];
  /** The patterns that cover all of a kind. */
  readonly patterns: readonly string[];
  /** Paths of resources that are not known, and may be such a pattern. */
  readonly unknown: readonly string[];
}

/**
 * Those of the actions whose resources are all of a kind, somewhere or everywhere, and that the same document does
 * not surely deny there.
 * @param least the width from which a pattern counts. Default: all of a kind in one place.
 */
export function unscopedOf(
  actions: readonly ActionInfo[],
  { resources }: Statement,
  { document }: JudgedDocument,
  least: Exclude<Width, "named"> = "all",
): Unscoped {
  if (actions.length === 0) return { actions: [], patterns: [], unknown: [] };
  if (resources.negated) {
    const wide = coversEverything(resources) === "yes";
    return {
      actions: wide ? actions.map(({ name }) => name) : [],
      patterns: wide ? ["all but a list"] : [],
      unknown: [],
    };
  }
  const counts = (width: Width) => width === "everything" || width === least;
  const denials = document.statements.filter(({ effect }) => effect === "Deny");
  const found = resources.patterns
    .filter(hasWildcard)
    .map((pattern) => ({
      pattern,
      actions: actions
        .filter((info) => counts(widthFor(pattern, info)))
        .filter(({ name }) => denials.length === 0 || !surelyDenied(denials, name.toLowerCase(), pattern))
        .map(({ name }) => name),
    }))
    .filter((one) => one.actions.length > 0);
  return {
    actions: [...new Set(found.flatMap((one) => one.actions))],
    patterns: found.map(({ pattern }) => pattern),
    unknown: resources.unknown,
  };
}
