import assert from "node:assert/strict";
import { exampleFile, ofType, rehearsed, stackOf } from "./rehearsed";

describe("an example with many targets", () => {
  it("a list of roles that outgrows its inline policy stays decidable at preview", async () => {
    const targets = Array.from(
      { length: 42 },
      (_, index) => `        - { accountId: "${500_000_000_000 + index}", region: eu-central-1 }\n`,
    );
    const file = exampleFile("prod").replace(
      / {6}targets:\n( {8}- .*\n)+/,
      `      targets:\n${targets.join("")}`,
    );
    const prod = stackOf(await rehearsed({ prod: file }), "prod");
    assert.ok(ofType(prod, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").length >= 2);
    assert.deepEqual([prod.verdict, prod.failure, prod.rejections], ["clean", null, []]);
    assert.deepEqual(
      prod.policies.map(({ outcome }) => outcome),
      ["pass", "pass"],
    );
  });
});
