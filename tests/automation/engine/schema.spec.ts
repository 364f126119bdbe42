import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engineJsonSchema, errorCodes, operations } from "../../../automation/engine/result";
import { repository } from "../project";

describe("schema of the engine's results", () => {
  it("is what the code states (automation/write-schema.ts writes it anew)", () => {
    const written: unknown = JSON.parse(readFileSync(join(repository, "docs", "engine.schema.json"), "utf8"));
    assert.deepEqual(written, JSON.parse(JSON.stringify(engineJsonSchema())));
  });

  it("docs/automation.md describes every error code and every operation", () => {
    const page = readFileSync(join(repository, "docs", "automation.md"), "utf8");
    const rows = [...page.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name = ""]) => name);
    assert.deepEqual(
      [...errorCodes, ...operations].filter((name) => !rows.includes(name)),
      [],
    );
  });
});
