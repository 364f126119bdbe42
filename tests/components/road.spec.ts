import assert from "node:assert/strict";
import type { Blueprint } from "../../blueprint/blueprint";
import { exampleBlueprint } from "../blueprint/example-settings";
import type { Recorded } from "./record";
import { recordRoad } from "./record";

/** Properties that hold an IAM document, on any resource type. */
const documentProperties = ["assumeRolePolicy", "policy"];

describe("the rendered road", () => {
  for (const stack of ["dev", "prod"] as const) {
    describe(stack, () => {
      let blueprint: Blueprint;
      let recorded: readonly Recorded[];
      before(async () => {
        blueprint = exampleBlueprint(stack);
        recorded = await recordRoad(blueprint);
      });

      it("registers nothing on a default provider", () => {
        const own = recorded.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
        assert.ok(own.length > 50);
        assert.deepEqual(
          own
            .filter(({ provider }) => provider === "" || provider.includes("default"))
            .map(({ name }) => name),
          [],
        );
      });

      it("has one AWS provider an account, which refuses every other account", () => {
        const providers = recorded.filter(({ type }) => type === "pulumi:providers:aws");
        assert.deepEqual(
          providers.map(({ inputs }) => ({
            allowed: inputs["allowedAccountIds"],
            roles: inputs["assumeRoles"],
          })),
          blueprint.accounts.map(({ accountId }) => ({
            allowed: JSON.stringify([accountId]),
            roles: JSON.stringify([
              {
                roleArn: `arn:aws:iam::${accountId}:role/delivery-provisioner`,
                sessionName: `${blueprint.app}-delivery`,
              },
            ]),
          })),
        );
      });

      it("no IAM document holds an output: each is complete text at preview", () => {
        const documents = recorded.flatMap(({ name, type, inputs }) =>
          documentProperties
            .filter((property) => property in inputs && !type.includes("gitlab"))
            .map((property) => ({ where: `${name}.${property}`, value: inputs[property] })),
        );
        assert.ok(documents.length > 40);
        for (const { where, value } of documents) {
          assert.equal(typeof value, "string", where);
          assert.doesNotThrow(() => void JSON.parse(String(value)), where);
        }
      });

      it("creates no user, access key or login", () => {
        const people = recorded.filter(({ type }) => /^aws:iam\/(user|accessKey|group)/.test(type));
        assert.deepEqual(people, []);
      });

      it("adopts the GitLab project by its id and never creates it", () => {
        const projects = recorded.filter(({ type }) => type === "gitlab:index/project:Project");
        assert.deepEqual(
          projects.map(({ id }) => id),
          [blueprint.gitlab.project.projectId],
        );
      });

      it("passes each step's declared calls to the component, so that policies see them", () => {
        const projects = recorded.filter(({ type }) => type === "delivery:index:BuildProject");
        assert.deepEqual(
          Object.fromEntries(projects.map(({ name, inputs }) => [name, inputs])),
          Object.fromEntries(
            blueprint.steps.map((step) => [
              step.key,
              { step: step.key, trusted: step.trusted, identity: step.role.arn, calls: step.calls },
            ]),
          ),
        );
      });
    });
  }
});
