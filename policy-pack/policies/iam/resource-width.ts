import type { ActionInfo } from "../../iam/actions";
import { parseArn } from "../../iam/arn";
import type { Patterns } from "../../iam/document";
import { contains, hasWildcard, matches } from "../../iam/glob";

/**
 * How much a pattern of resources covers: `everything` of a kind, in every account; `all` of a kind in the place
 * that it names (an account, a region); or `named` ones, by a name or the beginning of one.
 */
export type Width = "everything" | "all" | "named";

/** Width of a pattern for an action: that of the kind of resource of which it covers most. */
export function widthFor(pattern: string, { resourceTypes }: ActionInfo): Width {
  if (!hasWildcard(pattern)) return "named";
  // What can't be scoped is covered by nothing but the star.
  if (resourceTypes.length === 0) return coversText(pattern, "*") ? "everything" : "named";
  return widest(resourceTypes.map(({ arn }) => widthOf(pattern, arn)));
}

/** @param kind pattern of the ARNs of a kind of resource: `arn:*:iam::*:role/*`. */
export function widthOf(pattern: string, kind: string): Width {
  if (!hasWildcard(pattern)) return "named";
  const own = parseArn(pattern);
  const type = parseArn(kind);
  if (!type) return "named";
  // A pattern is of one partition, and nobody has resources in two.
  const partition = own && !hasWildcard(own.partition) ? own.partition : "aws";
  const all = (region: string, accountId: string) =>
    ["arn", partition, type.service, region, accountId, type.resource].join(":");
  if (coversText(pattern, all(type.region, type.accountId))) return "everything";
  if (!own) return "named";
  const place = (given: string, ofType: string) => (ofType === "*" ? given : ofType);
  return coversText(pattern, all(place(own.region, type.region), place(own.accountId, type.accountId)))
    ? "all"
    : "named";
}

/** Whether resources of a statement cover everything there is: a star, or all but some. */
export function coversEverything({ negated, patterns, unknown }: Patterns): "yes" | "no" | "unknown" {
  if (negated) return patterns.some((pattern) => coversText(pattern, "*")) ? "no" : "yes";
  if (patterns.some((pattern) => coversText(pattern, "arn:?*:?*:*:*:?*"))) return "yes";
  return unknown.length > 0 ? "unknown" : "no";
}

export function widest(widths: readonly Width[]): Width {
  if (widths.includes("everything")) return "everything";
  return widths.includes("all") ? "all" : "named";
}

/** Whether one pattern covers another; a text that fits the inner one is tried first, as most differ there. */
function coversText(outer: string, inner: string): boolean {
  const example = inner.replace(/\*/g, "0example0").replace(/\?/g, "0");
  return matches(outer, example) && contains(outer, inner) === true;
}
