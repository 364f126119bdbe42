import { quoted } from "../judge-shape";
import type { Tree } from "../tree";
import { isBranch, isList } from "../tree";

/** Comparisons that an event pattern may hold in place of a plain value. */
const comparisons = [
  ...["prefix", "suffix", "anything-but", "numeric", "exists", "cidr", "equals-ignore-case", "wildcard"],
];

/** What EventBridge would refuse in a pattern; undefined where it is one. */
export function patternProblem(text: string): string | undefined {
  let tree: Tree;
  try {
    tree = JSON.parse(text) as Tree;
  } catch {
    return "is not JSON";
  }
  if (!isBranch(tree) || Object.keys(tree).length === 0) return "is not an object with at least one field";
  return branchProblem(tree, "");
}

function branchProblem(tree: Tree, path: string): string | undefined {
  if (!isBranch(tree)) return `has ${quoted(tree)} at '${path}'; a value stands in a list`;
  for (const [key, value] of Object.entries(tree)) {
    const here = path === "" ? key : `${path}.${key}`;
    const problem =
      key === "$or" && isList(value)
        ? value.map((part) => branchProblem(part, here)).find((found) => found !== undefined)
        : isList(value)
          ? listProblem(value, here)
          : branchProblem(value, here);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function listProblem(values: readonly Tree[], path: string): string | undefined {
  if (values.length === 0) return `has an empty list at '${path}', which nothing matches`;
  for (const value of values) {
    if (isList(value)) return `has a list in a list at '${path}'`;
    if (!isBranch(value)) continue;
    const unknown = Object.keys(value).find((key) => !comparisons.includes(key));
    if (unknown !== undefined)
      return `has the comparison ${quoted(unknown)} at '${path}'; allowed: ${comparisons.join(", ")}`;
  }
  return undefined;
}
