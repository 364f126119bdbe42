import type { Branch, Tree } from "../../emulator/tree";
import { isBranch, isList } from "../../emulator/tree";
import type { Rejection } from "../../emulator/world";
import { World } from "../../emulator/world";
import { goodStack } from "./good-stack";
import type { Entry } from "./good-world";
import { seeded, Workbench } from "./good-world";

export type Change = Readonly<Record<string, Tree | undefined>>;

/** One rule: what is changed in the good stack, and exactly what is refused then. */
export interface Row {
  /** Name of the good resource that is changed. */
  readonly on: string;
  /** Dotted path → value; undefined takes the value away. */
  readonly change: Change;
  /** Registered just before it, after the good ones that stand before it. */
  readonly before?: Readonly<Record<string, Entry>>;
  /** Made anew, where the good one takes in what exists. */
  readonly anew?: true;
  readonly importId?: string;
  readonly region?: string;
  readonly tier?: "free" | "premium";
  readonly rule: string;
  readonly message: string;
  readonly source: string;
  /** Refused only once the whole stack is there. */
  readonly atTheEnd?: true;
}

export interface Refusal {
  readonly rule: string;
  readonly message: string;
  readonly source: string;
}

/** The refusals of the changed resource: at its registration, and once the whole stack is there. */
export function refusalsOf(row: Row): { atOnce: readonly Refusal[]; atTheEnd: readonly Refusal[] } {
  const bench = new Workbench(new World({ entities: seeded(row.tier) }));
  const names = Object.keys(goodStack);
  const place = names.indexOf(row.on);
  if (place < 0) throw new Error(`there is no good '${row.on}'`);
  for (const name of names.slice(0, place)) bench.register(name, good(name));
  for (const [name, entry] of Object.entries(row.before ?? {})) bench.register(name, entry);
  const { rejections, urn } = bench.registerChanged(row.on, changed(good(row.on), row), row.region);
  for (const name of names.slice(place + 1)) bench.register(name, good(name));
  const late = bench.world.finish("prod").filter((rejection) => rejection.urn === urn);
  return { atOnce: rejections.map(plain), atTheEnd: late.map(plain) };
}

function good(name: string): Entry {
  const entry = goodStack[name];
  if (!entry) throw new Error(`there is no good '${name}'`);
  return entry;
}

function changed(entry: Entry, row: Row): Entry {
  const { inputs, importId, type } = entry;
  const id = row.anew ? undefined : (row.importId ?? importId);
  return {
    type,
    inputs: (made) => {
      const given = typeof inputs === "function" ? inputs(made) : inputs;
      return Object.entries(row.change).reduce<Branch>(
        (tree, [path, value]) => withAt(tree, path.split("."), value) as Branch,
        given,
      );
    },
    ...(id === undefined ? {} : { importId: id }),
  };
}

/** A copy of a tree with another value at a path; undefined takes the key away. */
export function withAt(tree: Tree, path: readonly string[], value: Tree | undefined): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (isList(tree)) {
    const items = [...tree];
    const index = Number(step);
    if (rest.length === 0 && value === undefined) items.splice(index, 1);
    else items[index] = withAt(tree[index] ?? {}, rest, value);
    return items;
  }
  const branch = isBranch(tree) ? tree : {};
  const { [step]: old, ...others } = branch;
  if (rest.length === 0 && value === undefined) return others;
  return { ...branch, [step]: withAt(old ?? {}, rest, value) };
}

function plain({ rule, message, source }: Rejection): Refusal {
  return { rule, message, source };
}
