/** Pulumi's wire sentinel: stands where a preview does not know a value yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A JSON tree, as a resource's inputs and outputs travel on Pulumi's wire. */
export type Tree = null | boolean | number | string | readonly Tree[] | Branch;

export interface Branch {
  readonly [key: string]: Tree;
}

export function isBranch(value: Tree | undefined): value is Branch {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Tree | undefined): value is readonly Tree[] {
  return Array.isArray(value);
}

/** Missing: not given at all, which is something else than given and not known yet. */
export function isMissing(value: Tree | undefined): value is undefined | null {
  return value === undefined || value === null;
}

/** Given and known: what is not known yet may turn out to be missing. */
export function isGiven(value: Tree | undefined): boolean {
  return !isMissing(value) && value !== UNKNOWN;
}

/** True where any leaf below is not known yet. */
export function holdsUnknown(value: Tree | undefined): boolean {
  if (typeof value === "string") return value.includes(UNKNOWN);
  if (isList(value)) return value.some(holdsUnknown);
  return isBranch(value) && Object.values(value).some(holdsUnknown);
}

/** The value at a dotted path (`stages.0.name`); UNKNOWN where a step of the way is not known. */
export function at(tree: Tree | undefined, path: string): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const step of path.split(".")) {
    if (here === UNKNOWN) return UNKNOWN;
    if (isList(here)) here = here[Number(step)];
    else if (isBranch(here)) here = Object.hasOwn(here, step) ? here[step] : undefined;
    else return undefined;
  }
  return here;
}

/** Text at a path; a number or a flag is read as its text. Undefined where it is missing or unknown. */
export function textAt(tree: Tree | undefined, path: string): string | undefined {
  const value = at(tree, path);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && !holdsUnknown(value) ? value : undefined;
}

/** The list at a path; empty where it is missing or unknown. */
export function listAt(tree: Tree | undefined, path: string): readonly Tree[] {
  const value = at(tree, path);
  return isList(value) ? value : [];
}

/** The texts of the list at a path, without those that are not known; numbers are read as their text. */
export function textsAt(tree: Tree | undefined, path: string): readonly string[] {
  return listAt(tree, path).flatMap((_, index) => textAt(tree, `${path}.${index}`) ?? []);
}

export function branchAt(tree: Tree | undefined, path: string): Branch {
  const value = at(tree, path);
  return isBranch(value) ? value : {};
}
