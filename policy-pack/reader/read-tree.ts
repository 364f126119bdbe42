import { UnknownValueError } from "@pulumi/policy";
import type { Tree } from "./tree";
import { joinPath, Unknown } from "./tree";

/** The engine's words for "not known yet", one for each kind of value (SDK, proxy.js). */
const sentinels = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

/** All of them are random UUIDs, which have this in their middle; most texts are told apart by it at once. */
const inAll = "-4";

/** Nothing that AWS or GitLab takes is nested half as deep; what lies deeper nobody can read, nor follow. */
const deepest = 100;

/**
 * Turns what the SDK hands over into a plain tree. The SDK's values throw when an unknown is read, so every
 * single read is guarded, and one unknown hides nothing but itself.
 */
export function readTree(value: unknown, path = "", depth = 0): Tree {
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return isUnknownText(value) ? new Unknown(path) : value;
  if (typeof value !== "object" || value === null) return null;
  if (depth >= deepest) return new Unknown(path);
  if (Array.isArray(value)) {
    const list: Tree[] = [];
    for (let index = 0; index < value.length; index += 1) list.push(readChild(value, index, path, depth));
    return list;
  }
  const branch = new Map<string, Tree>();
  for (const key of Object.keys(value)) branch.set(key, readChild(value, key, path, depth));
  return branch;
}

function readChild(parent: object, key: string | number, path: string, depth: number): Tree {
  try {
    const value = (parent as Record<string | number, unknown>)[key];
    // Most values are texts, and a text that is known needs no path.
    if (typeof value === "string" && !isUnknownText(value)) return value;
    return readTree(value, joinPath(path, key), depth + 1);
  } catch (error) {
    if (error instanceof UnknownValueError) return new Unknown(joinPath(path, key));
    throw error;
  }
}

/** A text into which an unknown was written is as unknown as the unknown itself. */
function isUnknownText(text: string): boolean {
  return text.length >= 36 && text.includes(inAll) && sentinels.some((sentinel) => text.includes(sentinel));
}
