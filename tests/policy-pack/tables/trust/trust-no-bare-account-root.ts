import { trustNoBareAccountRoot } from "../../../../policy-pack/policies/trust/trust-no-bare-account-root";
import { unknown } from "../../handed";
import { role } from "../../road";
import type { DecisionTable } from "../table";
import { accounts, deployer, root, trusts, worker } from "./trusts.stack";

const whole = `mandatory worker: Role worker trusts the whole account ${accounts.devops}, and no condition says whom of it.`;

export const table: DecisionTable = {
  rule: trustNoBareAccountRoot,
  rows: [
    { when: "a role names its caller", shows: "pass", stack: worker(trusts({ AWS: deployer })) },
    {
      when: "the account is trusted for one role",
      shows: "pass",
      stack: worker(trusts({ AWS: root(accounts.devops) }, { ArnEquals: { "aws:PrincipalArn": deployer } })),
    },
    {
      when: "the account is trusted",
      shows: "violation",
      stack: worker(trusts({ AWS: root(accounts.devops) })),
      says: [whole],
      inFull: [
        [
          "Role worker trusts the whole account 111111111111, and no condition says whom of it.",
          "  at: assumeRolePolicy.Statement[0].Principal.AWS",
          "  why: an account as principal is everybody in it, and whoever may write policies there decides who that is",
          "  fix: name the caller's role in Principal, or test aws:PrincipalArn for its exact ARN",
        ].join("\n"),
      ],
    },
    {
      when: "the account is trusted by its number, session tags included",
      shows: "violation",
      stack: worker(trusts({ AWS: [accounts.devops] }, undefined, ["sts:AssumeRole", "sts:TagSession"])),
      says: [whole],
    },
    {
      when: "the condition names every role of the account",
      shows: "violation",
      stack: worker(
        trusts({ AWS: root(accounts.devops) }, { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } }),
      ),
      says: [whole],
    },
    {
      when: "the condition names every user of the account",
      shows: "violation",
      stack: worker(
        trusts(
          { AWS: root(accounts.devops) },
          { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${accounts.devops}:user/*` } },
        ),
      ),
      says: [whole],
    },
    {
      when: "the account is held to its organization, and everybody in it belongs there",
      shows: "violation",
      stack: worker(
        trusts(
          { AWS: root(accounts.devops) },
          {
            StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" },
            Bool: { "aws:MultiFactorAuthPresent": true },
          },
        ),
      ),
      says: [whole],
    },
    {
      when: "all but one role are excepted",
      shows: "violation",
      stack: worker(
        trusts({ AWS: root(accounts.devops) }, { ArnNotEquals: { "aws:PrincipalArn": deployer } }),
      ),
      says: [whole],
    },
    {
      when: "a tag of the caller is asked for",
      shows: "near miss",
      stack: worker(
        trusts({ AWS: root(accounts.devops) }, { StringEquals: { "aws:PrincipalTag/step": "deploy" } }),
      ),
    },
    {
      when: "a denial leaves one role of the account",
      shows: "near miss",
      stack: worker(trusts({ AWS: root(accounts.devops) }), {
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "sts:AssumeRole",
        Condition: { StringNotLike: { "aws:PrincipalArn": [deployer] } },
      }),
    },
    {
      when: "a role is only called root",
      shows: "near miss",
      stack: worker(trusts({ AWS: `arn:aws:iam::${accounts.devops}:role/root` })),
    },
    {
      when: "the trust is not known yet",
      shows: "unknown",
      stack: [role("devops", "worker", { props: { assumeRolePolicy: unknown } })],
      says: ["advisory worker: Undetermined: whom role worker lets in can't be read in full."],
    },
    {
      when: "a principal is not known yet, and then whom the condition means",
      shows: "unknown",
      stack: [
        role("devops", "worker", {
          props: {
            assumeRolePolicy: {
              Statement: [
                trusts({ AWS: unknown }),
                trusts({ AWS: root(accounts.devops) }, { ArnEquals: { "aws:PrincipalArn": unknown } }),
              ],
            },
          },
        }),
      ],
      says: [
        "advisory worker: Undetermined: whether a statement of role worker lets a whole account in can't be seen.",
        "advisory worker: Undetermined: whether a statement of role worker lets a whole account in can't be seen.",
      ],
    },
  ],
};
