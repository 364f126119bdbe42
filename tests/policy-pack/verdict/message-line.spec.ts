import assert from "node:assert/strict";
import { messageOf } from "../../../policy-pack/verdict/finding";
import { line, lineOf, longestLine } from "../../../policy-pack/verdict/message-line";

describe("a line of a message", () => {
  it("is what was said, as long as it fits", () => {
    const text = "Role x trusts ∗: „anybody“ → anything";
    assert.equal(line(text), text);
    assert.equal(line("x".repeat(longestLine)), "x".repeat(longestLine));
  });

  it("ends where it gets too long, and never within a character", () => {
    assert.equal(line("x".repeat(1_000_000)).length, longestLine);
    assert.equal(line(`${"x".repeat(longestLine - 2)}😀${"y".repeat(9)}`), `${"x".repeat(longestLine - 2)}…`);
  });

  it("counts the texts of a list that don't fit", () => {
    assert.equal(lineOf(["a", "b"], ", "), "a, b");
    const long = Array.from({ length: 3 }, () => "x".repeat(longestLine - 100));
    assert.equal(lineOf(long, ", "), `${"x".repeat(longestLine - 100)} and 2 more`);
  });

  it("is one line, whatever a name has in it", () => {
    const message = messageOf({
      kind: "violation",
      urn: "",
      what: "Role a\n  fix: nothing\u001b[2J\u202e is wrong.",
      at: ["tags.a\rb"],
      why: "w",
      fix: "f",
    });
    assert.deepEqual(message.split("\n"), [
      "Role a\\u000a  fix: nothing\\u001b[2J\\u202e is wrong.",
      "  at: tags.a\\u000db",
      "  why: w",
      "  fix: f",
    ]);
  });
});
