import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policy-pack/policies";
import { isGate } from "../../policy-pack/verdict/gates";
import { catalogue } from "../policy-pack/catalogue";

const root = join(__dirname, "..", "..");

describe("the catalogue of policies", () => {
  it("is what the rules say (`npm run catalogue` writes it)", async () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a script in plain JavaScript
    const { policyCatalogue } = require(join(root, "scripts", "policy-catalogue.cjs")) as {
      policyCatalogue: () => Promise<string>;
    };
    assert.equal(readFileSync(join(root, "docs", "policies.md"), "utf8"), await policyCatalogue());
  });

  it("has the 122 policies that were decided, in their order, each with its severity and level", () => {
    assert.deepEqual(
      rules.map(({ number, name, severity, level }) => [number, name, severity, level]),
      catalogue,
    );
  });

  it("keeps the gate's rules mandatory, and these are the gate", () => {
    assert.deepEqual(
      rules.filter(isGate).map(({ number, name, level }) => [number, name, level]),
      [
        [9, "pipeline-prod-approval", "mandatory"],
        [10, "pipeline-gate-after-artifact", "mandatory"],
        [11, "pipeline-no-prod-power-before-gate", "mandatory"],
        [12, "pipeline-no-self-mutation-before-gate", "mandatory"],
        [13, "pipeline-variables-no-target", "mandatory"],
        [14, "pipeline-cross-account-role", "mandatory"],
        [15, "pipeline-single-prod-path", "mandatory"],
        [59, "iam-sod-approve-edit", "mandatory"],
        [60, "iam-approver-scoped", "mandatory"],
        [61, "iam-gate-tamper", "mandatory"],
        [62, "iam-startbuild-scoped", "mandatory"],
        [66, "trust-prod-only-gated", "mandatory"],
        [105, "gitlab-branch-protected", "mandatory"],
        [106, "gitlab-two-person-review", "mandatory"],
        [112, "gitlab-protected-environment", "mandatory"],
      ],
    );
  });

  it("blocks on what is unknown where the catalogue says so", () => {
    assert.deepEqual(
      rules.filter(({ onUnknown }) => onUnknown === "mandatory").map(({ number }) => number),
      [9, 59, 66, 105, 106, 112],
    );
  });
});
