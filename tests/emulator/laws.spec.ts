import assert from "node:assert/strict";
import fc from "fast-check";
import type { Tree } from "../../emulator/tree";
import { isBranch, isList, UNKNOWN } from "../../emulator/tree";
import { runs } from "../every-case";
import { goodStack } from "./good-stack";
import { Workbench } from "./good-world";
import type { Refusal, Row } from "./row";
import { refusalsOf } from "./row";
import { pipelineFlow } from "./rows/pipeline-flow";
import { pipelineSource } from "./rows/pipeline-source";
import { pipelineStructure } from "./rows/pipeline-structure";
import { rows } from "./rows/rows";

const names = Object.keys(goodStack);

/** Every path in a tree, branches included: a preview may not know a part or all of it. */
function pathsOf(tree: Tree, before: readonly string[] = []): readonly string[] {
  if (!isBranch(tree) && !isList(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]: [string, Tree]) => {
    const path = [...before, key];
    return [path.join("."), ...pathsOf(value, path)];
  });
}

/** The inputs of the good resource, with the answers of those before it put in. */
function inputsOf(name: string): Tree {
  const bench = new Workbench();
  for (const [other, entry] of Object.entries(goodStack)) {
    if (other === name) return typeof entry.inputs === "function" ? entry.inputs(bench.made) : entry.inputs;
    bench.register(other, entry);
  }
  throw new Error(`there is no good '${name}'`);
}

const unstated = { rule: "", message: "", source: "" };

describe("emulator: laws", () => {
  for (const on of names)
    it(`an unknown part of a good '${on}' is never held against it`, () => {
      for (const path of pathsOf(inputsOf(on)))
        assert.deepEqual(
          refusalsOf({ on, change: { [path]: UNKNOWN }, ...unstated }),
          { atOnce: [], atTheEnd: [] },
          `with '${path}' unknown`,
        );
    });

  it("what is not known yet adds no refusal to a resource that is refused", () => {
    const all = [...rows, ...pipelineStructure, ...pipelineFlow, ...pipelineSource];
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), (row, choice) => {
        const paths = pathsOf(inputsOf(row.on)).filter((path) => apart(path, row));
        const path = paths[choice % Math.max(paths.length, 1)];
        if (path === undefined) return;
        const known = refusalsOf(row);
        const unsure = refusalsOf({ ...row, change: { ...row.change, [path]: UNKNOWN } });
        assert.deepEqual(rulesAdded(known, unsure), [], `with '${path}' unknown`);
      }),
      { numRuns: runs(400), seed: 4 },
    );
  });

  it("gives two runs the same answers", () => {
    const run = () => {
      const bench = new Workbench();
      const outcomes = names.map((name) => bench.register(name, entryOf(name)));
      return { outcomes, finish: bench.world.finish("prod") };
    };
    assert.deepEqual(run(), run());
  });

  it("computes only what the inputs do not say, and answers it", () => {
    const bench = new Workbench();
    for (const name of names) {
      const { outputs, computed, id } = bench.register(name, entryOf(name));
      assert.notEqual(id, "");
      for (const key of computed) assert.ok(key in outputs, `${name}.${key}`);
      for (const key of pathsOf(inputsOf(name))) assert.ok(!computed.includes(key), `${name}.${key}`);
    }
  });
});

/** Paths that neither hold nor stand in what the row changes. */
function apart(path: string, row: Row): boolean {
  return Object.keys(row.change).every(
    (changed) => !`${changed}.`.startsWith(`${path}.`) && !`${path}.`.startsWith(`${changed}.`),
  );
}

function rulesAdded(
  known: { readonly atOnce: readonly Refusal[]; readonly atTheEnd: readonly Refusal[] },
  unsure: { readonly atOnce: readonly Refusal[]; readonly atTheEnd: readonly Refusal[] },
): readonly string[] {
  const before = [...known.atOnce, ...known.atTheEnd].map(({ rule }) => rule);
  return [...unsure.atOnce, ...unsure.atTheEnd]
    .map(({ rule }) => rule)
    .filter((rule) => !before.includes(rule));
}

function entryOf(name: string) {
  const entry = goodStack[name];
  if (!entry) throw new Error(`there is no good '${name}'`);
  return entry;
}
