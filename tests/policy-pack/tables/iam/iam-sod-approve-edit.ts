import { iamSodApproveEdit } from "../../../../policy-pack/policies/iam/iam-sod-approve-edit";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { allow, deny, document, goodStages, pipeline, road, role, roleArn, rolePolicy } from "../../road";
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

/** A second policy for the approver. */
function also(statement: Parameters<typeof document>[0]): Written {
  return rolePolicy("devops", "product-owner", statement, "approver-more");
}

const provisioner = roleArn("devops", "delivery-provisioner");
const administration = document(allow("*", "*"));
const neverApproves = document(deny("codepipeline:PutApprovalResult", "*"));
const serviceTrust = (service: string) => trusts({ Service: service });

function provisioned(...policies: readonly string[]) {
  const config = knowing(external(approver, byUser), external(provisioner, byUser, ...policies));
  const shared = config.shared as { readonly world: Record<string, unknown> };
  return { ...config, shared: { world: { ...shared.world, provisioningRole: "delivery-provisioner" } } };
}

export const table: DecisionTable = {
  rule: iamSodApproveEdit,
  rows: [
    {
      when: "the approver only decides",
      shows: "pass",
      stack: road({ add: [approves()] }),
      circumstances: known,
    },
    {
      when: "whoever runs Pulumi is administrator and denied to approve",
      shows: "pass",
      stack: road({ add: [approves()] }),
      circumstances: provisioned(administration, neverApproves),
    },
    {
      when: "the approver may also update the pipeline",
      shows: "violation",
      stack: road({ add: [approves(), also(allow("codepipeline:UpdatePipeline", pipelineArn))] }),
      circumstances: known,
      says: [
        "mandatory approver-more: Role product-owner may decide prod/Approve of pipeline payments and also call codepipeline:UpdatePipeline on pipeline payments.",
      ],
      inFull: [
        [
          "Role product-owner may decide prod/Approve of pipeline payments and also call codepipeline:UpdatePipeline on pipeline payments.",
          "  at: approver-policy.policy.Statement, approver-more.policy.Statement",
          "  why: CICD-SEC-1: who writes and approves is alone, and a machine that approves is no second pair of eyes",
          "  fix: leave the approver what it needs to read and decide, or deny codepipeline:PutApprovalResult to whoever changes the road",
          "  note: mandatory, whatever level the policy config sets",
        ].join("\n"),
      ],
    },
    {
      when: "the approver may edit a build and a role of the road, by patterns",
      shows: "violation",
      stack: road({
        add: [
          approves(),
          also([allow("codebuild:Update*", "*"), allow("iam:Put*", "arn:aws:iam::*:role/payments-deploy-*")]),
        ],
      }),
      circumstances: known,
      says: [
        "mandatory approver-more: Role product-owner may decide prod/Approve of pipeline payments and also call codebuild:UpdateProject on build project payments-build, codebuild:UpdateProject on build project payments-deploy-dev, codebuild:UpdateProject on build project payments-plan-prod and 3 more.",
      ],
    },
    {
      when: "a listed approver of whom no right is seen may start the pipeline",
      shows: "violation",
      stack: road(),
      circumstances: knowing(external(approver, byUser, document(allow("codepipeline:Start*", "*")))),
      says: [
        "mandatory pipeline: Role product-owner may approve, as a listed approver, and also call codepipeline:StartPipelineExecution on pipeline payments.",
      ],
    },
    {
      when: "people who are no listed approvers may both decide and start a build",
      shows: "violation",
      stack: road({
        add: [
          approves(),
          ...people([
            allow("codepipeline:PutApprovalResult", gate),
            allow(
              "codebuild:StartBuild",
              "arn:aws:codebuild:eu-central-1:111111111111:project/payments-deploy-prod",
            ),
          ]),
        ],
      }),
      circumstances: known,
      says: [
        "mandatory developers-policy: Group developers may decide prod/Approve of pipeline payments and also call codebuild:StartBuild on build project payments-deploy-prod.",
      ],
    },
    {
      when: "whoever runs Pulumi may approve",
      shows: "violation",
      stack: road({ add: [approves()] }),
      circumstances: provisioned(administration),
      says: [
        "mandatory pipeline: Role delivery-provisioner may decide prod/Approve of pipeline payments and also call codepipeline:CreatePipeline on pipeline payments, codepipeline:DisableStageTransition on pipeline payments, codebuild:UpdateProject on build project payments-build and 8 more.",
      ],
    },
    {
      when: "a function may decide",
      shows: "violation",
      stack: road({
        add: [
          role("devops", "bot", { props: { assumeRolePolicy: serviceTrust("lambda.amazonaws.com") } }),
          rolePolicy("devops", "bot", allow("codepipeline:PutApprovalResult", gate)),
        ],
      }),
      circumstances: known,
      says: [
        "mandatory bot-policy: Role bot may decide prod/Approve of pipeline payments, and a machine acts as it.",
      ],
    },
    {
      when: "a build may become the approver through another role",
      shows: "violation",
      stack: road({
        add: [
          approves(),
          role("devops", "ci", { props: { assumeRolePolicy: serviceTrust("codebuild.amazonaws.com") } }),
          role("devops", "between", {
            props: { assumeRolePolicy: trusts({ AWS: roleArn("devops", "ci") }) },
          }),
        ],
      }),
      circumstances: knowing(external(approver, trusts({ AWS: [roleArn("devops", "between")] }))),
      says: [
        "mandatory approver-policy: Role product-owner may decide prod/Approve of pipeline payments, and a machine acts as it.",
      ],
    },
    {
      when: "the approver is in neither the stack nor the policy config",
      shows: "unknown",
      stack: road({ add: [approves()] }),
      circumstances: { settings: approvalSettings },
      says: [
        "mandatory pipeline: Undetermined: the approver arn:aws:iam::111111111111:role/product-owner is in neither the stack nor the policy config, so whether it may also change what it approves can't be seen.",
      ],
    },
    {
      when: "a policy of the approver can't be read",
      shows: "unknown",
      stack: road({
        add: [approves(), { ...also([]), props: { role: "product-owner", policy: unknown } }],
      }),
      circumstances: known,
      says: [
        "mandatory approver-more: Undetermined: whether role product-owner may both decide prod/Approve of pipeline payments and call codepipeline:CreatePipeline on pipeline payments, codepipeline:DisableStageTransition on pipeline payments, codebuild:UpdateProject on build project payments-build and 8 more can't be seen.",
      ],
    },
    {
      when: "the approver may look at builds and read reports",
      shows: "near miss",
      stack: road({
        add: [approves(), also(allow(["codebuild:BatchGet*", "codepipeline:Get*", "s3:GetObject"], "*"))],
      }),
      circumstances: known,
    },
    {
      when: "a build would need a second factor to become the approver",
      shows: "near miss",
      stack: road({
        add: [
          approves(),
          role("devops", "ci", { props: { assumeRolePolicy: serviceTrust("codebuild.amazonaws.com") } }),
          rolePolicy("devops", "ci", allow("sts:AssumeRole", approver)),
        ],
      }),
      circumstances: knowing(
        external(approver, trusts({ AWS: "arn:aws:iam::111111111111:root" }, secondFactor)),
      ),
    },
    {
      when: "what the approver may edit is no part of the road",
      shows: "near miss",
      stack: road({
        add: [
          approves(),
          also(allow("codebuild:UpdateProject", "arn:aws:codebuild:eu-central-1:111111111111:project/docs")),
        ],
      }),
      circumstances: known,
    },
    {
      when: "roles that approve each other go round in a circle of people",
      shows: "near miss",
      stack: road({
        add: [
          approves(),
          role("devops", "one", { props: { assumeRolePolicy: trusts({ AWS: roleArn("devops", "two") }) } }),
          role("devops", "two", { props: { assumeRolePolicy: trusts({ AWS: roleArn("devops", "one") }) } }),
        ],
      }),
      circumstances: knowing(external(approver, trusts({ AWS: roleArn("devops", "one") }))),
    },
    {
      when: "no pipeline asks for an approval",
      shows: "not applicable",
      stack: [pipeline(goodStages.slice(0, 3))],
      notApplicable: ["no pipeline of the stack asks for an approval"],
    },
  ],
};
