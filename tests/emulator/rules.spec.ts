import assert from "node:assert/strict";
import { models } from "../../emulator/registry";
import { goodStack } from "./good-stack";
import { Workbench } from "./good-world";
import { refusalsOf } from "./row";
import { rows } from "./rows/rows";

describe("emulator: rules of AWS and GitLab", () => {
  it("accepts one good resource of every type that it models, and the whole of them", () => {
    const bench = new Workbench();
    for (const [name, entry] of Object.entries(goodStack))
      assert.deepEqual(bench.register(name, entry).rejections, [], `the good '${name}' is refused`);
    assert.deepEqual(bench.world.finish("prod"), []);
    const shown = new Set(Object.values(goodStack).map(({ type }) => type));
    assert.deepEqual(
      [...models.keys()].filter((type) => !shown.has(type)),
      [],
    );
  });

  for (const row of rows)
    it(`${row.on}: ${row.rule}: ${row.message}`, () => {
      const { rule, message, source } = row;
      const refused = [{ rule, message, source }];
      const { atOnce, atTheEnd } = refusalsOf(row);
      assert.deepEqual(atOnce, row.atTheEnd ? [] : refused);
      assert.deepEqual(atTheEnd, row.atTheEnd ? refused : []);
    });
});
