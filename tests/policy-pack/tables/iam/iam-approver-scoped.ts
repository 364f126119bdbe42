import { iamApproverScoped } from "../../../../policy-pack/policies/iam/iam-approver-scoped";
import { unknown } from "../../handed";
import { allow, deny, goodStages, pipeline, road, role, roleArn, rolePolicy, settings } from "../../road";
import type { DecisionTable } from "../table";
import {
  approvalSettings,
  approver,
  approves,
  byUser,
  external,
  gate,
  known,
  knowing,
  pipelineArn,
  secondFactor,
  trusts,
} from "./gated.stack";
import { people } from "./holders.stack";

const federated = trusts(
  { Federated: "arn:aws:iam::111111111111:saml-provider/people" },
  { Action: "sts:AssumeRoleWithSAML" },
);

export const table: DecisionTable = {
  rule: iamApproverScoped,
  rows: [
    {
      when: "the approver decides this approval with a second factor",
      shows: "pass",
      stack: road({ add: [approves()] }),
      circumstances: known,
    },
    {
      when: "somebody who is not listed may decide",
      shows: "violation",
      stack: road({
        add: [approves(), ...people(allow("codepipeline:PutApprovalResult", gate, secondFactor))],
      }),
      circumstances: known,
      says: [
        "mandatory developers-policy: Group developers may decide prod/Approve of pipeline payments, and is no listed approver.",
      ],
      inFull: [
        [
          "Group developers may decide prod/Approve of pipeline payments, and is no listed approver.",
          "  at: developers-policy.policy.Statement",
          "  why: CICD-SEC-1: an approval is worth what it takes to give it, and whoever else can give it makes the gate an ungated step",
          "  fix: take codepipeline:PutApprovalResult away, or list the role as an approver in the settings (approval.approvers) or in `approverRoles`",
          "  note: mandatory, whatever level the policy config sets",
        ].join("\n"),
      ],
    },
    {
      when: "a build may decide by a pattern",
      shows: "violation",
      stack: road({
        add: [
          approves(),
          rolePolicy("devops", "payments-build", allow("codepipeline:putapproval*", "*"), "more"),
        ],
      }),
      circumstances: known,
      says: [
        "mandatory more: Role payments-build may decide prod/Approve of pipeline payments, and is no listed approver.",
      ],
    },
    {
      when: "the approver may decide whatever the pipeline asks",
      shows: "violation",
      stack: road({ add: [approves(secondFactor, `${pipelineArn}/*`)] }),
      circumstances: known,
      says: [
        "mandatory approver-policy: Role product-owner may decide approvals by a pattern, arn:aws:codepipeline:eu-central-1:111111111111:payments/*.",
      ],
    },
    {
      when: "the approver needs no second factor",
      shows: "violation",
      stack: road({ add: [approves({})] }),
      circumstances: known,
      says: [
        "mandatory approver-policy: Role product-owner may decide prod/Approve of pipeline payments without a second factor.",
      ],
    },
    {
      when: "IfExists lets the second factor be missing",
      shows: "violation",
      stack: road({
        add: [approves({ Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } } })],
      }),
      circumstances: known,
      says: [
        "mandatory approver-policy: Role product-owner may decide prod/Approve of pipeline payments without a second factor.",
      ],
    },
    {
      when: "no listed approver may decide",
      shows: "violation",
      stack: road(),
      circumstances: known,
      says: ["mandatory pipeline: No listed approver may decide prod/Approve of pipeline payments."],
    },
    {
      when: "a listed approver is in neither the stack nor the policy config",
      shows: "unknown",
      stack: road({ add: [approves()] }),
      circumstances: { settings: approvalSettings },
      says: [
        "advisory pipeline: Undetermined: the approver arn:aws:iam::111111111111:role/product-owner is in neither the stack nor the policy config, so how it comes to decide, and what else it may do, can't be seen.",
      ],
    },
    {
      when: "nobody says who may approve",
      shows: "unknown",
      stack: road({ add: [approves()] }),
      circumstances: {},
      says: [
        "advisory pipeline: Undetermined: who may approve is not known, so nobody's right to decide can be held against it.",
      ],
    },
    {
      when: "a policy can't be read",
      shows: "unknown",
      stack: road({
        add: [
          approves(),
          {
            ...rolePolicy("devops", "payments-build", [], "more"),
            props: { role: "payments-build", policy: unknown },
          },
        ],
      }),
      circumstances: known,
      says: [
        "advisory more: Undetermined: whether role payments-build may decide prod/Approve of pipeline payments can't be seen.",
      ],
    },
    {
      when: "the approver signs in by a federation, which carries no such key",
      shows: "unknown",
      stack: road({ add: [approves({})] }),
      circumstances: knowing(external(approver, federated)),
      says: [
        "advisory approver-policy: Undetermined: role product-owner signs in by a federation, whose sessions carry no MFA key; that it asked for a second factor is assumed.",
      ],
    },
    {
      when: "the second factor is demanded by a denial instead",
      shows: "near miss",
      stack: road({
        add: [
          rolePolicy(
            "devops",
            "product-owner",
            [
              allow("codepipeline:PutApprovalResult", gate),
              deny("*", "*", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }),
            ],
            "approver-policy",
          ),
        ],
      }),
      circumstances: known,
    },
    {
      when: "an approver of the stack's own is listed in the policy config",
      shows: "near miss",
      stack: road({
        add: [
          role("devops", "release-board", { props: { assumeRolePolicy: byUser } }),
          rolePolicy("devops", "release-board", allow("codepipeline:PutApprovalResult", gate, secondFactor)),
        ],
      }),
      circumstances: { settings, config: { approverRoles: [roleArn("devops", "release-board")] } },
    },
    {
      when: "people may look at the approval",
      shows: "near miss",
      stack: road({ add: [approves(), ...people(allow("codepipeline:Get*", "*"))] }),
      circumstances: known,
    },
    {
      when: "the second factor is not demanded by the policy config",
      shows: "near miss",
      stack: road({ add: [approves({})] }),
      circumstances: { ...known, config: { requireMfa: false } },
    },
    {
      when: "no pipeline asks for an approval",
      shows: "not applicable",
      stack: [pipeline(goodStages.slice(0, 3))],
      notApplicable: ["no pipeline of the stack asks for an approval"],
    },
  ],
};
