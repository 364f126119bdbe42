import assert from "node:assert/strict";
import { contextOf } from "../../../policy-pack/iam/context";
import type { CouldOptions } from "../../../policy-pack/iam/could";
import { couldAllow } from "../../../policy-pack/iam/could";
import { unknown } from "../handed";
import type { Written } from "./golden/row";
import { allow, deny, document, home, roleArn, root } from "./golden/row";

interface Row {
  readonly what: string;
  readonly statements: readonly Written[];
  readonly actions: string | readonly string[];
  readonly within: string;
  readonly options?: CouldOptions;
  /** `yes action resource`, `no`, or `unknown path, path`. */
  readonly says: string;
}

const roles = `arn:aws:iam::${home}:role/*`;
const role = roleArn("app-1");
const mfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } };

const table: readonly Row[] = [
  {
    what: "an action within a pattern, on resources within a pattern",
    statements: [allow("iam:*", roleArn("app-*"))],
    actions: "iam:PassRole",
    within: roles,
    says: `yes iam:passrole ${roleArn("app-")}`,
  },
  {
    what: "one of several actions",
    statements: [allow("iam:PassRole")],
    actions: ["iam:CreateRole", "iam:Pass*"],
    within: role,
    says: `yes iam:passrole ${role}`,
  },
  {
    what: "none of several actions",
    statements: [allow("s3:*")],
    actions: ["iam:*", "sts:*"],
    within: "*",
    says: "no",
  },
  {
    what: "resources that don't overlap",
    statements: [allow("iam:*", roleArn("app-*"))],
    actions: "iam:*",
    within: roleArn("web-*"),
    says: "no",
  },
  {
    what: "resources that overlap outside of what doesn't count only",
    statements: [allow("iam:*", roleArn("app-*"))],
    actions: "iam:PassRole",
    within: roles,
    options: { except: [roleArn("app-*")] },
    says: "no",
  },
  {
    what: "a Deny of all that is allowed",
    statements: [allow("iam:Pass*"), deny("iam:PassRole")],
    actions: "iam:*",
    within: roles,
    says: "no",
  },
  {
    what: "a Deny of a part",
    statements: [allow("iam:*", "*"), deny("iam:*", roleArn("app-*"))],
    actions: "iam:PassRole",
    within: roleArn("*-1"),
    says: `yes iam:passrole ${roleArn("-1")}`,
  },
  {
    what: "Denies that together leave nothing",
    statements: [
      allow("iam:PassRole", roleArn("app-?")),
      deny("iam:*", roleArn("app-*")),
      deny("iam:*", roleArn("web")),
    ],
    actions: "iam:PassRole",
    within: roles,
    says: "no",
  },
  {
    what: "a Deny of all but some resources",
    statements: [allow("*"), { Effect: "Deny", Action: "iam:*", NotResource: roleArn("app-*") }],
    actions: "iam:PassRole",
    within: roles,
    says: `yes iam:passrole ${roleArn("app-")}`,
  },
  {
    what: "a Deny of all but some actions",
    statements: [allow("*"), { Effect: "Deny", NotAction: "iam:Get*", Resource: "*" }],
    actions: ["iam:PassRole", "iam:Get*Role"],
    within: roles,
    says: `yes iam:getrole arn:aws:iam::${home}:role/`,
  },
  {
    what: "a Deny under a condition that a request may escape",
    statements: [allow("iam:*"), deny("*", "*", mfa)],
    actions: "iam:PassRole",
    within: role,
    says: `yes iam:passrole ${role}`,
  },
  {
    what: "a Deny whose condition all requests in question meet",
    statements: [allow("iam:*"), deny("*", "*", mfa)],
    actions: "iam:PassRole",
    within: role,
    options: { context: contextOf({ "aws:MultiFactorAuthPresent": "false" }, "unknown") },
    says: "no",
  },
  {
    what: "an Allow under a condition that some request meets",
    statements: [
      allow("iam:PassRole", "*", {
        Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
      }),
    ],
    actions: "iam:PassRole",
    within: role,
    says: `yes iam:passrole ${role}`,
  },
  {
    what: "an Allow under a condition that no request in question meets",
    statements: [
      allow("iam:PassRole", "*", {
        Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
      }),
    ],
    actions: "iam:PassRole",
    within: role,
    options: { context: contextOf({ "iam:PassedToService": "ecs.amazonaws.com" }, "unknown") },
    says: "no",
  },
  {
    what: "an Allow under a value that is not known of a key that is",
    statements: [
      allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": unknown } } }),
    ],
    actions: "iam:PassRole",
    within: role,
    options: { context: contextOf({ "iam:PassedToService": "ecs.amazonaws.com" }, "unknown") },
    says: "unknown Statement[0].Condition.StringEquals.iam:PassedToService",
  },
  {
    what: "a variable, which may stand for any text",
    statements: [allow("s3:*", "arn:aws:s3:::data/${aws:username}/*")],
    actions: "s3:GetObject",
    within: "arn:aws:s3:::data/red/a",
    says: "yes s3:getobject arn:aws:s3:::data/red/a",
  },
  {
    what: "a variable whose value is known",
    statements: [allow("s3:*", "arn:aws:s3:::data/${aws:username}/*")],
    actions: "s3:GetObject",
    within: "arn:aws:s3:::data/red/a",
    options: { context: contextOf({ "aws:username": "blue" }, "unknown") },
    says: "no",
  },
  {
    what: "an action that is not known, beside one that doesn't count",
    statements: [allow(["s3:*", unknown])],
    actions: "iam:PassRole",
    within: role,
    says: "unknown Statement[0].Action[1]",
  },
  {
    what: "a Deny on a resource that is not known",
    statements: [allow("iam:*"), deny("iam:PassRole", unknown)],
    actions: "iam:PassRole",
    within: role,
    says: "unknown Statement[1].Resource",
  },
  {
    what: "a Deny on a resource that is not known, of another action",
    statements: [allow("iam:*"), deny("iam:CreateRole", unknown)],
    actions: "iam:PassRole",
    within: role,
    says: `yes iam:passrole ${role}`,
  },
  {
    what: "an Allow on a resource that is not known, where all is denied",
    statements: [allow("iam:*", unknown), deny("iam:*")],
    actions: "iam:*",
    within: role,
    says: "no",
  },
  {
    what: "a boundary that allows the same",
    statements: [allow("*")],
    actions: "iam:PassRole",
    within: roles,
    options: { boundaries: [[document([allow("iam:*", roleArn("app-*"))])]] },
    says: `yes iam:passrole ${roleArn("app-")}`,
  },
  {
    what: "a boundary that allows something else",
    statements: [allow("iam:*", roleArn("web-*"))],
    actions: "iam:PassRole",
    within: roles,
    options: { boundaries: [[document([allow("iam:*", roleArn("app-*"))])]] },
    says: "no",
  },
  {
    what: "a boundary that denies it",
    statements: [allow("*")],
    actions: "iam:PassRole",
    within: roles,
    options: { boundaries: [[document([allow("*"), deny("iam:Pass*")])]] },
    says: "no",
  },
  {
    what: "a boundary that can't be read",
    statements: [allow("*")],
    actions: "iam:PassRole",
    within: roles,
    options: { boundaries: [[{ statements: [], unknown: ["permissionsBoundary"] }]] },
    says: "unknown permissionsBoundary",
  },
  {
    what: "several boundaries of which each allows, but no resource in common",
    statements: [allow("*")],
    actions: "iam:PassRole",
    within: roles,
    options: {
      boundaries: [[document([allow("*", roleArn("app-*"))])], [document([allow("*", roleArn("web-*"))])]],
    },
    says: "no",
  },
  {
    what: "a service whose actions nobody counts here",
    statements: [allow("braket:*"), deny("braket:Create*")],
    actions: "braket:*",
    within: "*",
    says: "yes braket: ",
  },
  {
    what: "a service whose actions nobody counts here, all denied",
    statements: [allow("braket:*"), deny("braket:*")],
    actions: "*",
    within: "*",
    says: "no",
  },
  {
    what: "a trust that means who asks",
    statements: [
      { Effect: "Allow", Principal: { AWS: root(home) }, Action: "sts:AssumeRole", Resource: "*" },
    ],
    actions: "sts:AssumeRole",
    within: "*",
    options: { principal: { kind: "role", arn: roleArn("build") } },
    says: "yes sts:assumerole ",
  },
  {
    what: "a trust that means somebody else",
    statements: [
      {
        Effect: "Allow",
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRole",
        Resource: "*",
      },
    ],
    actions: "sts:AssumeRole",
    within: "*",
    options: { principal: { kind: "role", arn: roleArn("build") } },
    says: "no",
  },
  {
    what: "a Deny of somebody, where it isn't told who asks",
    statements: [
      { ...allow("s3:*"), Principal: "*" },
      { ...deny("s3:*"), Principal: { AWS: roleArn("build") } },
    ],
    actions: "s3:GetObject",
    within: "arn:aws:s3:::data/a",
    says: "yes s3:getobject arn:aws:s3:::data/a",
  },
  {
    what: "a Deny of everybody",
    statements: [
      { ...allow("s3:*"), Principal: "*" },
      { ...deny("s3:*"), Principal: "*" },
    ],
    actions: "s3:GetObject",
    within: "arn:aws:s3:::data/a",
    says: "no",
  },
];

describe("what documents could allow", () => {
  for (const { what, statements, actions, within, options, says } of table)
    it(`${says.split(" ", 1)[0] ?? ""}: ${what}`, () => {
      const answer = couldAllow([document(statements)], actions, within, options);
      const said =
        answer.kind === "yes"
          ? `yes ${answer.action} ${answer.resource}`
          : answer.kind === "unknown"
            ? `unknown ${answer.paths.map((path) => path.replace(/^policy\./, "")).join(", ")}`
            : "no";
      assert.equal(said, says);
    });

  it("names the statement that does it", () => {
    const answer = couldAllow(
      [document([allow("s3:*"), { ...allow("iam:*"), Sid: "Passes" }])],
      "iam:PassRole",
      roles,
    );
    assert.equal(answer.kind === "yes" && answer.statement.sid, "Passes");
  });
});
