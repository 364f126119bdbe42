import { eventBusClosed } from "../../../../policy-pack/policies/messages/event-bus-closed";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { accounts, document, provider, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";

const bus = `arn:aws:events:eu-central-1:${accounts.devops}:event-bus/default`;
const policy = (given: unknown): Written => ({
  type: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  name: "bus-policy",
  provider: provider("devops"),
  props: { policy: given },
});
const to = (principal: unknown, more: Record<string, unknown> = {}) =>
  policy(
    document({
      Sid: "In",
      Effect: "Allow",
      Principal: principal,
      Action: "events:PutEvents",
      Resource: bus,
      ...more,
    }),
  );
const permission = (props: Record<string, unknown>): Written => ({
  type: "aws:cloudwatch/eventPermission:EventPermission",
  name: "permission",
  provider: provider("devops"),
  props: { statementId: "In", ...props },
});
const says = (what: string) => `mandatory bus-policy: In event bus policy bus-policy, ${what}.`;

export const table: DecisionTable = {
  rule: eventBusClosed,
  rows: [
    { when: "a target account puts events", shows: "pass", stack: [to({ AWS: accounts.dev })] },
    {
      when: "a permission names a target account",
      shows: "pass",
      stack: [permission({ principal: accounts.dev })],
    },
    {
      when: "everybody puts events",
      shows: "violation",
      stack: [to("*")],
      says: [says("statement In lets anybody call events:PutEvents")],
      inFull: [
        `In event bus policy bus-policy, statement In lets anybody call events:PutEvents.
  at: policy.Statement
  why: CICD-SEC-1: rules take an event at its word, so whoever puts one on the bus starts what the rule starts
  fix: name the accounts, or add a condition that only own accounts meet: aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn`,
      ],
    },
    {
      when: "everybody puts events of one source",
      shows: "violation",
      stack: [to({ AWS: "*" }, { Condition: { StringEquals: { "events:source": "payments" } } })],
      says: [says("statement In lets anybody call events:PutEvents")],
    },
    {
      when: "an account that is not listed puts events",
      shows: "violation",
      stack: [to({ AWS: "555555555555" })],
      says: [
        says(
          "account 555555555555 is let in, and account 555555555555 is not on the list of this stack (111111111111, 222222222222, 444444444444)",
        ),
      ],
    },
    {
      when: "a role of another account makes rules",
      shows: "violation",
      stack: [
        to(
          { AWS: roleArn("dev", "payments-events") },
          { Action: ["events:PutEvents", "events:PutRule"], Resource: "*" },
        ),
      ],
      says: [
        says(
          "statement In lets arn:aws:iam::222222222222:role/payments-events do more than put events: events:PutRule",
        ),
      ],
    },
    {
      when: "a permission lets everybody in",
      shows: "violation",
      stack: [permission({ principal: "*" })],
      says: ["mandatory permission: Event permission permission lets everybody in."],
    },
    {
      when: "a permission names an account that is not listed",
      shows: "violation",
      stack: [permission({ principal: "555555555555" })],
      says: [
        "mandatory permission: Event permission permission lets account 555555555555 in, which is not on the list of this stack (111111111111, 222222222222, 444444444444).",
      ],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [policy(unknown)],
      says: [
        "advisory bus-policy: Undetermined: whether event bus policy bus-policy lets strangers in can't be seen.",
      ],
    },
    {
      when: "whom a permission names, or which organization, is not known yet",
      shows: "unknown",
      stack: [
        permission({ principal: unknown }),
        { ...permission({ principal: "*", condition: { value: unknown } }), name: "wide" },
      ],
      says: [
        "advisory permission: Undetermined: whom event permission permission lets in can't be seen.",
        "advisory wide: Undetermined: whether event permission wide lets everybody in can't be seen.",
      ],
    },
    {
      when: "nobody says which accounts there are",
      shows: "unknown",
      stack: [permission({ principal: accounts.dev })],
      circumstances: { settings: {} },
      says: [
        "advisory permission: Undetermined: which accounts this stack may work in is not known, so account 222222222222 of event permission permission can't be held against them.",
      ],
    },
    {
      when: "everybody of the organization puts events",
      shows: "near miss",
      stack: [
        to("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-acme123456" } } }),
        permission({
          principal: "*",
          condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-acme123456" },
        }),
      ],
    },
    {
      when: "the own account may do everything",
      shows: "near miss",
      stack: [to({ AWS: accounts.devops }, { Action: "events:*" })],
      circumstances: { settings },
    },
  ],
};
