import { iamGateTamper } from "../../../../policy-pack/policies/iam/iam-gate-tamper";
import { unknown } from "../../handed";
import type { Written } from "../../handed";
import { allow, deny, provider, road, role, roleArn, rolePolicy, settings } from "../../road";
import type { DecisionTable } from "../table";
import { external, knowing, pipelineArn, trusts } from "./gated.stack";
import { people } from "./holders.stack";

const update = allow("codepipeline:UpdatePipeline", pipelineArn);
const start = (resource: unknown) => allow("codepipeline:StartPipelineExecution", resource);
const operator = roleArn("devops", "delivery-provisioner");
const administrator = external(
  operator,
  trusts({ AWS: "arn:aws:iam::111111111111:user/operator" }),
  JSON.stringify({ Version: "2012-10-17", Statement: [allow("*", "*")] }),
);

/** An event rule that starts the pipeline under a role of its own. */
function rule(resource: unknown): readonly Written[] {
  return [
    role("devops", "starter"),
    rolePolicy("devops", "starter", start(resource)),
    {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      name: "nightly-target",
      provider: provider("devops"),
      props: { rule: "nightly", arn: pipelineArn, roleArn: roleArn("devops", "starter") },
    },
  ];
}

export const table: DecisionTable = {
  rule: iamGateTamper,
  rows: [
    { when: "nobody but the pipeline acts on the pipeline", shows: "pass", stack: road() },
    {
      when: "the role of an event rule may start exactly this pipeline",
      shows: "pass",
      stack: road({ add: rule(pipelineArn) }),
    },
    {
      when: "an administrator outside of the stack is a listed operator",
      shows: "pass",
      stack: road(),
      circumstances: { ...knowing(administrator), config: { operators: [operator] } },
    },
    {
      when: "with trigger gitlab-ci a CI job may start exactly this pipeline",
      shows: "pass",
      stack: road({
        add: [
          role("devops", "ci-start", {
            props: {
              assumeRolePolicy: trusts(
                { Federated: "arn:aws:iam::111111111111:oidc-provider/gitlab.com" },
                { Action: "sts:AssumeRoleWithWebIdentity" },
              ),
            },
          }),
          rolePolicy("devops", "ci-start", start(pipelineArn)),
        ],
      }),
      circumstances: { settings: { ...settings, trigger: { on: "gitlab-ci" } } },
    },
    {
      when: "people may update the pipeline",
      shows: "violation",
      stack: road({ add: people(update) }),
      says: [
        "mandatory developers-policy: Group developers may call codepipeline:UpdatePipeline on pipeline payments, and is no operator of it.",
      ],
      inFull: [
        [
          "Group developers may call codepipeline:UpdatePipeline on pipeline payments, and is no operator of it.",
          "  at: developers-policy.policy.Statement",
          "  why: CICD-SEC-1: who may change the pipeline takes the gate out and puts it back, and who may start or move a run chooses what passes it",
          "  fix: take the right away or deny it without a condition; a role that is meant to operate the pipeline belongs in this policy's `operators`",
          "  note: mandatory, whatever level the policy config sets",
        ].join("\n"),
      ],
    },
    {
      when: "a pattern in other letter case covers a stage",
      shows: "violation",
      stack: road({ add: people(allow("CODEPIPELINE:retry*", `${pipelineArn}/*`)) }),
      says: [
        "mandatory developers-policy: Group developers may call codepipeline:RetryStageExecution on pipeline payments, and is no operator of it.",
      ],
    },
    {
      when: "a denial depends on a region that the pipeline is not in",
      shows: "violation",
      stack: road({
        add: people([
          update,
          deny("codepipeline:*", "*", {
            Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
          }),
        ]),
      }),
      says: [
        "mandatory developers-policy: Group developers may call codepipeline:UpdatePipeline on pipeline payments, and is no operator of it.",
      ],
    },
    {
      when: "the role of an event rule may start other pipelines too",
      shows: "violation",
      stack: road({ add: rule(`${pipelineArn}*`) }),
      says: [
        "mandatory starter-policy: Role starter may call codepipeline:StartPipelineExecution on pipeline payments, and is no operator of it.",
      ],
    },
    {
      when: "people may answer for the worker of an action",
      shows: "violation",
      stack: road({ add: people(allow("codepipeline:PutJobSuccessResult", "*")) }),
      says: [
        "mandatory developers-policy: Group developers may call codepipeline:PutJobSuccessResult on pipeline payments, and is no operator of it.",
      ],
    },
    {
      when: "an administrator outside of the stack is no listed operator",
      shows: "violation",
      stack: road(),
      circumstances: knowing(administrator),
      says: [
        "mandatory pipeline: Role delivery-provisioner may call codepipeline:CreatePipeline, codepipeline:UpdatePipeline, codepipeline:DeletePipeline and 10 more on pipeline payments, and is no operator of it.",
      ],
    },
    {
      when: "a role outside of the stack is given the right by it",
      shows: "violation",
      stack: road({ add: [rolePolicy("devops", "somebody", update)] }),
      says: [
        "mandatory somebody-policy: Role somebody may call codepipeline:UpdatePipeline on pipeline payments, and is no operator of it.",
      ],
    },
    {
      when: "a policy that allows it can't be read",
      shows: "unknown",
      stack: road({
        add: [
          {
            ...rolePolicy("devops", "payments-build", update, "more"),
            props: { role: "payments-build", policy: unknown },
          },
        ],
      }),
      says: [
        "advisory more: Undetermined: whether role payments-build may call codepipeline:CreatePipeline, codepipeline:UpdatePipeline, codepipeline:DeletePipeline and 10 more on pipeline payments can't be seen.",
      ],
    },
    {
      when: "the holder of a policy that allows it is not known yet",
      shows: "unknown",
      stack: road({
        add: [
          {
            ...rolePolicy("devops", "any", update, "more"),
            props: { role: unknown, policy: JSON.stringify({ Statement: [update] }) },
          },
        ],
      }),
      says: [
        "advisory more: Undetermined: whether whoever holds policy more may call codepipeline:UpdatePipeline on pipeline payments can't be seen.",
      ],
    },
    {
      when: "it is allowed, and denied without a condition elsewhere",
      shows: "near miss",
      stack: road({ add: people([update, deny("codepipeline:Update*", "*")]) }),
    },
    {
      when: "another pipeline may be updated",
      shows: "near miss",
      stack: road({ add: people(allow("codepipeline:UpdatePipeline", `${pipelineArn}-docs`)) }),
    },
    {
      when: "people of another account may update pipelines",
      shows: "near miss",
      stack: road({ add: people(allow("codepipeline:UpdatePipeline", "*"), "prod") }),
    },
    {
      when: "a boundary keeps the right out",
      shows: "near miss",
      stack: road({
        add: [
          {
            type: "aws:iam/policy:Policy",
            name: "boundary",
            provider: provider("devops"),
            props: { name: "boundary", policy: JSON.stringify({ Statement: [allow("s3:*", "*")] }) },
          },
          role("devops", "bounded", {
            props: { permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary" },
          }),
          rolePolicy("devops", "bounded", allow("*", "*")),
        ],
      }),
    },
    {
      when: "there is no pipeline",
      shows: "not applicable",
      stack: people(update),
      notApplicable: ["the stack has no pipeline"],
    },
  ],
};
