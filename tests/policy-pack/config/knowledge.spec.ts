import assert from "node:assert/strict";
import { Knowledge } from "../../../policy-pack/config/knowledge";
import { Field } from "../../../policy-pack/reader/field";
import { readTree } from "../../../policy-pack/reader/read-tree";
import { settings } from "../road";

function worldOf(
  given: Record<string, unknown>,
  config: Record<string, unknown> = {},
  shared: Record<string, unknown> = {},
) {
  const texts = Object.entries(given).map(
    ([key, value]) => [`delivery:${key}`, JSON.stringify(value)] as const,
  );
  const fields = new Field(new Map(texts), "");
  const world = new Field(readTree(shared), "world");
  const { production, accounts } = new Knowledge(new Field(readTree(config), ""), world, () => fields, world);
  return { production, accounts };
}

const target = (accountId: unknown) => ({ accountId, region: "eu-central-1" });

describe("what the pack knows of the world", () => {
  it("comes from the stack's settings", () => {
    assert.deepEqual(worldOf(settings), {
      production: { kind: "known", value: ["444444444444"] },
      accounts: { kind: "known", value: ["111111111111", "222222222222", "444444444444"] },
    });
  });

  it("is overridden by policy config, an empty list too", () => {
    assert.deepEqual(worldOf(settings, { prodAccounts: [], accounts: ["999999999999"] }), {
      production: { kind: "known", value: [] },
      accounts: { kind: "known", value: ["999999999999"] },
    });
  });

  it("is overridden by the pack's shared config, which the policy's own overrides", () => {
    const shared = { prodAccounts: ["999999999999"] };
    assert.deepEqual(worldOf(settings, {}, shared).production, { kind: "known", value: ["999999999999"] });
    assert.deepEqual(worldOf(settings, { prodAccounts: [] }, shared).production, {
      kind: "known",
      value: [],
    });
  });

  it("is absent where nobody says it", () => {
    assert.deepEqual(worldOf({}), {
      production: { kind: "absent", path: "delivery:environments" },
      accounts: { kind: "absent", path: "delivery:devops.accountId" },
    });
  });

  const unreadable: readonly (readonly [string, unknown, string])[] = [
    ["a kind that is none", [{ kind: "live", targets: [] }], "delivery:environments[0].kind"],
    ["a kind that is missing", [{ targets: [] }], "delivery:environments[0].kind"],
    ["an environment without targets", [{ kind: "production" }], "delivery:environments[0].targets"],
    [
      "an account id that lost its leading zero",
      [{ kind: "production", targets: [target(44444444444)] }],
      "delivery:environments[0].targets[0].accountId",
    ],
    ["text instead of environments", "production", "delivery:environments.kind"],
  ];
  for (const [what, environments, path] of unreadable)
    it(`is unknown, never smaller, with ${what}`, () => {
      assert.deepEqual(worldOf({ ...settings, environments }).production, { kind: "unknown", path });
    });

  it("is unknown with a policy config that names no account", () => {
    assert.deepEqual(worldOf(settings, { prodAccounts: ["prod"] }).production, {
      kind: "unknown",
      path: "prodAccounts[0]",
    });
  });
});
