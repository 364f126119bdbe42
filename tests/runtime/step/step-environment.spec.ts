import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { StepEnvironment } from "../../../runtime/step/step-environment";
import { writeVariables } from "../../../runtime/step/variables-file";
import { temporaryFolder } from "../temporary-folder";

const environment = new StepEnvironment({
  EXECUTION_ID: "0b7a1c2d-1111-4222-8333-444455556666; rm -rf /",
  DIGEST: "AB".repeat(32),
  REPORT_VERSION: "v1\nX=1",
  BATCH: "01",
  CODEBUILD_SRC_DIR: "/source",
});

describe("what surrounds a step", () => {
  for (const [name, message] of [
    ["EXECUTION_ID", 'EXECUTION_ID is "0b7a1c2d-1111-4222-8333-444455556666; rm -rf /"; it must be a UUID.'],
    ["DIGEST", `DIGEST is "${"AB".repeat(32)}"; it must be 64 hex digits.`],
    ["REPORT_VERSION", 'REPORT_VERSION is "v1\\nX=1"; it must be an S3 version id.'],
    ["BATCH", 'BATCH is "01"; it must be an integer from 0.'],
  ] as const) {
    it(`refuses a ${name} in another format`, () => {
      assert.throws(() => environment.variable(name), { name: "StepFailure", message });
    });
  }

  it("names a variable that is missing", () => {
    assert.throws(() => environment.output("x"), {
      message: "The environment variable STEP_OUTPUT is missing: the pipeline sets it.",
    });
    assert.equal(environment.assemblyArchive(), "/source/assembly.tar");
  });
});

describe("the exported variables", () => {
  const harmless = fc.stringMatching(/^[\x20-\x7e]{0,80}$/).filter((value) => !/['"\\]/.test(value));

  it("come out of the shell as they went in, and nothing in them is run", () => {
    fc.assert(
      fc.property(harmless, (value) => {
        const file = join(temporaryFolder(), "variables");
        writeVariables(file, { FIRST: "a", SUMMARY: value });
        const output = execFileSync("bash", ["-c", '. "$0" && printf %s "$FIRST|$SUMMARY"', file]);
        assert.equal(output.toString(), `a|${value}`);
      }),
      { numRuns: 30 },
    );
  });

  it("are refused, and nothing written, with a character that would be read as more than text", () => {
    for (const character of ["'", '"', "\\", "\n", "\0", "é"]) {
      const file = join(temporaryFolder({ variables: "" }), "variables");
      assert.throws(() => writeVariables(file, { GOOD: "1", SUMMARY: `a${character}` }), {
        message:
          "The value of SUMMARY holds a character that may not be exported; " +
          "allowed is printable ASCII without quotes and backslash.",
      });
      assert.equal(readFileSync(file, "utf8"), "");
    }
    assert.throws(() => writeVariables("/nowhere", { "A=1;X": "1" }), {
      message: '"A=1;X" is no variable name.',
    });
  });
});
