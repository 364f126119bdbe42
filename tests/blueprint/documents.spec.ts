import assert from "node:assert/strict";
import { join } from "node:path";
import { rolesNamedBy } from "../../blueprint/iam/document";
import { matchesSnapshot } from "../snapshot";
import { exampleBlueprint } from "./example-settings";
import { documentsOf, rolesOf } from "./identities";

const snapshot = (name: string) => join(__dirname, "snapshots", `${name}.json`);

/** One line a list, so that a reviewer reads a statement at a glance. */
function readable(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/\[\n\s+("[^\n]*?")\n\s+\]/g, "[$1]")}\n`;
}

describe("IAM documents", () => {
  it("prod: every identity's whole documents are the reviewed ones", () => {
    const identities = rolesOf(exampleBlueprint("prod")).map(
      ({ name, trust, policy, managed, boundaryArn }) => ({
        name,
        trust,
        policy,
        managed,
        boundaryArn,
      }),
    );
    matchesSnapshot(snapshot("prod-identities"), readable(identities));
  });

  it("prod: every boundary, key, bucket, topic, repository and approver policy is the reviewed one", () => {
    const others = documentsOf(exampleBlueprint("prod")).filter(([name]) => !/^(trust|policy) /.test(name));
    matchesSnapshot(snapshot("prod-resource-policies"), readable(Object.fromEntries(others)));
  });

  for (const stack of ["dev", "prod"] as const) {
    const documents = () => documentsOf(exampleBlueprint(stack));

    it(`${stack}: every document is plain text to its leaves`, () => {
      for (const [name, document] of documents()) {
        assert.deepEqual(JSON.parse(JSON.stringify(document)), document, name);
      }
    });

    it(`${stack}: every Sid is alphanumeric and unique in its document`, () => {
      for (const [name, { Statement }] of documents()) {
        const sids = Statement.map(({ Sid }) => Sid);
        assert.deepEqual(
          sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid)),
          [],
          name,
        );
        assert.equal(new Set(sids).size, sids.length, name);
      }
    });

    it(`${stack}: an Allow on every resource comes with a condition, except where the principal narrows it`, () => {
      const open = documents()
        .filter(([name]) => !/^(boundary|key) /.test(name))
        .flatMap(([name, { Statement }]) =>
          Statement.filter(
            ({ Effect, Resource, Condition }) =>
              Effect === "Allow" && (Resource ?? []).includes("*") && Condition === undefined,
          ).map(({ Sid }) => `${name}: ${Sid}`),
        );
      assert.deepEqual(open, []);
    });

    it(`${stack}: only the execution role and the boundaries hold action wildcards`, () => {
      const wide = documents()
        .filter(([name]) => !/^boundary |cfn-exec-role/.test(name))
        .flatMap(([name, { Statement }]) =>
          Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) =>
            (Action ?? []).filter((action) => action.includes("*")).map((action) => `${name}: ${action}`),
          ),
        );
      // CloudWatch Logs asks for these families of encryption calls (Logs guide, "Encrypt log data using AWS KMS").
      const { logKey } = exampleBlueprint(stack).store;
      const key = `key ${logKey.alias} in ${logKey.place.accountId} ${logKey.place.region}`;
      assert.deepEqual(wide, [`${key}: kms:GenerateDataKey*`, `${key}: kms:ReEncrypt*`]);
    });

    it(`${stack}: every role that a document names is created here, or is a role that the settings name`, () => {
      const blueprint = exampleBlueprint(stack);
      const created = new Set(rolesOf(blueprint).map(({ arn }) => arn));
      const given = new Set([
        ...blueprint.accounts.map(({ provisioningRoleArn }) => provisioningRoleArn),
        ...blueprint.approvers.map(({ roleArn }) => roleArn),
        ...(blueprint.gitlabIdentity ? [blueprint.gitlabIdentity.provider.arn] : []),
      ]);
      const unknown = documents().flatMap(([name, document]) =>
        rolesNamedBy(document)
          .filter((arn) => !created.has(arn) && !given.has(arn))
          .map((arn) => `${name}: ${arn}`),
      );
      assert.deepEqual(unknown, []);
    });
  }
});
