import assert from "node:assert/strict";
import { rules } from "../../../policy-pack/policies";
import type { Finding } from "../../../policy-pack/verdict/finding";
import { judged } from "../../../policy-pack/verdict/finding";
import { register } from "../../../policy-pack/verdict/register";
import type { Rule } from "../../../policy-pack/verdict/rule";
import { judge } from "../handed";
import { role } from "../road";

const finding: Finding = {
  kind: "violation",
  urn: "",
  what: "Something is wrong.",
  at: ["here"],
  why: "a reason",
  fix: "a way out",
};

function ruleThat(resource: NonNullable<Rule["resource"]>, more: Partial<Rule> = {}): Rule {
  return {
    number: 0,
    name: "test-rule",
    title: "A rule",
    description: "A rule of a test.",
    severity: "low",
    level: "advisory",
    onUnknown: "advisory",
    remediation: "Nothing.",
    parameters: {},
    resource,
    ...more,
  };
}

describe("registered policies", () => {
  it("come in the catalogue's order, after the one whose config all share", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual(
      register(rules).map(({ name }) => name),
      ["exemption-valid", ...names.filter((name) => name !== "exemption-valid")],
    );
  });

  it("each say in their schema what a person may set, onUnknown always", () => {
    assert.deepEqual(
      register(rules).map(({ name, configSchema }) => [name, Object.keys(configSchema?.properties ?? {})]),
      register(rules).map(({ name }) => [
        name,
        [...Object.keys(rules.find((rule) => rule.name === name)?.parameters ?? {}), "onUnknown"],
      ]),
    );
  });

  it("report a check that breaks as a finding of its own, and quote no input", async () => {
    const secret = "planted-secret";
    const rule = ruleThat(() => {
      throw new TypeError(`cannot read ${secret}`);
    });
    const { said } = await judge(rule, [role("dev", "one")], {});
    assert.equal(said.length, 1);
    assert.match(
      said[0]?.message ?? "",
      /^The check itself failed \(TypeError in register\.spec\.ts:\d+\), so nothing is proved\.\n/,
    );
    assert.ok(!JSON.stringify(said).includes(secret));
  });

  it("keep a gate mandatory whatever its level was lowered to, and say so", async () => {
    const { said } = await judge(
      ruleThat(() => judged([finding]), { number: 9 }),
      [role("dev", "one")],
      {},
    );
    assert.deepEqual(said, [
      {
        level: "mandatory",
        resource: "one",
        message:
          "Something is wrong.\n  at: here\n  why: a reason\n  fix: a way out\n  note: mandatory, whatever level the policy config sets",
      },
    ]);
  });

  it("leave the level of other rules to the policy config", async () => {
    const { said } = await judge(
      ruleThat(() => judged([finding])),
      [role("dev", "one")],
      {},
    );
    assert.deepEqual(
      said.map(({ level }) => level),
      ["advisory"],
    );
  });

  it("keep nothing from one stack to the next", async () => {
    const settingsOf = (accountId: string) => ({
      environments: [{ name: "prod", kind: "production", targets: [{ accountId, region: "eu-central-1" }] }],
    });
    const seen: unknown[] = [];
    const rule = ruleThat((_, { world }) => {
      seen.push(world.production);
      return judged([]);
    });
    await judge(rule, [role("dev", "one")], { settings: settingsOf("444444444444") });
    await judge(rule, [role("dev", "one")], { settings: settingsOf("888888888888") });
    await judge(rule, [role("dev", "one")], {});
    assert.deepEqual(seen, [
      { kind: "known", value: ["444444444444"] },
      { kind: "known", value: ["888888888888"] },
      { kind: "absent", path: "delivery:environments" },
    ]);
  });
});
