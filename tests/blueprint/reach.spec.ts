import assert from "node:assert/strict";
import type { Blueprint } from "../../blueprint/blueprint";
import type { RolePlan } from "../../blueprint/role";
import { exampleBlueprint } from "./example-settings";
import { grantsOf, mayDo, reach, rolesOf } from "./identities";

/** From each identity in the DevOps account to the bootstrap roles that it can take. */
function reachTable(blueprint: Blueprint): Record<string, string[]> {
  const roles = rolesOf(blueprint);
  const delivery = roles.filter(({ accountId }) => accountId === blueprint.devops.accountId);
  return Object.fromEntries(
    delivery.map((role) => [role.name, reach(role, roles).map(({ name }) => name)] as const),
  );
}

describe("who can reach what, by evaluating the documents", () => {
  it("prod: each identity reaches its own environment's roles and nothing else", () => {
    assert.deepEqual(reachTable(exampleBlueprint("prod")), {
      "payments-build": [],
      "payments-images": [],
      "payments-scan": [],
      "payments-deploy-dev": [
        "cdk-pay-deploy-role-222222222222-eu-central-1",
        "cdk-pay-file-publishing-role-222222222222-eu-central-1",
        "cdk-pay-image-publishing-role-222222222222-eu-central-1",
      ],
      "payments-deploy-test": [
        "cdk-pay-deploy-role-333333333333-eu-central-1",
        "cdk-pay-file-publishing-role-333333333333-eu-central-1",
        "cdk-pay-image-publishing-role-333333333333-eu-central-1",
      ],
      "payments-validate-test": [],
      "payments-plan-prod": [
        "cdk-pay-lookup-role-444444444444-eu-central-1",
        "cdk-pay-lookup-role-444444444444-eu-west-1",
      ],
      "payments-deploy-prod": [
        "cdk-pay-deploy-role-444444444444-eu-central-1",
        "cdk-pay-file-publishing-role-444444444444-eu-central-1",
        "cdk-pay-image-publishing-role-444444444444-eu-central-1",
        "cdk-pay-deploy-role-444444444444-eu-west-1",
        "cdk-pay-file-publishing-role-444444444444-eu-west-1",
        "cdk-pay-image-publishing-role-444444444444-eu-west-1",
      ],
      "payments-validate-prod": [],
      "payments-pipeline": [],
      "payments-verify": ["cdk-pay-lookup-role-222222222222-eu-central-1"],
      "payments-iam-events": [],
    });
  });

  it("dev: the proving ground's identities stay in the proving ground", () => {
    assert.deepEqual(reachTable(exampleBlueprint("dev")), {
      "payments-lab-build": [],
      "payments-lab-scan": [],
      "payments-lab-deploy-development": [
        "cdk-paylab-deploy-role-666666666666-eu-central-1",
        "cdk-paylab-file-publishing-role-666666666666-eu-central-1",
      ],
      "payments-lab-deploy-testing": [
        "cdk-paylab-deploy-role-777777777777-eu-central-1",
        "cdk-paylab-file-publishing-role-777777777777-eu-central-1",
      ],
      "payments-lab-pipeline": [],
      "payments-lab-iam-events": [],
    });
  });

  it("the dev deploy identity's own policy names no test or production account", () => {
    const deployDev = role(exampleBlueprint("prod"), "payments-deploy-dev");
    const text = JSON.stringify(grantsOf(deployDev));
    for (const account of ["333333333333", "444444444444"]) assert.equal(text.includes(account), false);
  });

  it("Build, Images, Scan and Validate hold no right to take any role in a target account", () => {
    const blueprint = exampleBlueprint("prod");
    const targets = rolesOf(blueprint).filter(({ accountId }) => accountId !== "111111111111");
    for (const name of ["build", "images", "scan", "validate-test", "validate-prod"]) {
      const taken = targets.filter(({ arn }) =>
        mayDo(role(blueprint, `payments-${name}`), "sts:AssumeRole", arn),
      );
      assert.deepEqual(taken, [], name);
    }
  });

  it("nothing but deploy-prod may take a role that publishes or deploys to production", () => {
    const blueprint = exampleBlueprint("prod");
    const roles = rolesOf(blueprint);
    const writers = roles.filter(
      ({ accountId, name }) => accountId === "444444444444" && !name.includes("lookup"),
    );
    const holders = roles.filter((from) => writers.some(({ arn }) => mayDo(from, "sts:AssumeRole", arn)));
    assert.deepEqual(
      holders.map(({ name }) => name),
      ["payments-deploy-prod"],
    );
  });

  it("plan-prod's reach only reads: every action of the lookup roles is a Get, a Describe or a List", () => {
    const lookups = rolesOf(exampleBlueprint("prod")).filter(({ name }) =>
      name.includes("-lookup-role-444444444444"),
    );
    assert.equal(lookups.length, 2);
    for (const lookup of lookups) {
      const actions = grantsOf(lookup).flatMap(({ Action }) => Action ?? []);
      assert.deepEqual(
        actions.filter((action) => !/^(cloudformation|ssm):(Get|Describe|List)[A-Za-z]+$/.test(action)),
        [],
      );
    }
  });

  it("every trust names exact roles, one project or one service: never an account, never a wildcard", () => {
    for (const stack of ["dev", "prod"] as const) {
      for (const { name, trust } of rolesOf(exampleBlueprint(stack))) {
        for (const { Principal } of trust.Statement) {
          assert.ok(Principal !== undefined && Principal !== "*", name);
          for (const arn of Principal.AWS ?? []) assert.match(arn, /^arn:aws:iam::\d{12}:role\/[^*]+$/, name);
          for (const arn of Principal.Federated ?? [])
            assert.match(arn, /:oidc-provider\/gitlab\.com$/, name);
          for (const service of Principal.Service ?? [])
            assert.match(service, /^[a-z]+\.amazonaws\.com$/, name);
        }
      }
    }
  });

  it("no identity of the road may take the provisioning role", () => {
    for (const from of rolesOf(exampleBlueprint("prod"))) {
      for (const account of ["111111111111", "222222222222", "333333333333", "444444444444"]) {
        const provisioner = `arn:aws:iam::${account}:role/delivery-provisioner`;
        assert.equal(mayDo(from, "sts:AssumeRole", provisioner), false, from.name);
      }
    }
  });

  it("write prefixes in the artifact bucket are disjoint: no identity can overwrite another's output", () => {
    for (const stack of ["dev", "prod"] as const) {
      const blueprint = exampleBlueprint(stack);
      const bucket = `arn:aws:s3:::${blueprint.store.artifacts.name}/`;
      const prefixes = rolesOf(blueprint).flatMap((from) =>
        grantsOf(from)
          .filter(
            ({ Effect, Action }) => Effect === "Allow" && Action?.some((action) => /^s3:Put/.test(action)),
          )
          .flatMap(({ Resource }) => Resource ?? [])
          .filter((resource) => resource.startsWith(bucket))
          .map((resource) => ({ who: from.name, prefix: resource.slice(bucket.length).replace(/\*$/, "") })),
      );
      assert.ok(prefixes.length >= 2);
      for (const one of prefixes) {
        const overlapping = prefixes.filter(
          (other) =>
            other !== one && (other.prefix.startsWith(one.prefix) || one.prefix.startsWith(other.prefix)),
        );
        assert.deepEqual(overlapping, [], `${one.who} writes ${one.prefix}`);
      }
    }
  });
});

function role(blueprint: Blueprint, name: string): RolePlan {
  const found = rolesOf(blueprint).find((candidate) => candidate.name === name);
  assert.ok(found, name);
  return found;
}
