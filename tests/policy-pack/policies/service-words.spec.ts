import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { valuesOfKey } from "../../../policy-pack/policies/iam/condition-keys";

const root = join(__dirname, "..", "..", "..");

describe("what is known of services and condition keys", () => {
  it("is what the script makes of the installed data, so that nobody edits it by hand", () => {
    const script = pathToFileURL(join(root, "scripts", "write-service-words.mjs")).href;
    const made = execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `process.stdout.write(await (await import(${JSON.stringify(script)})).serviceWords())`,
      ],
      { encoding: "utf8" },
    );
    const file = join(root, "policy-pack", "policies", "iam", "service-words.json");
    assert.ok(made === readFileSync(file, "utf8"), "run scripts/write-service-words.mjs");
  });

  it("tells keys of one value from lists, and from keys that AWS doesn't have", () => {
    const keys = {
      one: [
        "aws:sourcearn",
        "aws:principaltag/team",
        "kms:viaservice",
        "codebuild:source.buildspec",
        "kms:encryptioncontext:purpose",
        "lambda:sourcefunctionarn",
      ],
      several: ["aws:tagkeys", "aws:principalorgpaths", "kms:resourcealiases", "dynamodb:leadingkeys"],
      nowhere: ["aws:sourcearns", "kms:viaservices", "codebuild:source.buildspecoverride"],
      unknown: ["gitlab.com:sub", "rekognition:anything", "__proto__", ""],
    };
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(keys).map(([kind, some]) => [kind, some.map((key) => valuesOfKey(key) ?? "unknown")]),
      ),
      Object.fromEntries(Object.entries(keys).map(([kind, some]) => [kind, some.map(() => kind)])),
    );
  });
});
