import { ecrPolicy } from "../../../../policy-pack/policies/storage/ecr-policy";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { accounts, document, provider, roleArn, settings } from "../../road";
import type { DecisionTable } from "../table";

const pull = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"];
const puller = roleArn("dev", "payments-puller");

function policy(given: unknown): Written {
  return {
    type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
    name: "images-policy",
    provider: provider("devops"),
    props: { repository: "payments-assets", policy: given },
  };
}

const to = (principal: unknown, actions: unknown, more: Record<string, unknown> = {}) =>
  policy(document({ Sid: "In", Effect: "Allow", Principal: principal, Action: actions, ...more }));
const says = (what: string) =>
  `mandatory images-policy: In the policy of repository payments-assets, statement In lets ${what}.`;

export const table: DecisionTable = {
  rule: ecrPolicy,
  rows: [
    { when: "a role of a target pulls", shows: "pass", stack: [to({ AWS: puller }, pull)] },
    {
      when: "a role of the own account may do everything",
      shows: "pass",
      stack: [to({ AWS: roleArn("devops", "payments-images") }, "ecr:*")],
    },
    {
      when: "everybody pulls",
      shows: "violation",
      stack: [to("*", pull)],
      says: [says("anybody call ecr:BatchCheckLayerAvailability")],
      inFull: [
        `In the policy of repository payments-assets, statement In lets anybody call ecr:BatchCheckLayerAvailability.
  at: policy.Statement
  why: CICD-SEC-9: whoever may push an image decides what runs; whoever may pull it reads what is in it
  fix: name the principals, or add a condition that only own accounts meet: aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn`,
      ],
    },
    {
      when: "everything of a service is let in, of whichever account",
      shows: "violation",
      stack: [
        to("*", pull, {
          Condition: { StringLike: { "aws:SourceArn": "arn:aws:lambda:eu-central-1:*:function:*" } },
        }),
      ],
      says: [says("anybody call ecr:BatchCheckLayerAvailability")],
    },
    {
      when: "a role of another account pushes",
      shows: "violation",
      stack: [to({ AWS: puller }, [...pull, "ecr:PutImage"])],
      says: [says(`${puller} do more than pull: ecr:PutImage`)],
    },
    {
      when: "another account may do everything",
      shows: "violation",
      stack: [to({ AWS: accounts.dev }, "ecr:*")],
      says: [says("account 222222222222 do more than pull: ecr:PutImage")],
    },
    {
      when: "a role of an account that is not on the list pulls",
      shows: "violation",
      stack: [to({ AWS: "arn:aws:iam::555555555555:role/partner" }, pull)],
      says: [
        "mandatory images-policy: In the policy of repository payments-assets, arn:aws:iam::555555555555:role/partner is let in, and account 555555555555 is not on the list of this stack (111111111111, 222222222222, 444444444444).",
      ],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [policy(unknown)],
      says: [
        "advisory images-policy: Undetermined: whether the policy of repository payments-assets lets strangers in can't be seen.",
      ],
    },
    {
      when: "an action is not known yet",
      shows: "unknown",
      stack: [
        policy({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: puller }, Action: [...pull, unknown] }],
        }),
      ],
      says: [
        `advisory images-policy: Undetermined: whether the policy of repository payments-assets lets ${puller} do more than pull can't be seen.`,
      ],
    },
    {
      when: "Lambda pulls for functions of the own account",
      shows: "near miss",
      stack: [
        to({ Service: "lambda.amazonaws.com" }, pull, {
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:lambda:eu-central-1:111111111111:function:*" } },
        }),
      ],
    },
    {
      when: "everybody of the organization pulls",
      shows: "near miss",
      stack: [to("*", pull, { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-acme123456" } } })],
    },
    {
      when: "a partner of the policy config's list pulls",
      shows: "near miss",
      stack: [to({ AWS: "arn:aws:iam::555555555555:role/partner" }, pull)],
      circumstances: { settings, config: { accounts: [accounts.devops, "555555555555"] } },
    },
  ],
};
