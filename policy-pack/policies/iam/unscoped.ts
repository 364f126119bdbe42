import type { ActionInfo } from "../../iam/actions";
import { surelyDenied } from "../../iam/allowance";
import type { Statement } from "../../iam/document";
import { contains, hasWildcard } from "../../iam/glob";
import type { JudgedDocument } from "./judged-documents";
import type { Width, Widths } from "./resource-width";
import { coversEverything } from "./resource-width";

/** Actions that a statement allows without saying on which things. */
export interface Unscoped {
  /** As the reference spells them. */
  readonly actions: readonly string[];
  /** The patterns that cover all of a kind. */
  readonly patterns: readonly string[];
  /** Paths of resources that are not known, and may be such a pattern. */
  readonly unknown: readonly string[];
}

/** Comparisons of one statement with the denials of its document. */
const enough = 50_000;

/**
 * Those of the actions whose resources are all of a kind, somewhere or everywhere, and that the same document does
 * not surely deny there.
 * @param least the width from which a pattern counts. Default: all of a kind in one place.
 */
export function unscopedOf(
  actions: readonly ActionInfo[],
  { resources, path }: Statement,
  { document }: JudgedDocument,
  widths: Widths,
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
  const denials = document.statements.filter(({ effect }) => effect === "Deny");
  const found: { readonly pattern: string; readonly actions: readonly string[] }[] = [];
  const tooMuch = { actions: [], patterns: [], unknown: [`${path} (more than can be compared)`] };
  let left = enough;
  for (const pattern of resources.patterns.filter(hasWildcard)) {
    const wide = widths.wide(pattern, actions, least);
    if (!wide) return tooMuch;
    if (wide.length === 0) continue;
    left -= denials.length;
    if (left < 0) return tooMuch;
    const there = denials.filter(({ resources: { patterns } }) =>
      patterns.some((one) => contains(one, pattern) !== false),
    );
    left -= there.length * wide.length;
    if (left < 0) return tooMuch;
    const granted = wide.filter(
      ({ name }) => there.length === 0 || !surelyDenied(there, name.toLowerCase(), pattern),
    );
    if (granted.length > 0) found.push({ pattern, actions: granted.map(({ name }) => name) });
  }
  return {
    actions: [...new Set(found.flatMap((one) => one.actions))],
    patterns: found.map(({ pattern }) => pattern),
    unknown: resources.unknown,
  };
}
