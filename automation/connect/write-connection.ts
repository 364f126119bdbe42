import { isDeepStrictEqual } from "node:util";
import type { Node, Pair, YAMLMap } from "yaml";
import { isMap, isScalar, parseDocument } from "yaml";
import { rawFromStackFile } from "../../blueprint/settings-reader/file";
import { engineTags } from "../../blueprint/settings-reader/yaml";

/**
 * The text of a stack file with `handshake: done` and the ARN recorded. Only these two values change: the rest,
 * comments and order and line ends, stays as it is, byte for byte. Undefined where the file is written in a
 * way in which this can't be done, for example with an alias.
 */
export function withHandshakeDone(text: string, arn: string): string | undefined {
  const value = connectionNode(text);
  const edited = isMap(value) ? editMap(text, value, arn) : editScalar(text, value, arn);
  return edited !== undefined && isOnlyThat(text, edited, arn) ? edited : undefined;
}

function connectionNode(text: string): Node | null | undefined {
  const document = parseDocument(text, { customTags: engineTags, merge: true, prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  const config = isMap(document.contents) ? document.contents.get("config", true) : undefined;
  if (!isMap(config)) return undefined;
  return pairOf(config, ["delivery:connection", "connection"])?.value as Node | null | undefined;
}

function pairOf(map: YAMLMap, keys: readonly string[]): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && keys.includes(String(key.value)));
}

function editMap(text: string, map: YAMLMap, arn: string): string | undefined {
  const handshake = pairOf(map, ["handshake"]);
  const recorded = pairOf(map, ["arn"]);
  const key = handshake?.key;
  const state = handshake?.value;
  if (!isScalar(key) || !isScalar(state) || !key.range || !state.range || recorded) return undefined;
  const [start, end] = state.range;
  const done = `${text.slice(0, start)}done`;
  if (map.flow === true) return `${done}, arn: "${arn}"${text.slice(end)}`;
  const lineStart = text.lastIndexOf("\n", key.range[0]) + 1;
  const indent = text.slice(lineStart, key.range[0]);
  // `- key:` and the like: the key does not begin its line, so no line can be put below it as it stands.
  if (indent.trim() !== "") return undefined;
  const lineEnd = text.indexOf("\n", end);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const rest = lineEnd < 0 ? `${text.slice(end)}${newline}` : text.slice(end, lineEnd + 1);
  const after = lineEnd < 0 ? "" : text.slice(lineEnd + 1);
  return `${done}${rest}${indent}arn: "${arn}"${newline}${after}`;
}

/** `pulumi config set` without --path writes the mapping as one text. */
function editScalar(text: string, value: Node | null | undefined, arn: string): string | undefined {
  if (!isScalar(value) || typeof value.value !== "string" || !value.range) return undefined;
  try {
    const parsed = JSON.parse(value.value) as Readonly<Record<string, unknown>>;
    const recorded = JSON.stringify({ ...parsed, handshake: "done", arn });
    return `${text.slice(0, value.range[0])}'${recorded}'${text.slice(value.range[1])}`;
  } catch {
    return undefined;
  }
}

/** Reads both texts as the program will, and holds them against each other. */
function isOnlyThat(before: string, after: string, arn: string): boolean {
  const [old, edited] = [rawFromStackFile(before), rawFromStackFile(after)];
  if (!old.ok || !edited.ok) return false;
  const connection = old.raw["connection"];
  if (typeof connection !== "object" || connection === null) return false;
  return isDeepStrictEqual(edited.raw, { ...old.raw, connection: { ...connection, handshake: "done", arn } });
}
