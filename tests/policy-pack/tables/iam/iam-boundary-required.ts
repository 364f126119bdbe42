import { iamBoundaryRequired } from "../../../../policy-pack/policies/iam/iam-boundary-required";
import type { Circumstances, Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account } from "../../road";
import {
  accounts,
  allow,
  deny,
  document,
  project,
  provider,
  role,
  roleArn,
  rolePolicy,
  settings,
} from "../../road";
import type { DecisionTable } from "../table";
import { trusts } from "./gated.stack";
import { people } from "./holders.stack";

const bySelf = "by itself it is no role of the road; the stack's check knows who acts as it";
const boundaryArn = (account: Account, name = "payments-delivery-boundary") =>
  `arn:aws:iam::${accounts[account]}:policy/${name}`;
const byBuild = trusts({ Service: "codebuild.amazonaws.com" });

/** A role that builds run under. */
function builder(permissionsBoundary: unknown, more: Partial<Written> = {}): Written {
  return role("devops", "payments-build", {
    ...more,
    props: {
      assumeRolePolicy: byBuild,
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    },
  });
}

function policy(name: string, account: Account, ...statements: readonly Record<string, unknown>[]): Written {
  return {
    type: "aws:iam/policy:Policy",
    name,
    provider: provider(account),
    props: { name, arn: unknown, policy: document(statements) },
  };
}

const boundary = policy("payments-delivery-boundary", "devops", allow("s3:*", "*"));
/** A stack whose build role is bounded as it should be. */
function bounded(...more: readonly Written[]): readonly Written[] {
  return [boundary, builder(boundaryArn("devops")), project("payments-build"), ...more];
}

const on = (name: string) => roleArn("devops", name);
const named: Circumstances = { settings };

