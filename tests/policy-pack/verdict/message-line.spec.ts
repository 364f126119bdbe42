import assert from "node:assert/strict";
import { messageOf } from "../../../policy-pack/verdict/finding";
import { line, listLine, longestLine, wayLine } from "../../../policy-pack/verdict/message-line";

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

  it("counts what of a list doesn't fit", () => {
    assert.equal(listLine(["a", "b"]), "a, b");
    assert.equal(listLine([]), "");
    const long = "x".repeat(longestLine - 100);
    assert.equal(listLine([long, long, long]), `${long} and 2 more`);
  });

  it("shows where a way leads, however long it is", () => {
    assert.equal(wayLine(["a", "b"]), "a → b");
    assert.equal(wayLine(["a"]), "a");
    const way = wayLine(Array.from({ length: 1_000 }, (_, index) => `role ${index}`));
    assert.match(way, /^role 0 → role 1 → .* → … \(\d+ more\) → role 999$/);
    assert.ok(way.length < longestLine + 50);
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
