/** A value that the engine does not know yet; it stands where the value would. */
export class Unknown {
  constructor(readonly path: string) {}
}

/** What a policy judges: plain data, in which an unknown value is a leaf of its own. */
export type Tree = null | boolean | number | string | Unknown | readonly Tree[] | Branch;

/** Keys come from outside, so no key may mean anything but itself: a map, not an object with a prototype. */
export type Branch = ReadonlyMap<string, Tree>;

export function isBranch(tree: Tree | undefined): tree is Branch {
  return tree instanceof Map;
}

export function isList(tree: Tree | undefined): tree is readonly Tree[] {
  return Array.isArray(tree);
}

/** `stages` and 0 and `actions` become `stages[0].actions`. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}
