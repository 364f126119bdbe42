import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";
import type { Problem } from "../problems";
import type { RawSettings } from "../read-settings";
import { withoutSecrets } from "./echo";
import { settingPath } from "./path";
import { ownKey, structured } from "./strings";
import { engineTags } from "./yaml";

/** Line of a setting, from 1, by its path; of the mapping it belongs into where the file lacks it. */
export type LineOf = (path: string) => number | undefined;

export type StackFile =
  | { readonly ok: true; readonly raw: RawSettings; readonly lineOf: LineOf }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Raw settings from the text of `Pulumi.<stack>.yaml`: exactly what the engine would hand over. Keys of other
 * namespaces are left out.
 */
export function rawFromStackFile(text: string): StackFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    customTags: engineTags,
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error) {
    return refused(lines.linePos(error.pos[0]).line, withoutSecrets(error.message));
  }
  const config = isMap(document.contents) ? document.contents.get("config", true) : undefined;
  if (config === undefined || (isScalar(config) && config.value === null)) {
    return { ok: true, raw: {}, lineOf: () => undefined };
  }
  if (!isMap(config)) return refused(lineAt(config, lines), "config is no mapping");
  const found = new Map<string, number>();
  const entries: (readonly [string, unknown])[] = [];
  for (const pair of config.items) {
    const key = isScalar(pair.key) ? ownKey(String(pair.key.value)) : undefined;
    if (key === undefined) continue;
    noteLines(pair.key as Node, pair.value as Node | null, [key], lines, found);
    const value = valueOf(pair.value as Node | null, document);
    if (!value.ok) return refused(lineAt(pair.key, lines), value.reason);
    entries.push([key, asHandedOver(value.value)]);
  }
  return { ok: true, raw: Object.fromEntries(entries), lineOf: (path) => lineOfNearest(path, found) };
}

/** Problems with the line at which each is to be corrected. */
export function atLines(problems: readonly Problem[], lineOf: LineOf): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, line: lineOf(problem.path) }));
}

/** The value of a node; aliases and merges show only here whether they lead anywhere. */
function valueOf(
  node: Node | null,
  document: Document,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, value: node?.toJS(document) };
  } catch (error) {
    return { ok: false, reason: withoutSecrets(error instanceof Error ? error.message : String(error)) };
  }
}

/** The engine hands over text where there is no mapping or list. */
function asHandedOver(value: unknown): unknown {
  if (typeof value === "object" && value !== null) return value;
  if (typeof value === "string") return structured(value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function noteLines(
  key: Node,
  value: Node | null,
  path: readonly PropertyKey[],
  lines: LineCounter,
  found: Map<string, number>,
): void {
  found.set(settingPath(path), lineAt(key, lines));
  if (isMap(value)) {
    for (const pair of value.items) {
      if (isScalar(pair.key)) {
        noteLines(pair.key, pair.value as Node | null, [...path, String(pair.key.value)], lines, found);
      }
    }
  }
  if (isSeq(value)) {
    for (const [index, item] of value.items.entries()) {
      noteLines(item as Node, item as Node, [...path, index], lines, found);
    }
  }
}

function lineAt(node: unknown, lines: LineCounter): number {
  const range = (node as Node).range;
  return lines.linePos(range?.[0] ?? 0).line;
}

function lineOfNearest(path: string, found: ReadonlyMap<string, number>): number | undefined {
  const line = found.get(path);
  if (line !== undefined) return line;
  const parent = path.replace(/(?:\.[\w-]+|\[[^[\]]*\])$/, "");
  return parent === path ? undefined : lineOfNearest(parent, found);
}

function refused(line: number, got: string): StackFile {
  return {
    ok: false,
    problems: [
      {
        path: "the file",
        line,
        got,
        allowed: "YAML with a mapping `config:`",
        fix: "correct the line; an editor with YAML support marks it",
      },
    ],
  };
}
