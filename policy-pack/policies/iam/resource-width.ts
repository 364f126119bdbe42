import type { ActionInfo } from "../../iam/actions";
import { parseArn } from "../../iam/arn";
import type { Patterns } from "../../iam/document";
import { contains, hasWildcard, matches } from "../../iam/glob";
import type { Stack } from "../../stack/stack";

/**
 * How much a pattern of resources covers: `everything` of a kind, in every account; `all` of a kind in the place
 * that it names (an account, a region); or `named` ones, by a name or the beginning of one.
 */
export type Width = "everything" | "all" | "named";

/** Comparisons of patterns with actions: those of thousands of documents, and done in a second or two. */
const enough = 1_000_000;

/** The widths of all patterns of a stack; shared by its policies, so that each pattern is compared once. */
export function widthsOf(stack: Stack): Widths {
  return stack.once(widthsOfStack);
}

function widthsOfStack(): Widths {
  return new Widths();
}

export class Widths {
  private readonly byPattern = new Map<string, Map<string, Width>>();
  private left = enough;

  /**
   * The actions for which a pattern is at least so wide; undefined where too much was compared already.
   * @param least `all` of a kind in one place, or `everything`.
   */
  wide(
    pattern: string,
    actions: readonly ActionInfo[],
    least: Exclude<Width, "named">,
  ): readonly ActionInfo[] | undefined {
    if (!hasWildcard(pattern)) return [];
    this.left -= actions.length;
    if (this.left < 0) return undefined;
    const known = this.byPattern.get(pattern) ?? new Map<string, Width>();
    this.byPattern.set(pattern, known);
    return actions.filter((info) => {
      const width = this.widthFor(pattern, info, known);
      return width === "everything" || width === least;
    });
  }

  /** That of the kind of resource of which the pattern covers most. */
  private widthFor(pattern: string, { resourceTypes }: ActionInfo, known: Map<string, Width>): Width {
    // What can't be scoped is covered by nothing but the star.
    const kinds = resourceTypes.length === 0 ? [noResource] : resourceTypes.map(({ arn }) => arn);
    let found: Width = "named";
    for (const kind of kinds) {
      const width = known.get(kind) ?? this.compare(pattern, kind);
      known.set(kind, width);
      if (width === "everything") return width;
      if (width === "all") found = width;
    }
    return found;
  }

  private compare(pattern: string, kind: string): Width {
    this.left -= 5;
    if (kind === noResource) return coversText(pattern, "*") ? "everything" : "named";
    return widthOf(pattern, kind);
  }
}

const noResource = "*";

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

/** Whether one pattern covers another; a text that fits the inner one is tried first, as most differ there. */
function coversText(outer: string, inner: string): boolean {
  const example = inner.replace(/\*/g, "0example0").replace(/\?/g, "0");
  return matches(outer, example) && contains(outer, inner) === true;
}
