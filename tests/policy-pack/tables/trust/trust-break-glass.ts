import { trustBreakGlass } from "../../../../policy-pack/policies/trust/trust-break-glass";
import type { Circumstances, Written } from "../../handed";
import { unknown } from "../../handed";
import { document, provider, role, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";
import type { Part } from "./trusts.stack";
import { accounts, root, trusts } from "./trusts.stack";

const day = "2999-12-31";
const lead = roleArn("devops", "incident-lead");
const emergencyArn = roleArn("prod", "emergency");
const listed = { role: emergencyArn, principals: [lead], reason: "outage", owner: "ops", expires: day };

function listing(...entries: readonly Part[]): Circumstances {
  return { settings, config: { breakGlassRoles: entries } };
}

const fresh = {
  Bool: { "aws:MultiFactorAuthPresent": "true" },
  NumericLessThan: { "aws:MultiFactorAuthAge": "900" },
};

interface Shape {
  readonly tag?: unknown;
  readonly trust?: readonly Part[];
  readonly more?: Part;
}

function emergency({ tag = day, trust = [trusts({ AWS: lead }, fresh)], more = {} }: Shape = {}): Written {
  return role("prod", "emergency", {
    props: {
      assumeRolePolicy: document(trust),
      maxSessionDuration: 3600,
      ...(tag === undefined ? {} : { tags: { "delivery:break-glass": tag } }),
      ...more,
    },
  });
}

const assumed = {
  source: ["aws.sts"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: {
    eventSource: ["sts.amazonaws.com"],
    eventName: ["AssumeRole"],
    requestParameters: { roleArn: [emergencyArn] },
  },
};

function alarm(pattern: unknown = JSON.stringify(assumed), more: Part = {}): readonly Written[] {
  return [
    {
      type: "aws:cloudwatch/eventRule:EventRule",
      name: "emergency-assumed",
      provider: provider("prod"),
      props: { name: "emergency-assumed", eventPattern: pattern, ...more },
    },
    {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      name: "emergency-told",
      provider: provider("prod"),
      props: { rule: "emergency-assumed", arn: `arn:aws:sns:eu-central-1:${accounts.prod}:alarms` },
    },
  ];
}

const says = (what: string) => [`mandatory emergency: ${what}`];
const silent = "Nobody is told when emergency role emergency is assumed.";

export const table: DecisionTable = {
  rule: trustBreakGlass,
  rows: [
    {
      when: "the role is tagged, listed, narrow, fresh, short and loud",
      shows: "pass",
      stack: [emergency(), ...alarm()],
      circumstances: listing(listed),
    },
    {
      when: "the role stands in no list",
      shows: "violation",
      stack: [emergency({ trust: [] }), ...alarm()],
      says: says("Emergency role emergency stands in no list."),
      inFull: [
        [
          "Emergency role emergency stands in no list.",
          "  at: tags.delivery:break-glass",
          "  why: it passes the approval on purpose, so it must be small, short, noticed, and close by itself",
          "  fix: list it in this policy's `breakGlassRoles` with principals, reason, owner and expires",
        ].join("\n"),
      ],
    },
    {
      when: "the role has expired",
      shows: "violation",
      stack: [emergency({ tag: "2020-02-29" }), ...alarm()],
      circumstances: listing({ ...listed, expires: "2020-02-29" }),
      says: says("Emergency role emergency expired on 2020-02-29."),
    },
    {
      when: "tag and list disagree",
      shows: "violation",
      stack: [emergency({ tag: "2999-01-01" }), ...alarm()],
      circumstances: listing(listed),
      says: says("Emergency role emergency expires on 2999-01-01 by its tag and on 2999-12-31 by the list."),
    },
    {
      when: "the tag names no day",
      shows: "violation",
      stack: [emergency({ tag: "2999-02-30" }), ...alarm()],
      circumstances: listing(listed),
      says: says("Emergency role emergency names no day in its tag."),
    },
    {
      when: "the role is listed and not tagged",
      shows: "violation",
      stack: [emergency({ tag: undefined, more: { tags: {} } }), ...alarm()],
      circumstances: listing(listed),
      says: says("Role emergency is listed for emergencies and carries no tag that says so."),
    },
    {
      when: "the list is not complete",
      shows: "violation",
      stack: [emergency({ trust: [] }), ...alarm()],
      circumstances: listing(listed, { role: "other", principals: [lead], owner: "ops", expires: day }),
      says: ["mandatory : Entry breakGlassRoles[1] of the policy config lists no emergency role in full."],
    },
    {
      when: "somebody else, or a whole account, is trusted",
      shows: "violation",
      stack: [
        emergency({ trust: [trusts({ AWS: [roleArn("devops", "anybody"), root(accounts.devops)] }, fresh)] }),
        ...alarm(),
      ],
      circumstances: listing(listed),
      says: [
        ...says(
          `Emergency role emergency trusts ${roleArn("devops", "anybody")}, which is not listed for it.`,
        ),
        ...says(
          `Emergency role emergency trusts account ${accounts.devops} as a whole, which is not listed for it.`,
        ),
      ],
    },
    {
      when: "no second factor is demanded, or only of those who have it",
      shows: "violation",
      stack: [
        emergency({
          trust: [
            trusts({ AWS: lead }),
            trusts({ AWS: lead }, { BoolIfExists: { "aws:MultiFactorAuthPresent": true } }),
          ],
        }),
        ...alarm(),
      ],
      circumstances: listing(listed),
      says: [
        ...says("Emergency role emergency demands no second factor."),
        ...says("Emergency role emergency demands no second factor."),
      ],
    },
    {
      when: "the second factor may be of yesterday",
      shows: "violation",
      stack: [
        emergency({
          trust: [
            trusts(
              { AWS: lead },
              {
                Bool: { "aws:MultiFactorAuthPresent": true },
                NumericLessThan: { "aws:MultiFactorAuthAge": 86400 },
              },
            ),
          ],
        }),
        ...alarm(),
      ],
      circumstances: listing(listed),
      says: says("Emergency role emergency accepts a second factor of more than 3600 seconds ago."),
    },
    {
      when: "sessions are long",
      shows: "violation",
      stack: [emergency({ more: { maxSessionDuration: 43200 } }), ...alarm()],
      circumstances: listing(listed),
      says: says("Sessions of emergency role emergency last up to 43200 seconds."),
    },
    {
      when: "no rule tells, or the rule is off, of another role, or without a target",
      shows: "violation",
      stack: [
        emergency(),
        ...alarm(JSON.stringify(assumed), { state: "DISABLED" }),
        ...alarm(
          JSON.stringify({
            ...assumed,
            detail: { ...assumed.detail, requestParameters: { roleArn: [roleArn("prod", "other")] } },
          }),
          { name: "of-another" },
        ).map((one) => ({ ...one, name: `${one.name}-2` })),
        {
          ...(alarm()[0] ?? emergency()),
          name: "no-target",
          props: { name: "no-target", eventPattern: assumed },
        },
      ],
      circumstances: listing(listed),
      says: says(silent),
    },
    {
      when: "rules tell of some who assume the role only, or listen where CloudTrail tells nothing",
      shows: "violation",
      stack: [
        emergency(),
        ...alarm(
          JSON.stringify({
            ...assumed,
            detail: { ...assumed.detail, userIdentity: { arn: [{ "anything-but": lead }] } },
          }),
        ),
        ...alarm(JSON.stringify(assumed), { name: "on-another-bus", eventBusName: "alarms" }).map((one) => ({
          ...one,
          name: `${one.name}-2`,
          props: { ...one.props, ...("rule" in one.props ? { rule: "on-another-bus" } : {}) },
        })),
      ],
      circumstances: listing(listed),
      says: says(silent),
    },
    {
      when: "the rule names the role by a wildcard, and the account as every event has it",
      shows: "near miss",
      stack: [
        emergency(),
        ...alarm(
          JSON.stringify({
            source: [{ prefix: "aws.s" }],
            account: [accounts.prod],
            detail: {
              eventName: ["AssumeRole", "AssumeRoleWithSAML"],
              requestParameters: { roleArn: [{ wildcard: "arn:aws:iam::*:role/emergency" }] },
            },
          }),
        ),
      ],
      circumstances: listing(listed),
    },
    {
      when: "the rule is for every role taken in the account, its principals stand in a condition, and age alone implies the factor",
      shows: "near miss",
      stack: [
        emergency({
          trust: [
            trusts(
              { AWS: root(accounts.devops) },
              {
                ArnEquals: { "aws:PrincipalArn": lead },
                NumericLessThanEquals: { "aws:MultiFactorAuthAge": 3600 },
              },
            ),
          ],
        }),
        ...alarm(JSON.stringify({ source: ["aws.sts"], detail: { eventName: ["AssumeRole"] } })),
      ],
      circumstances: listing({ ...listed, role: "emergency" }),
    },
    {
      when: "what all policies share lists the role",
      shows: "pass",
      stack: [emergency(), ...alarm()],
      circumstances: { settings, shared: { world: { breakGlassRoles: [listed] } } },
    },
    {
      when: "the policy's own list comes before the one that all share, and lacks the role",
      shows: "violation",
      stack: [emergency({ trust: [] }), ...alarm()],
      circumstances: {
        settings,
        config: { breakGlassRoles: [] },
        shared: { world: { breakGlassRoles: [listed] } },
      },
      says: says("Emergency role emergency stands in no list."),
    },
    {
      when: "the policy's own list comes before the one that all share, and has the right principals",
      shows: "near miss",
      stack: [emergency(), ...alarm()],
      circumstances: {
        ...listing(listed),
        shared: {
          world: {
            breakGlassRoles: [{ ...listed, principals: [roleArn("devops", "other")], expires: "2020-01-01" }],
          },
        },
      },
    },
    {
      when: "the trust is not known yet",
      shows: "unknown",
      stack: [emergency({ more: { assumeRolePolicy: unknown } }), ...alarm()],
      circumstances: listing(listed),
      says: ["advisory emergency: Undetermined: whom emergency role emergency trusts can't be seen."],
    },
    {
      when: "the day, the length of sessions and the rule's pattern are not known yet",
      shows: "unknown",
      stack: [emergency({ tag: unknown, more: { maxSessionDuration: unknown } }), ...alarm(unknown)],
      circumstances: listing(listed),
      says: [
        "advisory emergency: Undetermined: the day on which emergency role emergency expires is not known yet.",
        "advisory emergency: Undetermined: how long sessions of emergency role emergency last is not known yet.",
        "advisory emergency: Undetermined: whether somebody is told when emergency role emergency is assumed can't be seen.",
      ],
    },
    {
      when: "a listed role is not in the stack",
      shows: "unknown",
      stack: [role("prod", "other")],
      circumstances: listing(listed),
      says: [`advisory : Undetermined: emergency role ${emergencyArn} is listed, and is not in this stack.`],
    },
    {
      when: "no role is for emergencies, and no list is there, of the policy's own or shared",
      shows: "not applicable",
      stack: [role("prod", "other")],
      notApplicable: ["no role is tagged or listed for emergencies"],
    },
    {
      when: "no role is for emergencies, and what all share lists none either",
      shows: "not applicable",
      stack: [role("prod", "other")],
      circumstances: { settings, shared: { world: {} } },
      notApplicable: ["no role is tagged or listed for emergencies"],
    },
  ],
};
