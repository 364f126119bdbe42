import { trustAccountAllowlist } from "../../../../policy-pack/policies/trust/trust-account-allowlist";
import { unknown } from "../../handed";
import { role, settings } from "../../road";
import type { DecisionTable } from "../table";
import { accounts, carrying, foreign, root, trusts, worker } from "./trusts.stack";

const org = "o-abcdefghij";
const inOrg = { StringEquals: { "aws:PrincipalOrgID": org } };
const foreignRole = `arn:aws:iam::${foreign}:role/partner`;

function notListed(subject: string, resource: string): string {
  return `mandatory ${resource}: ${subject} lets in account ${foreign}, which is not on the list of this stack.`;
}

export const table: DecisionTable = {
  rule: trustAccountAllowlist,
  rows: [
    {
      when: "accounts of the settings are let in",
      shows: "pass",
      stack: worker(trusts({ AWS: [root(accounts.dev), accounts.prod] })),
    },
    {
      when: "the policy's own list has the account",
      shows: "pass",
      stack: worker(trusts({ AWS: foreignRole })),
      circumstances: { settings, config: { accounts: [foreign] } },
    },
    {
      when: "a foreign account is let in by a trust",
      shows: "violation",
      stack: worker(trusts({ AWS: foreignRole })),
      says: [notListed("Role worker", "worker")],
      inFull: [
        [
          "Role worker lets in account 555555555555, which is not on the list of this stack.",
          "  at: assumeRolePolicy.Statement[0].Principal.AWS",
          "  why: whoever administers that account decides who comes in, and nobody here knows who that is",
          "  fix: remove it, add the account to the settings or to this policy's `accounts`, or bind the statement to your organization and give `orgId`",
        ].join("\n"),
      ],
    },
    {
      when: "foreign accounts are let in by keys, buckets, repositories, topics, buses and secrets",
      shows: "violation",
      stack: [
        carrying("aws:kms/key:Key", "key", [trusts({ AWS: root(foreign) }, undefined, "kms:Decrypt")]),
        carrying("aws:s3/bucketPolicy:BucketPolicy", "bucket", [
          trusts({ AWS: [foreign] }, undefined, "s3:*"),
        ]),
        carrying("aws:ecr/repositoryPolicy:RepositoryPolicy", "images", [
          trusts({ AWS: foreignRole }, undefined, "ecr:BatchGetImage"),
        ]),
        carrying("aws:sns/topicPolicy:TopicPolicy", "topic", [
          trusts(
            { Service: "s3.amazonaws.com" },
            { StringEquals: { "aws:SourceAccount": foreign } },
            "sns:Publish",
          ),
        ]),
        carrying("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "bus", [
          trusts(
            "*",
            { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${foreign}:role/*` } },
            "events:PutEvents",
          ),
        ]),
        carrying("aws:secretsmanager/secretPolicy:SecretPolicy", "secret", [
          trusts({ AWS: foreignRole }, undefined, "secretsmanager:GetSecretValue"),
        ]),
      ],
      says: [
        notListed("Key key", "key"),
        notListed("Bucket policy bucket", "bucket"),
        notListed("Repository policy images", "images"),
        notListed("Topic policy topic", "topic"),
        notListed("Event bus policy bus", "bus"),
        notListed("Secret policy secret", "secret"),
      ],
    },
    {
      when: "everybody is let in by an ARN of any account",
      shows: "violation",
      stack: worker(trusts("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/partner" } })),
      says: ["mandatory worker: Role worker lets in a pattern of ARNs in any account."],
    },
    {
      when: "the organization that is asked for is another one, or may be one of two",
      shows: "violation",
      stack: worker(
        trusts({ AWS: foreignRole }, { StringEquals: { "aws:PrincipalOrgID": [org, "o-zzzzzzzzzz"] } }),
      ),
      circumstances: { settings, config: { orgId: org } },
      says: [notListed("Role worker", "worker")],
    },
    {
      when: "the foreign account must belong to the given organization",
      shows: "near miss",
      stack: worker(trusts({ AWS: root(foreign) }, inOrg)),
      circumstances: { settings, config: { orgId: org } },
    },
    {
      when: "the resource's own account is let in, which no list names",
      shows: "near miss",
      stack: [
        {
          ...carrying("aws:kms/key:Key", "key", [trusts({ AWS: root(foreign) }, undefined, "kms:*")]),
          provider: { name: "other", props: { allowedAccountIds: JSON.stringify([foreign]) } },
        },
      ],
    },
    {
      when: "the foreign account is denied",
      shows: "near miss",
      stack: worker({ Effect: "Deny", Principal: { AWS: foreignRole }, Action: "sts:AssumeRole" }),
    },
    {
      when: "whose organization it is is not given",
      shows: "unknown",
      stack: worker(trusts({ AWS: root(foreign) }, inOrg)),
      says: [
        `advisory worker: Undetermined: role worker lets in account ${foreign} of an organization, and whether that is yours is not known.`,
      ],
    },
    {
      when: "nobody says which accounts belong to the stack",
      shows: "unknown",
      stack: worker(trusts({ AWS: root(foreign) })),
      circumstances: {},
      says: [
        `advisory worker: Undetermined: which accounts may be let in is not known, so account ${foreign} in role worker can't be held against them.`,
      ],
    },
    {
      when: "a document or a principal is not known yet, or tells no account",
      shows: "unknown",
      stack: [
        role("devops", "worker", { props: { assumeRolePolicy: unknown } }),
        role("devops", "other", {
          props: { assumeRolePolicy: { Statement: trusts({ AWS: [unknown, "AROAEXAMPLEEXAMPLE00"] }) } },
        }),
      ],
      says: [
        "advisory worker: Undetermined: whom role worker lets in can't be read in full.",
        "advisory other: Undetermined: which account a principal of role other belongs to can't be seen.",
      ],
    },
  ],
};