export const table: DecisionTable = {
  rule: iamBoundaryRequired,
  rows: [
    {
      when: "a build's role carries the delivery boundary",
      shows: "pass",
      stack: bounded(),
      circumstances: named,
    },
    {
      when: "a target's role carries a boundary of its account",
      shows: "pass",
      stack: [
        role("prod", "deployer", {
          props: {
            assumeRolePolicy: trusts({ AWS: on("x") }),
            permissionsBoundary: boundaryArn("prod", "target"),
          },
        }),
      ],
      circumstances: named,
    },
    {
      when: "the boundary is known by the policy that it is made from",
      shows: "pass",
      stack: [
        boundary,
        builder(unknown, { madeFrom: { permissionsBoundary: ["payments-delivery-boundary"] } }),
        project("payments-build"),
      ],
      circumstances: named,
    },
    {
      when: "a build's role carries none",
      shows: "violation",
      stack: [builder(undefined), project("payments-build")],
      circumstances: named,
      says: [
        "mandatory payments-build: Role payments-build, which codebuild.amazonaws.com acts as, carries no permissions boundary.",
      ],
      inFull: [
        [
          "Role payments-build, which codebuild.amazonaws.com acts as, carries no permissions boundary.",
          "  at: permissionsBoundary",
          "  why: CICD-SEC-5: the boundary is what still holds when a policy is widened, and in a target the only limit on what a template makes",
          "  fix: set permissionsBoundary to the boundary of the road's roles in this account",
        ].join("\n"),
      ],
    },
    {
      when: "a build's role carries another boundary",
      shows: "violation",
      stack: [builder(boundaryArn("devops", "wide")), project("payments-build")],
      circumstances: named,
      says: [
        "mandatory payments-build: Role payments-build, which codebuild.amazonaws.com acts as, carries the boundary arn:aws:iam::111111111111:policy/wide, not arn:aws:iam::111111111111:policy/payments-delivery-boundary.",
      ],
    },
    {
      when: "the boundary is made from another policy",
      shows: "violation",
      stack: [
        policy("wide", "devops", allow("*", "*")),
        builder(unknown, { madeFrom: { permissionsBoundary: ["wide"] } }),
        project("payments-build"),
      ],
      circumstances: named,
      says: [
        "mandatory payments-build: Role payments-build, which build project payments-build uses, carries the boundary policy wide, not arn:aws:iam::111111111111:policy/payments-delivery-boundary.",
      ],
    },
    {
      when: "only the stack shows that a build runs under a role, which carries none",
      shows: "violation",
      stack: [role("devops", "payments-build"), project("payments-build")],
      circumstances: named,
      says: [
        "mandatory payments-build: Role payments-build, which build project payments-build uses, carries no permissions boundary.",
      ],
      notApplicable: [bySelf],
    },
    {
      when: "people may take the boundary off",
      shows: "violation",
      stack: bounded(...people(allow("iam:DeleteRolePermissionsBoundary", on("payments-build")))),
      circumstances: named,
      says: [
        "mandatory developers-policy: Group developers may call iam:DeleteRolePermissionsBoundary on role payments-build, and so lift the boundary.",
      ],
    },
    {
      when: "people may give the role another boundary whose name begins alike",
      shows: "violation",
      stack: bounded(
        ...people(
          allow("iam:PutRole*", on("payments-*"), {
            Condition: { StringLike: { "iam:PermissionsBoundary": "arn:aws:iam::*:policy/*" } },
          }),
        ),
      ),
      circumstances: named,
      says: [
        "mandatory developers-policy: Group developers may call iam:PutRolePermissionsBoundary on role payments-build, and so lift the boundary.",
      ],
    },
    {
      when: "people may write the boundary anew",
      shows: "violation",
      stack: bounded(...people(allow("iam:CreatePolicyVersion", "arn:aws:iam::111111111111:policy/*"))),
      circumstances: named,
      says: [
        "mandatory developers-policy: Group developers may call iam:CreatePolicyVersion on boundary arn:aws:iam::111111111111:policy/payments-delivery-boundary, and so lift the boundary.",
      ],
    },
    {
      when: "the boundary is not known yet",
      shows: "unknown",
      stack: [builder(unknown), project("payments-build")],
      circumstances: named,
      says: [
        "advisory payments-build: Undetermined: which boundary role payments-build, which build project payments-build uses, carries is not known yet.",
      ],
    },
    {
      when: "nobody says which boundary it should be",
      shows: "unknown",
      stack: bounded(),
      circumstances: {},
      says: [
        "advisory payments-build: Undetermined: which boundary the delivery roles must carry is not known, so theirs can't be held against it.",
      ],
    },
    {
      when: "the boundary may only be replaced by the same one",
      shows: "near miss",
      stack: bounded(
        ...people(
          allow("iam:PutRolePermissionsBoundary", on("payments-*"), {
            Condition: { StringEquals: { "iam:PermissionsBoundary": boundaryArn("devops") } },
          }),
        ),
      ),
      circumstances: named,
    },
    {
      when: "taking it off is allowed, and denied elsewhere",
      shows: "near miss",
      stack: bounded(...people([allow("iam:*Boundary", on("*")), deny("iam:*RolePermissionsBoundary", "*")])),
      circumstances: named,
    },
    {
      when: "an administrator may, which iam-no-admin says",
      shows: "near miss",
      stack: bounded(...people(allow("*", "*"))),
      circumstances: named,
    },
    {
      when: "a role of people, which nothing of the road runs under, carries none",
      shows: "near miss",
      stack: [role("devops", "readers", { props: { assumeRolePolicy: trusts({ AWS: on("x") }) } })],
      circumstances: named,
      notApplicable: [bySelf],
    },
    {
      when: "the policy config names another boundary",
      shows: "near miss",
      stack: [builder(boundaryArn("devops", "wide")), project("payments-build")],
      circumstances: { settings, config: { boundaryArn: boundaryArn("devops", "wide") } },
    },
    {
      when: "there is no role",
      shows: "not applicable",
      stack: [rolePolicy("devops", "x", allow("s3:GetObject", "*"))],
      circumstances: named,
      notApplicable: ["the stack has no role"],
    },
  ],
};
