import assert from "node:assert/strict";
import { contextOf } from "../../../policy-pack/iam/context";
import { evaluate } from "../../../policy-pack/iam/evaluate";
import { golden } from "./golden";

describe("the evaluation of policies, as AWS documents it", () => {
  for (const { rule, source, request, policies, answer } of golden)
    it(`${rule} (${source})`, () => {
      const { as, action, on, resourceAccount, keys = {} } = request;
      const context = contextOf(keys, "absent");
      const decision = evaluate(
        { principal: as, action, resource: on, context, ...(resourceAccount ? { resourceAccount } : {}) },
        policies,
      );
      assert.equal(decision.answer, answer, decision.reason);
      assert.equal(decision.paths.length > 0, answer === "unknown");
      assert.match(decision.reason, /^[A-Z].*\.$/);
    });

  it("is held by at least 150 rows, each of another rule and with its source", () => {
    assert.ok(golden.length >= 150);
    assert.deepEqual(
      golden.map(({ rule }) => rule).filter((rule, index, all) => all.indexOf(rule) !== index),
      [],
    );
    for (const { source } of golden) assert.match(source, /Guide, .{5,}/);
  });
});
