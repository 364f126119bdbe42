import { contains, hasWildcard, matches, someText } from "../../iam/glob";
import type { StackResource } from "../../reader/resource";
import type { Belonging } from "./belongings";

/** The protections that concern a branch, or a pattern of branches. */
export interface Coverage {
  /** They hold for all of it. */
  readonly covering: readonly StackResource[];
  /** They hold for some of it, the covering ones among them. GitLab takes the most permissive. */
  readonly touching: readonly StackResource[];
  /** They may hold for it: whose they are, or for which branches they are, is not known. */
  readonly unclear: readonly { readonly resource: StackResource; readonly path: string }[];
}

/** `property` holds the pattern, in which `*` is any text: `branch` or `tag`. */
export function coverageOf(
  ref: string,
  protections: readonly Belonging[],
  property: "branch" | "tag",
): Coverage {
  const covering: StackResource[] = [];
  const touching: StackResource[] = [];
  const unclear: { readonly resource: StackResource; readonly path: string }[] = [];
  for (const { resource, sure } of protections) {
    const pattern = resource.properties.at(property).text();
    const covers = pattern.kind === "known" ? holdsFor(pattern.value, ref) : "unknown";
    if (covers === "none") continue;
    if (sure && covers === "all") covering.push(resource);
    if (sure && covers !== "unknown") touching.push(resource);
    else unclear.push({ resource, path: `${resource.name}.${sure ? property : "project"}` });
  }
  return { covering, touching, unclear };
}

function holdsFor(pattern: string, ref: string): "all" | "some" | "none" | "unknown" {
  if (/^\*+$/.test(pattern)) return "all";
  if (!hasWildcard(ref)) return matches(pattern, ref) ? "all" : "none";
  const all = contains(pattern, ref);
  if (all === undefined) return "unknown";
  if (all) return "all";
  const shared = someText([pattern, ref], []);
  return shared.kind === "some" ? "some" : shared.kind === "none" ? "none" : "unknown";
}
