import { pipelineNoSelfMutationBeforeGate } from "../../../../policy-pack/policies/pipeline/pipeline-no-self-mutation-before-gate";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import {
  allow,
  deny,
  document,
  goodStages,
  provider,
  road,
  role,
  roleArn,
  rolePolicy,
  settings,
} from "../../road";
import type { DecisionTable } from "../table";

const may = (name: string, ...statements: readonly Record<string, unknown>[]) =>
  road({ replace: [rolePolicy("devops", name, [...statements])] });
const buildMay = (...statements: readonly Record<string, unknown>[]) => may("payments-build", ...statements);
const pipelineArn = "arn:aws:codepipeline:eu-central-1:111111111111:payments";
const projectArn = "arn:aws:codebuild:eu-central-1:111111111111:project/payments-deploy-prod";
const hop = (...statements: readonly Record<string, unknown>[]): readonly Written[] => [
  role("devops", "hop"),
  rolePolicy("devops", "hop", [...statements]),
];

export const table: DecisionTable = {
  rule: pipelineNoSelfMutationBeforeGate,
  rows: [
    { when: "no step may change anything of the pipeline", shows: "pass", stack: road() },
    {
      when: "the build may update the pipeline",
      shows: "violation",
      stack: buildMay(allow("codepipeline:UpdatePipeline", pipelineArn)),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate and may change pipeline payments.",
      ],
      inFull: [
        "Stage Verify, action Build of pipeline payments runs before the gate and may change pipeline payments.\n  way: build project payments-build → role payments-build → codepipeline:updatepipeline on pipeline payments\n  at: stages[1].actions[0]\n  why: CICD-SEC-1, CICD-SEC-5: a step that rewrites the pipeline takes the gate out of it, and nobody is asked\n  fix: take the call from the role, or put the step behind the approval\n  note: mandatory, whatever level the policy config sets",
      ],
    },
    {
      when: "… by a pattern in another letter case, under a condition that every caller meets",
      shows: "violation",
      stack: buildMay(
        allow("CodePipeline:update*", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      ),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate and may change pipeline payments.",
      ],
    },
    {
      when: "the build may change the project that deploys",
      shows: "violation",
      stack: buildMay(allow("codebuild:UpdateProject", projectArn)),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate and may change build project payments-deploy-prod.",
      ],
    },
    {
      when: "the build may change a role of the pipeline",
      shows: "violation",
      stack: buildMay(allow("iam:PutRolePolicy", roleArn("devops", "payments-deploy-*"))),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate and may change role payments-deploy-dev.",
      ],
    },
    {
      when: "the build may change a policy that such a role holds",
      shows: "violation",
      stack: road({
        replace: [
          rolePolicy(
            "devops",
            "payments-build",
            allow("iam:CreatePolicyVersion", "arn:aws:iam::111111111111:policy/*"),
          ),
        ],
        add: [
          {
            type: "aws:iam/policy:Policy",
            name: "extra",
            provider: provider("devops"),
            props: {
              name: "extra",
              arn: "arn:aws:iam::111111111111:policy/extra",
              policy: document(allow("s3:GetObject", "*")),
            },
          },
          {
            type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            name: "extra-attachment",
            provider: provider("devops"),
            props: { role: "payments-deploy-prod", policyArn: "arn:aws:iam::111111111111:policy/extra" },
          },
        ],
      }),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate and may change policy extra of role payments-deploy-prod.",
      ],
    },
    {
      when: "a function that a step calls may be written anew",
      shows: "violation",
      stack: road({
        stages: [
          ...goodStages.slice(0, 2),
          {
            name: "Call",
            actions: [
              {
                name: "Call",
                category: "Invoke",
                owner: "AWS",
                provider: "Lambda",
                version: "1",
                configuration: { FunctionName: "helper" },
              },
            ],
          },
        ],
        replace: [rolePolicy("devops", "payments-build", allow("lambda:UpdateFunctionCode", "*"))],
        add: [
          {
            type: "aws:lambda/function:Function",
            name: "function",
            provider: provider("devops"),
            props: { name: "helper", role: roleArn("devops", "payments-plan-prod") },
          },
        ],
      }),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate and may change function helper.",
      ],
    },
    {
      when: "the build may assume a role that may",
      shows: "violation",
      stack: road({
        replace: [rolePolicy("devops", "payments-build", allow("sts:AssumeRole", roleArn("devops", "hop")))],
        add: hop(allow("codepipeline:*", "*")),
      }),
      says: [
        "mandatory pipeline: Stage Verify, action Build of pipeline payments runs before the gate and may change pipeline payments.",
      ],
    },
    {
      when: "the build may only look at the pipeline",
      shows: "near miss",
      stack: buildMay(allow(["codepipeline:Get*", "codepipeline:ListPipelineExecutions"], pipelineArn)),
    },
    {
      when: "the build may update another pipeline",
      shows: "near miss",
      stack: buildMay(allow("codepipeline:UpdatePipeline", `${pipelineArn}-lab`)),
    },
    {
      when: "the build may, and is denied it",
      shows: "near miss",
      stack: buildMay(allow("codepipeline:*", "*"), deny("codepipeline:*Pipeline", "*")),
    },
    {
      when: "a step behind the gate may update the pipeline",
      shows: "near miss",
      stack: may("payments-deploy-prod", allow("codepipeline:UpdatePipeline", pipelineArn)),
    },
    {
      when: "the right is for pipelines of another account",
      shows: "near miss",
      stack: road({
        replace: [rolePolicy("devops", "payments-build", allow("sts:AssumeRole", roleArn("dev", "hop")))],
        add: [role("dev", "hop"), rolePolicy("dev", "hop", [allow("codepipeline:*", "*")])],
      }),
    },
    {
      when: "the config lets this pipeline rewrite itself",
      shows: "near miss",
      stack: buildMay(allow("codepipeline:UpdatePipeline", pipelineArn)),
      circumstances: { settings, config: { allowSelfMutation: ["payments"] } },
    },
    {
      when: "which pipelines the build may update is not known",
      shows: "unknown",
      stack: road({
        replace: [
          {
            ...rolePolicy("devops", "payments-build", []),
            props: {
              role: "payments-build",
              policy: { Statement: [allow("codepipeline:UpdatePipeline", unknown)] },
            },
          },
        ],
      }),
      says: [
        "advisory pipeline: Undetermined: whether stage Verify, action Build of pipeline payments may rewrite the pipeline before the gate can't be seen.",
      ],
    },
    {
      when: "the build may assume a role of the account that is not in the stack",
      shows: "unknown",
      stack: buildMay(allow("sts:AssumeRole", roleArn("devops", "cdk-deploy"))),
      says: [
        "advisory pipeline: Undetermined: whether stage Verify, action Build of pipeline payments may rewrite the pipeline before the gate can't be seen.",
      ],
    },
    {
      when: "the role of a build is not in the stack",
      shows: "unknown",
      stack: road({ drop: ["payments-build"] }),
      says: [
        "advisory pipeline: Undetermined: whether stage Verify, action Build of pipeline payments may rewrite the pipeline before the gate can't be seen.",
      ],
    },
    {
      when: "nobody says what is production",
      shows: "unknown",
      stack: road(),
      circumstances: {},
      says: [
        "advisory pipeline: Undetermined: which accounts are production is not known, so it does not show for which pipelines there has to be a gate.",
      ],
    },
  ],
};
