import assert from "node:assert/strict";
import { contextOf } from "../../../policy-pack/iam/context";
import type { Decision, Policies } from "../../../policy-pack/iam/evaluate";
import { evaluate } from "../../../policy-pack/iam/evaluate";
import { unknownDocument } from "../../../policy-pack/iam/statement-match";
import { unknown } from "../handed";
import type { Written } from "./golden/row";
import { allow, away, build, deny, document, home, lets, roleArn, root } from "./golden/row";

const deploy = roleArn("deploy", away);
const own = (...statements: Written[]) => ({
  label: "the policies of role build",
  document: document(statements),
});
const trust = (...statements: Written[]) => ({
  label: "the trust policy of role deploy",
  document: document(statements, "trust"),
});
const may = own({ ...allow("sts:AssumeRole", deploy), Sid: "Deploys" });
const letsIn = trust({ ...lets({ AWS: root(home) }), Sid: "Delivery" });
const asks = `call sts:AssumeRole on ${deploy}`;
const who = `role ${roleArn("build")}`;

const table: readonly (readonly [string, Policies, Decision])[] = [
  [
    "both statements that allow across accounts",
    { identity: [may], resource: letsIn },
    {
      answer: "allowed",
      reason: `Statement Deploys of the policies of role build allows sts:AssumeRole on ${deploy}, and Statement Delivery of the trust policy of role deploy allows sts:AssumeRole to ${who}.`,
      paths: [],
    },
  ],
  [
    "the statement that denies, by its path where it has no name",
    { identity: [may, own(deny("sts:*"))], resource: letsIn },
    {
      answer: "denied",
      reason: `Statement policy.Statement[0] of the policies of role build denies sts:AssumeRole on ${deploy}.`,
      paths: [],
    },
  ],
  [
    "that no policy is attached",
    { identity: [], resource: letsIn },
    { answer: "denied", reason: `Nothing lets ${who} ${asks}: no policy is attached to it.`, paths: [] },
  ],
  [
    "that none of the attached policies allows it",
    { identity: [own(allow("s3:*"))], resource: letsIn },
    {
      answer: "denied",
      reason: `Nothing lets ${who} ${asks}: none of the policies of role build allows it.`,
      paths: [],
    },
  ],
  [
    "that the trust doesn't let it in",
    { identity: [may], resource: trust(lets({ Service: "ec2.amazonaws.com" })) },
    {
      answer: "denied",
      reason: `No statement of the trust policy of role deploy allows sts:AssumeRole on ${deploy} to ${who}.`,
      paths: [],
    },
  ],
  [
    "that the boundary stops it",
    {
      identity: [may],
      resource: letsIn,
      boundaries: [{ label: "pay-boundary", document: document([allow("s3:*")]) }],
    },
    {
      answer: "denied",
      reason: `No statement of the permissions boundary (pay-boundary) allows sts:AssumeRole on ${deploy}.`,
      paths: [],
    },
  ],
  [
    "which level of service control policies stops it",
    { identity: [may], resource: letsIn, scps: [[own(allow("*"))], []] },
    {
      answer: "denied",
      reason: `No service control policy of level 2 (which has none) allows sts:AssumeRole on ${deploy}.`,
      paths: [],
    },
  ],
  [
    "what it depends on",
    { identity: [own(allow("sts:AssumeRole", unknown))], resource: letsIn },
    {
      answer: "unknown",
      reason: `Whether ${who} may ${asks} depends on what is not known: policy.Statement[0].Resource.`,
      paths: ["policy.Statement[0].Resource"],
    },
  ],
  [
    "that nobody has shown the trust",
    { identity: [may] },
    {
      answer: "unknown",
      reason: `Whether ${who} may ${asks} depends on what is not known: trust policy of ${deploy}.`,
      paths: [`trust policy of ${deploy}`],
    },
  ],
  [
    "a document of which nothing is known",
    { identity: [may], resource: unknownDocument("the trust policy of role deploy", "assumeRolePolicy") },
    {
      answer: "unknown",
      reason: `Whether ${who} may ${asks} depends on what is not known: assumeRolePolicy.`,
      paths: ["assumeRolePolicy"],
    },
  ],
];

describe("the reason of a decision", () => {
  for (const [what, policies, decision] of table)
    it(`tells ${what}`, () => {
      const request = {
        principal: build,
        action: "sts:AssumeRole",
        resource: deploy,
        context: contextOf({}, "absent"),
      };
      assert.deepEqual(evaluate(request, policies), decision);
    });
});
