import { iamNoUsers } from "../../../../policy-pack/policies/iam/iam-no-users";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { allow, document, provider, role } from "../../road";
import type { DecisionTable } from "../table";
import { people } from "./holders.stack";

function made(
  type: string,
  name: string,
  props: Record<string, unknown>,
  more: Partial<Written> = {},
): Written {
  return { type, name, provider: provider("devops"), props, ...more };
}

const user = made("aws:iam/user:User", "ci", { name: "ci" });
const policy = (of: unknown) =>
  made("aws:iam/userPolicy:UserPolicy", "ci-policy", {
    user: of,
    policy: document(allow("s3:GetObject", "*")),
  });

export const table: DecisionTable = {
  rule: iamNoUsers,
  rows: [
    {
      when: "a policy is attached to roles only",
      shows: "pass",
      stack: [
        role("devops", "payments-build"),
        made("aws:iam/policyAttachment:PolicyAttachment", "readers", {
          roles: ["payments-build"],
          policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
        }),
      ],
    },
    {
      when: "a user is made",
      shows: "violation",
      stack: [user],
      says: ["mandatory ci: ci is an IAM user."],
      inFull: [
        [
          "ci is an IAM user.",
          "  at: aws:iam/user:User",
          "  why: CICD-SEC-6: a user's credentials live until somebody thinks of them, and work from anywhere in the meantime",
          "  fix: give people a role through the identity provider (permission set, SAML), and a CI job a role through its OIDC token",
        ].join("\n"),
      ],
      notApplicable: ["the stack gives no rights to users"],
    },
    {
      when: "a key and a password are made for users that exist elsewhere",
      shows: "violation",
      stack: [
        made("aws:iam/accessKey:AccessKey", "ci-key", { user: "ci", status: "Inactive" }),
        made("aws:iam/userLoginProfile:UserLoginProfile", "ci-password", { user: "ci" }),
      ],
      says: [
        "mandatory ci-key: ci-key is an access key of an IAM user.",
        "mandatory ci-password: ci-password is a console password of an IAM user.",
      ],
      notApplicable: ["the stack gives no rights to users"],
    },
    {
      when: "a user of the stack has rights, which is said once",
      shows: "violation",
      stack: [user, policy("ci")],
      says: ["mandatory ci: ci is an IAM user."],
    },
    {
      when: "a user that exists elsewhere is given rights",
      shows: "violation",
      stack: [policy("arn:aws:iam::111111111111:user/team/ci")],
      says: ["mandatory ci-policy: ci-policy gives rights to the IAM user ci."],
    },
    {
      when: "a policy is attached to users, from the policy's side",
      shows: "violation",
      stack: [
        made("aws:iam/policyAttachment:PolicyAttachment", "readers", {
          users: ["ci"],
          policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
        }),
      ],
      says: ["mandatory readers: readers gives rights to the IAM user ci."],
    },
    {
      when: "to whom a policy is attached is not known yet",
      shows: "unknown",
      stack: [
        made("aws:iam/policyAttachment:PolicyAttachment", "readers", {
          users: unknown,
          policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
        }),
      ],
      says: ["advisory readers: Undetermined: whether readers gives rights to a user can't be seen."],
    },
    {
      when: "a group of people has rights",
      shows: "near miss",
      stack: people(allow("s3:GetObject", "*")),
      notApplicable: ["the stack gives no rights to users"],
    },
    {
      when: "a group has no members yet",
      shows: "near miss",
      stack: [made("aws:iam/groupMembership:GroupMembership", "members", { group: "developers", users: [] })],
    },
  ],
};
