import assert from "node:assert/strict";
import { formatProblems, SettingsError } from "../../blueprint/problems";

const two = [
  { path: "delivery:app", got: '"A"', allowed: "lower case", fix: "write app: a", line: 3 },
  { path: "delivery:scan", got: "nothing", allowed: "a mapping", fix: "add it" },
];

describe("problems as text", () => {
  it("is one block a problem, with the line where it is known", () => {
    assert.equal(
      formatProblems(two, "Pulumi.prod.yaml has 2 problems."),
      `Pulumi.prod.yaml has 2 problems.

  delivery:app (line 3)
    got      "A"
    allowed  lower case
    fix      write app: a

  delivery:scan
    got      nothing
    allowed  a mapping
    fix      add it
`,
    );
  });

  it("is the message of the error that a program throws, which Pulumi prints without a stack", () => {
    const error = new SettingsError(two.slice(1));
    assert.equal(error.name, "SettingsError");
    assert.equal(error.__pulumiRunError, true);
    assert.equal(
      error.message,
      "The settings have 1 problem.\n\n  delivery:scan\n    got      nothing\n    allowed  a mapping\n    fix      add it\n",
    );
  });
});
