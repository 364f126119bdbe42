import assert from "node:assert/strict";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { rules } from "../../policy-pack/policies";
import { register } from "../../policy-pack/verdict/register";
import type { Rule } from "../../policy-pack/verdict/rule";
import { everyCase } from "../every-case";
import { judge } from "./handed";
import { compilePack, PackProcess } from "./pack-process";
import { road, settings } from "./road";
import type { Row } from "./tables/table";
import { allTables } from "./tables/tables";

interface Case {
  readonly rule: Rule;
  readonly row: Row;
}

/** Every row where every case is asked for; else one a policy, with settings that others have too if there is one. */
function casesOf(rule: Rule, rows: readonly Row[]): readonly Case[] {
  if (everyCase) return rows.map((row) => ({ rule, row }));
  const violations = rows.filter(({ shows }) => shows === "violation");
  const row =
    violations.find((one) => settingsOf(one) === settings) ??
    rows.find((one) => settingsOf(one) === settings) ??
    violations[0] ??
    rows[0];
  return row ? [{ rule, row }] : [];
}

function settingsOf({ circumstances }: Row): Readonly<Record<string, unknown>> {
  return circumstances ? (circumstances.settings ?? {}) : settings;
}

/** The engine starts a pack with the stack's settings, so cases of equal settings share a process. */
const bySettings = new Map<string, Case[]>();
for (const { rule, rows } of allTables())
  for (const one of casesOf(rule, rows)) {
    const key = JSON.stringify(settingsOf(one.row));
    bySettings.set(key, [...(bySettings.get(key) ?? []), one]);
  }

describe("the compiled pack behind the SDK's runner", function () {
  this.timeout(600_000);
  before(() => compilePack());

  for (const [key, cases] of bySettings)
    it(`says of ${cases.length} stacks with settings ${key.slice(0, 60)} what the rules say when they are called`, async () => {
      const given = JSON.parse(key) as Record<string, unknown>;
      const pack = await PackProcess.start(given);
      try {
        for (const { rule, row } of cases) {
          const { config = {}, shared } = row.circumstances ?? {};
          await pack.configure({
            [rule.name]: { level: levels[rule.level], properties: config },
            ...(shared ? { "exemption-valid": { properties: shared } } : {}),
          });
          assert.deepEqual(
            await pack.judge(rule.name, row.stack),
            await judge(rule, row.stack, { settings: given, config, ...(shared ? { shared } : {}) }),
            `${rule.name}, when ${row.when}`,
          );
        }
      } finally {
        pack.stop();
      }
    });

  it("introduces itself and all of its policies, prints its port and nothing else", async () => {
    const pack = await PackProcess.start(settings);
    try {
      const info = await pack.info();
      assert.equal(info.getName(), "gitlab-aws-delivery");
      assert.deepEqual(
        info.getPoliciesList().map((policy) => [policy.getName(), policy.getEnforcementlevel()]),
        register(rules).map(({ name, enforcementLevel }) => [
          name,
          enforcementLevel === "mandatory" ? EnforcementLevel.MANDATORY : EnforcementLevel.ADVISORY,
        ]),
      );
      assert.match(pack.printed(), /^\d+\n$/);
    } finally {
      pack.stop();
    }
  });

  it("keeps the gate mandatory when the policy config lowers it, and takes its parameters", async () => {
    const pack = await PackProcess.start(settings);
    try {
      await pack.configure({
        "pipeline-prod-approval": {
          level: EnforcementLevel.ADVISORY,
          properties: { prodAccounts: ["222222222222"], onUnknown: "advisory" },
        },
      });
      const { said } = await pack.judge("pipeline-prod-approval", road());
      assert.deepEqual(
        said.map(({ level, message }) => `${level}: ${message.split("\n")[0] ?? ""}`),
        [
          "mandatory: Stage dev, action Deploy of pipeline payments can change production, and no manual approval comes before it.",
        ],
      );
    } finally {
      pack.stop();
    }
  });
});

const levels = { advisory: EnforcementLevel.ADVISORY, mandatory: EnforcementLevel.MANDATORY } as const;
