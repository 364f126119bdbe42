import type { Work } from "../../iam/glob";
import { boundedWork, hasWildcard, matches, someText } from "../../iam/glob";
import type { StackResource } from "../../reader/resource";
import type { Belonging } from "../../gitlab/belongings";

/** The protections that concern a branch, or a pattern of branches. */
export interface Coverage {
  /** They hold for all of it. */
  readonly covering: readonly StackResource[];
  /** They hold for some of it, the covering ones among them. GitLab takes the most permissive. */
  readonly touching: readonly StackResource[];
  /** They may hold for it: whose they are, or for which branches they are, is not known. */
  readonly unclear: readonly { readonly resource: StackResource; readonly path: string }[];
}

/** Projects of which nothing is known share the list of what may be theirs. */
const found = new WeakMap<readonly Belonging[], Map<string, Coverage>>();

/** `property` holds the pattern, in which `*` is any text: `branch` or `tag`. */
export function coverageOf(
  ref: string,
  protections: readonly Belonging[],
  property: "branch" | "tag",
): Coverage {
  const known = found.get(protections) ?? new Map<string, Coverage>();
  found.set(protections, known);
  const coverage = known.get(ref) ?? findCoverage(ref, protections, property);
  known.set(ref, coverage);
  return coverage;
}

function findCoverage(ref: string, protections: readonly Belonging[], property: "branch" | "tag"): Coverage {
  const covering: StackResource[] = [];
  const touching: StackResource[] = [];
  // One budget for all of them, however many there are and however hard their patterns.
  const work = boundedWork();
  const unclear: { readonly resource: StackResource; readonly path: string }[] = [];
  for (const { resource, sure } of protections) {
    const pattern = resource.properties.at(property).text();
    const covers = pattern.kind === "known" ? holdsFor(pattern.value, ref, work) : "unknown";
    if (covers === "none") continue;
    if (sure && covers === "all") covering.push(resource);
    if (sure && covers !== "unknown") touching.push(resource);
    else unclear.push({ resource, path: `${resource.name}.${sure ? property : "project"}` });
  }
  return { covering, touching, unclear };
}

function holdsFor(pattern: string, ref: string, work: Work): "all" | "some" | "none" | "unknown" {
  if (/^\*+$/.test(pattern)) return "all";
  if (!hasWildcard(ref)) return matches(pattern, ref) ? "all" : "none";
  const outside = someText([ref], [pattern], work);
  if (outside.kind === "unknown") return "unknown";
  if (outside.kind === "none") return "all";
  const shared = someText([pattern, ref], [], work);
  return shared.kind === "some" ? "some" : shared.kind === "none" ? "none" : "unknown";
}
