import { trustNoPublic } from "../../../../policy-pack/policies/trust/trust-no-public";
import { unknown } from "../../handed";
import { role } from "../../road";
import type { DecisionTable } from "../table";
import { deployer, trusts, worker } from "./trusts.stack";

const everybody = "mandatory worker: Role worker trusts everybody, and no condition holds a stranger back.";
const unseen =
  "advisory worker: Undetermined: whether a statement of role worker lets everybody in can't be seen.";

export const table: DecisionTable = {
  rule: trustNoPublic,
  rows: [
    { when: "a role names its caller", shows: "pass", stack: worker(trusts({ AWS: deployer })) },
    {
      when: "everybody of the organization is meant",
      shows: "pass",
      stack: worker(trusts("*", { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } })),
    },
    {
      when: "everybody is trusted",
      shows: "violation",
      stack: worker(trusts({ AWS: "*" })),
      says: [everybody],
      inFull: [
        [
          "Role worker trusts everybody, and no condition holds a stranger back.",
          "  at: assumeRolePolicy.Statement[0].Principal.AWS",
          "  why: whoever has any AWS account can become this role, and nothing but its trust stands between",
          "  fix: name the callers' ARNs in Principal, or test aws:PrincipalOrgID and aws:PrincipalArn",
        ].join("\n"),
      ],
    },
    {
      when: "everybody stands as a list beside a role, in other letter case",
      shows: "violation",
      stack: worker({ effect: "Allow", principal: { aws: [deployer, "*"] }, action: ["STS:assume*"] }),
      says: [everybody],
    },
    {
      when: "everybody who knows an external id is trusted",
      shows: "violation",
      stack: worker(trusts("*", { StringEquals: { "sts:ExternalId": "4711" } })),
      says: [everybody],
    },
    {
      when: "the ARN that is asked for is anybody's",
      shows: "violation",
      stack: worker(trusts("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } })),
      says: [everybody],
    },
    {
      when: "an organization is asked for only where the key exists, which a stranger's call has",
      shows: "near miss",
      stack: worker(trusts("*", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" } })),
    },
    {
      when: "a denial holds everybody else back",
      shows: "near miss",
      stack: worker(trusts("*"), {
        Effect: "Deny",
        Principal: "*",
        Action: "sts:*",
        Condition: { ArnNotEquals: { "aws:PrincipalArn": deployer } },
      }),
    },
    {
      when: "everybody may only tag a session, which nobody gets",
      shows: "near miss",
      stack: worker(trusts("*", undefined, "sts:TagSession")),
    },
    {
      when: "the denial does not cover what is allowed",
      shows: "violation",
      stack: worker(trusts("*"), { Effect: "Deny", Principal: "*", Action: "sts:TagSession" }),
      says: [everybody],
    },
    {
      when: "the trust is not known yet",
      shows: "unknown",
      stack: [role("devops", "worker", { props: { assumeRolePolicy: unknown } })],
      says: ["advisory worker: Undetermined: whom role worker lets in can't be read in full."],
    },
    {
      when: "the trust is longer than any that AWS takes",
      shows: "unknown",
      stack: worker(
        ...Array.from({ length: 10_000 }, (_, index) =>
          trusts("*", { StringLike: { "aws:PrincipalArn": `*a*b*c*${index}*` } }),
        ),
      ),
      says: ["advisory worker: Undetermined: whom role worker lets in can't be read in full."],
    },
    {
      when: "a principal is not known yet",
      shows: "unknown",
      stack: [
        role("devops", "worker", { props: { assumeRolePolicy: { Statement: [trusts({ AWS: unknown })] } } }),
      ],
      says: [unseen],
    },
    {
      when: "the condition for everybody is not known yet",
      shows: "unknown",
      stack: [
        role("devops", "worker", {
          props: {
            assumeRolePolicy: {
              Statement: [trusts("*", { StringEquals: { "aws:PrincipalOrgID": unknown } })],
            },
          },
        }),
      ],
      says: [unseen],
    },
  ],
};
