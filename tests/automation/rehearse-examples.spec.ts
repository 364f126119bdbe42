import assert from "node:assert/strict";
import { outlineText } from "../../automation/outline/text";
import { rehearse } from "../../automation/rehearse";
import { exampleFile, repository } from "./project";

describe("rehearsal of the example stacks", () => {
  it("is clean for both, from their real settings, before the real policy pack", async () => {
    const done = await rehearse({ projectDirectory: repository });
    assert.equal(done.kind, "rehearsal");
    const { stacks } = done.result;
    assert.deepEqual(Object.keys(stacks), ["dev", "prod"]);
    for (const [name, stack] of Object.entries(stacks)) {
      assert.deepEqual(
        [stack.verdict, stack.failure, stack.rejections, stack.policies.flatMap(({ findings }) => findings)],
        ["clean", null, [], []],
        name,
      );
      assert.ok(stack.policies.some(({ outcome }) => outcome === "pass"));
      assert.ok(!stack.policies.some(({ outcome }) => outcome === "undetermined"));
    }
    const ofAws = Object.values(stacks).flatMap(({ resources }) =>
      resources.filter(({ type }) => type.startsWith("aws:")),
    );
    assert.ok(ofAws.length > 300);
    const misplaced = ofAws.filter(
      ({ provider }) =>
        !provider ||
        !("account" in provider) ||
        !/^\d{12}$/.test(provider.account) ||
        !/^(global|[a-z]{2}-[a-z]+-\d)$/.test(provider.region),
    );
    assert.deepEqual(misplaced, []);
    const outline = outlineText("prod", stacks["prod"] ?? assert.fail());
    assert.match(outline, /◆ 2 Approve +WAITS FOR APPROVAL by product-owner, up to 72 hours\n/);
    assert.match(outline, /444444444444 {2}prod\n/);
  });

  it("holds one world for all stacks: what one owns, another cannot", async () => {
    const file = exampleFile("dev");
    const done = await rehearse({ projectDirectory: repository, stackFiles: { one: file, two: file } });
    assert.equal(done.kind, "rehearsal");
    const { one, two } = done.result.stacks;
    const owned = [...(one?.rejections ?? []), ...(two?.rejections ?? [])];
    const roles = owned.filter(({ urn }) => urn?.includes("aws:iam/role:Role"));
    assert.ok(roles.length > 0);
    assert.deepEqual([...new Set(roles.map(({ rule }) => rule))], ["double-ownership"]);
  });

  it("creates no pipeline while the handshake is pending, and ends with the link and the steps", async () => {
    const pending = exampleFile("dev").replace(
      /delivery:connection:\n {4}handshake: done\n {4}arn: .*\n/,
      "delivery:connection: { handshake: pending }\n",
    );
    const done = await rehearse({ projectDirectory: repository, stackFiles: { dev: pending } });
    assert.equal(done.kind, "rehearsal");
    const dev = done.result.stacks["dev"] ?? assert.fail();
    assert.deepEqual([dev.failure, dev.rejections], [null, []]);
    assert.ok(!dev.resources.some(({ type }) => type === "aws:codepipeline/pipeline:Pipeline"));
    const outline = outlineText("dev", dev);
    assert.match(outline, /\nRoad\n {2}There is no pipeline yet: see the next steps\.\n/);
    assert.match(outline, /\nNext steps\n[^]*https:\/\/[^ ]*console\.aws\.amazon\.com[^ ]*connections/);
    assert.match(outline, /555555555555 {2}devops\n/);
  });
});
