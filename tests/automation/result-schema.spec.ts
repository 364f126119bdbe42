import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { rehearse } from "../../automation/rehearse";
import { rehearsalJsonSchema } from "../../automation/rehearsal/result";
import { repository, testProject, withProvider } from "./project";

const schemaFile = join(repository, "docs", "rehearsal.schema.json");

describe("schema of the results", () => {
  it("is what the code states (automation/write-schema.ts writes it anew)", () => {
    const written: unknown = JSON.parse(readFileSync(schemaFile, "utf8"));
    assert.deepEqual(written, JSON.parse(JSON.stringify(rehearsalJsonSchema())));
  });

  it("fits real results, with resources of every kind and policies of every outcome", async () => {
    const program = `${withProvider}
      import * as gitlab from "@pulumi/gitlab";
      const host = new gitlab.Provider("host", { baseUrl: "https://gitlab.com/api/v4/" });
      new gitlab.ProjectVariable("variable", { project: "acme/app", key: "TOKEN", value: "long enough" }, { provider: host });
      const key = new aws.kms.Key("key", {}, { provider });
      new aws.kms.Alias("alias", { name: "alias/aws/reserved", targetKeyId: key.keyId }, { provider });
      export const arn = key.arn;
    `;
    const pack = `
      const { PolicyPack } = require("@pulumi/policy");
      const policy = (name, validateStack) => ({ name, description: name, enforcementLevel: "mandatory", validateStack });
      new PolicyPack("every-outcome", { policies: [
        policy("passes", () => {}),
        policy("violated", (args, report) => report("no", args.resources[1].urn)),
        policy("unknown", (args) => { args.resources.map((resource) => resource.props.arn); }),
        policy("elsewhere", (args) => args.notApplicable("nothing here")),
      ] });
    `;
    const project = testProject({ program, pack });
    try {
      const done = await rehearse({ projectDirectory: project.directory });
      assert.equal(done.kind, "rehearsal");
      const validate = new Ajv().compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);
      assert.deepEqual([validate(JSON.parse(JSON.stringify(done.result))), validate.errors], [true, null]);
      const result = done.result.stacks["dev"];
      assert.deepEqual(
        result?.policies.map(({ outcome }) => outcome),
        ["pass", "violation", "undetermined", "not-applicable"],
      );
      assert.ok(result.resources.some(({ provider }) => provider !== null && "host" in provider));
    } finally {
      project.remove();
    }
  });
});
