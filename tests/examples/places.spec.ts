import assert from "node:assert/strict";
import { join } from "node:path";
import { rehearse } from "../../automation/rehearse";
import { today } from "../blueprint/example-settings";

const root = join(__dirname, "..", "..");

describe("where the resources of the examples stand", () => {
  it("every resource of AWS carries its own account and region, every one of GitLab its host", async () => {
    const rehearsal = await rehearse({ projectDirectory: root, today });
    assert.ok(rehearsal.kind === "rehearsal");
    const accounts: Record<string, readonly string[]> = {
      dev: ["555555555555", "666666666666", "777777777777"],
      prod: ["111111111111", "222222222222", "333333333333", "444444444444"],
    };
    for (const [stack, result] of Object.entries(rehearsal.result.stacks)) {
      assert.deepEqual(result.rejections, [], stack);
      assert.equal(result.failure, null, stack);
      const aws = result.resources.filter(({ type }) => type.startsWith("aws:"));
      assert.ok(aws.length > 100);
      const seen = new Set<string>();
      for (const { urn, provider } of aws) {
        assert.ok(provider && "account" in provider, urn);
        assert.match(provider.region, /^(global|[a-z]{2}-[a-z]+-\d)$/, urn);
        seen.add(provider.account);
      }
      assert.deepEqual([...seen].sort(), accounts[stack]);
      for (const { urn, type, provider } of result.resources) {
        if (type.startsWith("gitlab:")) assert.deepEqual(provider, { host: "gitlab.com" }, urn);
        if (type.startsWith("delivery:")) assert.equal(provider, null, urn);
      }
    }
  });
});
