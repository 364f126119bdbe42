import { snsSubscribers } from "../../../../policy-pack/policies/messages/sns-subscribers";
import { unknown } from "../../handed";
import { accounts, provider, settings } from "../../road";
import type { DecisionTable } from "../table";
import { subscription } from "./topics.stack";

const said = { ...settings, notices: { mail: ["platform@example.com"] } };
const inSettings = { settings: said };
const lambda = (account: string) => `arn:aws:lambda:eu-central-1:${account}:function:payments-status`;
const says = (what: string) => `mandatory subscription: Subscription subscription ${what}.`;
const hidden = "advisory subscription: Undetermined: whom subscription subscription tells can't be seen.";

export const table: DecisionTable = {
  rule: snsSubscribers,
  rows: [
    {
      when: "an address of the settings is told",
      shows: "pass",
      stack: [subscription({ protocol: "email", endpoint: "platform@example.com" })],
      circumstances: inSettings,
    },
    {
      when: "a function of an own account is told",
      shows: "pass",
      stack: [subscription({ protocol: "lambda", endpoint: lambda(accounts.dev) })],
    },
    {
      when: "the policy's config lists an address by https, and a domain",
      shows: "pass",
      stack: [
        subscription({ protocol: "https", endpoint: "https://hooks.example.com/T0/B1" }),
        subscription({ protocol: "email", endpoint: "owner@example.com" }, { name: "owner" }),
      ],
      circumstances: { settings, config: { endpoints: ["https://hooks.example.com/*", "*@example.com"] } },
    },
    {
      when: "an address that nobody listed is told",
      shows: "violation",
      stack: [subscription({ protocol: "email", endpoint: "someone@elsewhere.example" })],
      circumstances: inSettings,
      says: [says("tells someone@elsewhere.example by email, which is not listed")],
      inFull: [
        `Subscription subscription tells someone@elsewhere.example by email, which is not listed.
  at: endpoint
  why: CICD-SEC-7: whoever is told of every release and approval must be somebody who is meant to be
  fix: remove the subscription, or name the address in the settings delivery:notices or in an environment's approval`,
      ],
    },
    {
      when: "somebody is told by plain http, though the address is listed",
      shows: "violation",
      stack: [subscription({ protocol: "http", endpoint: "http://hooks.example.com/T0" })],
      circumstances: { settings, config: { endpoints: ["http://hooks.example.com/T0"] } },
      says: [says("tells by plain http")],
    },
    {
      when: "an address by https is not listed; its path is not repeated",
      shows: "violation",
      stack: [subscription({ protocol: "https", endpoint: "https://hooks.example.com/T0/secret" })],
      circumstances: inSettings,
      says: [says("tells host hooks.example.com by https, which is not listed")],
    },
    {
      when: "a queue of a foreign account is told",
      shows: "violation",
      stack: [subscription({ protocol: "sqs", endpoint: "arn:aws:sqs:eu-central-1:555555555555:inbox" })],
      says: [
        says(
          "tells account 555555555555 by sqs, which is not on the list of this stack (111111111111, 222222222222, 444444444444)",
        ),
      ],
    },
    {
      when: "a phone number that is not listed is told",
      shows: "violation",
      stack: [subscription({ protocol: "sms", endpoint: "+490000000" })],
      circumstances: inSettings,
      says: [says("tells +490000000 by sms, which is not listed")],
    },
    {
      when: "the listed domain is the beginning of another",
      shows: "violation",
      stack: [subscription({ protocol: "email", endpoint: "owner@example.com.elsewhere.example" })],
      circumstances: { settings, config: { endpoints: ["*@example.com"] } },
      says: [says("tells owner@example.com.elsewhere.example by email, which is not listed")],
    },
    {
      when: "the endpoint is not known yet",
      shows: "unknown",
      stack: [subscription({ protocol: "https", endpoint: unknown })],
      says: [hidden],
    },
    {
      when: "the protocol is not known yet",
      shows: "unknown",
      stack: [subscription({ protocol: unknown, endpoint: "platform@example.com" })],
      says: [hidden],
    },
    {
      when: "nobody says who may be told",
      shows: "unknown",
      stack: [subscription({ protocol: "email", endpoint: "platform@example.com" })],
      circumstances: { settings: {} },
      says: [
        "advisory subscription: Undetermined: who may be told is not known, so subscription subscription to platform@example.com by email can't be held against it.",
      ],
    },
    {
      when: "the endpoint is made from a queue of the stack",
      shows: "near miss",
      stack: [
        { type: "aws:sqs/queue:Queue", name: "queue", provider: provider("devops"), props: { arn: unknown } },
        subscription({ protocol: "sqs", endpoint: unknown }, { madeFrom: { endpoint: ["queue"] } }),
      ],
    },
    {
      when: "the address is the listed one in other letter case",
      shows: "near miss",
      stack: [subscription({ protocol: "email-json", endpoint: "Platform@Example.com" })],
      circumstances: inSettings,
    },
    {
      when: "there is no subscription",
      shows: "not applicable",
      stack: [],
      notApplicable: ["the stack has no subscription"],
    },
  ],
};
