import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, matches, someText } from "../../../policy-pack/iam/glob";

const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 7 });
const text = fc.string({ unit: fc.constantFrom("a", "b", ":", "c"), maxLength: 7 });

const overlap = (one: string, other: string) => someText([one, other], []);

/** The meaning of a pattern, said in another way. */
function asRegExp(glob: string): RegExp {
  const body = Array.from(glob, (token) => (token === "*" ? "[^]*" : token === "?" ? "[^]" : token)).join("");
  return new RegExp(`^${body}$`);
}

describe("patterns of IAM", () => {
  it("match what a regular expression of the same meaning matches", () => {
    fc.assert(fc.property(pattern, text, (glob, some) => matches(glob, some) === asRegExp(glob).test(some)));
  });

  it("contain themselves, and everything is within *", () => {
    fc.assert(fc.property(pattern, (glob) => contains(glob, glob) === true && contains("*", glob) === true));
  });

  it("overlap alike from both sides", () => {
    fc.assert(
      fc.property(pattern, pattern, (one, other) => overlap(one, other).kind === overlap(other, one).kind),
    );
  });

  it("overlap wherever a text matches both, and are told so by an example", () => {
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, some) => {
        const answer = overlap(one, other);
        if (answer.kind === "some")
          return asRegExp(one).test(answer.example) && asRegExp(other).test(answer.example);
        return !(matches(one, some) && matches(other, some));
      }),
    );
  });

  it("contain a pattern only if they match every text of it", () => {
    fc.assert(
      fc.property(pattern, pattern, text, (outer, inner, some) => {
        if (contains(outer, inner) === true) return !matches(inner, some) || matches(outer, some);
        const outside = someText([inner], [outer]);
        return outside.kind === "some" && matches(inner, outside.example) && !matches(outer, outside.example);
      }),
    );
  });

  it("never gain texts from one more pattern to avoid", () => {
    fc.assert(
      fc.property(pattern, fc.array(pattern, { maxLength: 3 }), pattern, (one, avoided, more) => {
        const before = someText([one], avoided).kind;
        return before !== "none" || someText([one], [...avoided, more]).kind === "none";
      }),
    );
  });

  it("don't let a wildcard of one field swallow the account of another ARN", () => {
    assert.deepEqual(overlap("arn:aws:iam::222222222222:role/app*", "arn:aws:iam::444444444444:role/?*"), {
      kind: "none",
    });
  });

  it("are given up in bounded time when made to be slow", () => {
    const slow = (middle: string) => `${"*a?".repeat(14)}${middle}${"?b*".repeat(14)}`;
    const startedAt = performance.now();
    const answer = someText([slow("x"), slow("y")], [slow("z"), "*c*"]);
    assert.ok(performance.now() - startedAt < 5_000);
    assert.ok(answer.kind === "unknown" || answer.kind === "some");
  });

  it("are told apart when a question is asked again: an empty pattern, or one with a line break, is one of its own", () => {
    assert.deepEqual(someText(["*"], [""]), { kind: "some", example: "a" });
    assert.deepEqual(someText(["*"], []), { kind: "some", example: "" });
    assert.deepEqual(someText(["?*\n"], []), { kind: "some", example: "a\n" });
    assert.deepEqual(someText(["?*", "*x"], ["x"]), { kind: "some", example: "ax" });
    assert.deepEqual(someText(["?*\n*x"], ["x"]), { kind: "some", example: "a\nx" });
  });
});
