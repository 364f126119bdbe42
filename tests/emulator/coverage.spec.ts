import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipelineFlow } from "./rows/pipeline-flow";
import { pipelineSource } from "./rows/pipeline-source";
import { pipelineStructure } from "./rows/pipeline-structure";
import { rows } from "./rows/rows";

const emulator = join(__dirname, "../../emulator");

/** Names of rules where the emulator's code refuses something. */
function rulesInCode(): readonly string[] {
  const files = readdirSync(emulator, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const found = files.flatMap((file) => {
    const text = readFileSync(join(emulator, file), "utf8");
    return [...text.matchAll(/\b(?:reject|say|report)\(\s*"([a-z]+(?:-[a-z]+)*)",/g)].map(
      ([, rule = ""]) => rule,
    );
  });
  return [...new Set(found)].sort();
}

/** Held by world.spec.ts and ownership.spec.ts, because they are about where and whose, not what. */
const elsewhere = [
  ...["already-exists", "default-provider", "double-ownership", "provider-account", "region"],
  ...["unmodelled-type"],
];

describe("emulator: every refusal is tested", () => {
  it("has a row for every rule in the code", () => {
    const all = [...rows, ...pipelineStructure, ...pipelineFlow, ...pipelineSource];
    const shown = [...new Set(all.map(({ rule }) => rule).concat(elsewhere))].sort();
    const code = rulesInCode();
    assert.deepEqual(
      code.filter((rule) => !shown.includes(rule)),
      [],
    );
  });
});
