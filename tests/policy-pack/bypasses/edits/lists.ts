import { isBranch, isList } from "../../../../emulator/tree";
import type { Tree } from "../../../../emulator/tree";

/** The list that a value is, or holds under a key. */
export function listOf(value: Tree | undefined, key?: string): readonly Tree[] {
  const list = key === undefined ? value : isBranch(value) ? value[key] : undefined;
  if (!isList(list)) throw new Error("there is no list");
  return list;
}

export function textOf(value: Tree | undefined): string {
  if (typeof value !== "string") throw new Error("there is no text");
  return value;
}
