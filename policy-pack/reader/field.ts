import { readTree } from "./read-tree";
import type { Tree } from "./tree";
import { isBranch, isList, joinPath, Unknown } from "./tree";

/** What is known of one value. `unknown` also stands for a value of a shape that nobody can read. */
export type Reading<Value> =
  | { readonly kind: "known"; readonly value: Value }
  | { readonly kind: "unknown"; readonly path: string }
  | { readonly kind: "absent"; readonly path: string };

/** A place in a tree, and the path that leads there. A place inside an unknown value is unknown too. */
export class Field {
  /** The same places are looked at by one policy after the other: each is made once. */
  private children?: Map<string, Field>;
  private members?: Reading<readonly Field[]>;
  private inner?: Field;

  constructor(
    private readonly tree: Tree | undefined,
    readonly path: string,
  ) {}

  at(key: string): Field {
    const known = this.children?.get(key);
    if (known) return known;
    const child = this.child(key);
    this.children ??= new Map();
    this.children.set(key, child);
    return child;
  }

  private child(key: string): Field {
    const path = joinPath(this.path, key);
    if (this.tree instanceof Unknown) return new Field(this.tree, path);
    return new Field(isBranch(this.tree) ? this.tree.get(key) : undefined, path);
  }

  isAbsent(): boolean {
    return this.tree === null || this.tree === undefined;
  }

  /** Numbers and truth values count as their text. */
  text(): Reading<string> {
    const { tree, path } = this;
    if (tree === null || tree === undefined) return { kind: "absent", path };
    if (typeof tree === "string") return { kind: "known", value: tree };
    if (typeof tree === "number" || typeof tree === "boolean") return { kind: "known", value: String(tree) };
    return { kind: "unknown", path: tree instanceof Unknown ? tree.path : path };
  }

  /** A single value counts as a list of one, as in IAM documents. */
  list(): Reading<readonly Field[]> {
    this.members ??= this.readMembers();
    return this.members;
  }

  private readMembers(): Reading<readonly Field[]> {
    const { tree, path } = this;
    if (tree === null || tree === undefined) return { kind: "absent", path };
    if (tree instanceof Unknown) return { kind: "unknown", path: tree.path };
    if (!isList(tree)) return { kind: "known", value: [this] };
    return { kind: "known", value: tree.map((item, index) => new Field(item, joinPath(path, index))) };
  }

  entries(): Reading<readonly (readonly [string, Field])[]> {
    const { tree, path } = this;
    if (tree === null || tree === undefined) return { kind: "absent", path };
    if (!isBranch(tree)) return { kind: "unknown", path: tree instanceof Unknown ? tree.path : path };
    return {
      kind: "known",
      value: [...tree.keys()].map((key) => [key, this.at(key)] as const),
    };
  }

  /** The path of the first value in the tree that is not known. */
  firstUnknown(): string | undefined {
    return firstUnknownIn(this.tree);
  }

  /** The value inside a JSON text; a value that is no text is taken as it is. Text that is no JSON is unknown. */
  json(): Field {
    this.inner ??= this.readJson();
    return this.inner;
  }

  private readJson(): Field {
    const { tree, path } = this;
    if (typeof tree !== "string") return this;
    try {
      return new Field(readTree(JSON.parse(tree), path), path);
    } catch {
      return new Field(new Unknown(path), path);
    }
  }
}

function firstUnknownIn(tree: Tree | undefined): string | undefined {
  if (tree instanceof Unknown) return tree.path;
  for (const inner of isBranch(tree) ? tree.values() : isList(tree) ? tree : []) {
    const path = firstUnknownIn(inner);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** The texts of a list, and the paths of those that are not known. */
export function textsOf(field: Field): {
  readonly texts: readonly string[];
  readonly unknown: readonly string[];
} {
  const list = field.list();
  if (list.kind === "absent") return { texts: [], unknown: [] };
  if (list.kind === "unknown") return { texts: [], unknown: [list.path] };
  const texts: string[] = [];
  const unknown: string[] = [];
  for (const item of list.value) {
    const reading = item.text();
    if (reading.kind === "known") texts.push(reading.value);
    else unknown.push(reading.path);
  }
  return { texts, unknown };
}
