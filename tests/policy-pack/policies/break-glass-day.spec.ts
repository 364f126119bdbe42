import assert from "node:assert/strict";
import { trustBreakGlass } from "../../../policy-pack/policies/trust/trust-break-glass";
import { trustProdOnlyGated } from "../../../policy-pack/policies/trust/trust-prod-only-gated";
import type { Rule } from "../../../policy-pack/verdict/rule";
import { judgeStack } from "../handed";
import { allow, document, provider, role, roleArn, rolePolicy, settings } from "../road";

const lastDay = "2031-05-20";
const lead = roleArn("devops", "incident-lead");
const emergency = roleArn("prod", "emergency");

const stack = [
  role("prod", "emergency", {
    props: {
      tags: { "delivery:break-glass": lastDay },
      assumeRolePolicy: document({
        Effect: "Allow",
        Principal: { AWS: lead },
        Action: "sts:AssumeRole",
        Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "900" } },
      }),
    },
  }),
  rolePolicy("prod", "emergency", allow("cloudformation:*", "*")),
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "assumed",
    provider: provider("prod"),
    props: { name: "assumed", eventPattern: JSON.stringify({ source: ["aws.sts"] }) },
  },
  {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "told",
    provider: provider("prod"),
    props: { rule: "assumed", arn: "arn:aws:sns:eu-central-1:444444444444:alarms" },
  },
];

/** Names of the policies that say something on a day. */
function sayingOn(day: string, rules: readonly Rule[]): readonly string[] {
  const world = {
    breakGlassRoles: [
      { role: emergency, principals: [lead], reason: "outage", owner: "ops", expires: lastDay },
    ],
  };
  return judgeStack(
    stack,
    { settings, config: { "exemption-valid": { world } }, today: new Date(`${day}T12:00:00Z`) },
    rules,
  ).flatMap(({ policy, findings }) => (findings.length > 0 ? [policy] : []));
}

describe("a role for emergencies", () => {
  const rules = [trustProdOnlyGated, trustBreakGlass];

  it("is in force through its last day, as the day on which the stack is judged says", () => {
    assert.deepEqual(sayingOn(lastDay, rules), []);
  });

  it("has expired on the day after, and its trust is judged like any other role's", () => {
    assert.deepEqual(sayingOn("2031-05-21", rules), ["trust-prod-only-gated", "trust-break-glass"]);
  });
});
