import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FaultKind } from "../../../emulator/cloud/faults";
import { faultKinds } from "../../../emulator/cloud/faults";
import { isPut } from "../../../emulator/cloud/put";
import { tokens } from "../../../emulator/type-tokens";
import { layers } from "./layers";
import { SmallStack } from "./small-stack";
import { withTable } from "./reliability-table";
import type { Recovery, Trial } from "./small-stack";

describe("every resource type under every kind of fault", () => {
  let together: SmallStack;
  let apart: SmallStack;
  const trials: Trial[] = [];
  before(async () => {
    together = await SmallStack.begin(false);
    apart = await SmallStack.begin(true);
  });
  after(() => {
    together.close();
    apart.close();
  });

  for (const operation of ["create", "update", "delete"] as const)
    for (const kind of faultKinds)
      it(`${operation}: ${kind}`, async () => {
        const stack = kind === "die-before" || kind === "die-after" ? apart : together;
        const found: Trial[] = [];
        for (const [layer] of layers.entries()) found.push(...(await stack.try(operation, kind, layer)));
        trials.push(...found);
        const unexpected = found.filter(
          ({ recovery, type }) => !expected(operation, kind, type).includes(recovery),
        );
        assert.deepEqual(unexpected, []);
      });

  it("docs/reliability.md shows what was found", () => {
    const file = join(__dirname, "..", "..", "..", "docs", "reliability.md");
    const text = readFileSync(file, "utf8");
    if (process.env["UPDATE_SNAPSHOTS"] === "1") writeFileSync(file, withTable(text, trials));
    assert.equal(readFileSync(file, "utf8"), withTable(text, trials));
  });
});

/** A key has no name, so that a second one is no surprise to its service. */
function expected(operation: string, kind: FaultKind, type: string): readonly Recovery[] {
  if (kind === "throttle") return ["same run"];
  if (operation !== "create" || kind !== "die-after") return ["next up"];
  if (type === tokens.key) return ["orphan"];
  return isPut(type) ? ["next up"] : ["import"];
}
