import { allow, approval, goodStages, pipeline, road, roleArn, rolePolicy, settings, source } from "../road";
import type { Row, Saying } from "./row";
import { action, deployProd, deployProdWay, prodDeploy, prodStage, ungated } from "./row";

export const prodSteps: readonly Row[] = [
  {
    when: "there is no approval",
    stack: road({ stages: prodStage(deployProd()) }),
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
    cuts: [
      "pipeline payments runs stage prod, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "the deploy comes before the approval",
    stack: road({ stages: prodStage(deployProd(1), approval(2)) }),
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
    cuts: [
      "pipeline payments runs stage prod, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "the deploy runs beside the approval",
    stack: road({ stages: prodStage(approval(2), deployProd(2)) }),
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
    cuts: [
      "pipeline payments runs stage prod, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "neither has a run order, so both run first",
    stack: road({ stages: prodStage(approval(), deployProd()) }),
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
    cuts: [
      "pipeline payments runs stage prod, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "the approval stands in a later stage",
    stack: road({ stages: [...prodStage(deployProd()), { name: "Late", actions: [approval()] }] }),
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
    cuts: [
      "pipeline payments runs stage prod, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "the approval is no manual one",
    stack: road({ stages: prodStage({ ...approval(1), provider: "manual" }, deployProd(2)) }),
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
    cuts: [
      "pipeline payments runs stage prod, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "a condition stands where the approval should",
    stack: road({
      stages: [
        ...goodStages.slice(0, 3),
        {
          name: "prod",
          actions: [deployProd()],
          beforeEntry: {
            condition: {
              result: "FAIL",
              rules: [
                {
                  name: "Wait",
                  ruleTypeId: { category: "Rule", owner: "AWS", provider: "DeploymentWindow" },
                },
              ],
            },
          },
        },
      ],
    }),
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
    cuts: [
      "pipeline payments runs stage prod, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "the config wants the approval in the same stage, and it stands in an earlier one",
    stack: road({
      stages: [
        ...goodStages.slice(0, 3),
        { name: "Gate", actions: [approval()] },
        { name: "prod", actions: [deployProd()] },
      ],
    }),
    circumstances: { settings, config: { gatePlacement: "sameStage" } },
    says: [ungated("stage prod, action Deploy", ...deployProdWay)],
  },
  {
    when: "a second pipeline has no gate",
    stack: road({
      add: [
        pipeline(
          [
            { name: "Source", actions: [source] },
            { name: "Go", actions: [deployProd()] },
          ],
          {
            name: "second",
            props: { name: "shortcut" },
          },
        ),
      ],
    }),
    says: [inPipeline("shortcut", ungated("stage Go, action Deploy", ...deployProdWay))],
    cuts: [
      "stage Go, action Deploy runs build project payments-deploy-prod (aws:codepipeline/pipeline:Pipeline second.stages[1].actions[0].configuration.ProjectName)",
    ],
  },
  {
    when: "a deploy action names a production role of its own",
    stack: road({
      stages: prodStage(action("Release", "Deploy", "CloudFormation", { roleArn: prodDeploy })),
    }),
    says: [ungated("stage prod, action Release", "account 444444444444")],
    cuts: [
      "pipeline payments runs stage prod, action Release before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "a deploy action passes a production execution role",
    stack: road({
      stages: prodStage(
        action("Release", "Deploy", "CloudFormation", {
          configuration: { RoleArn: roleArn("prod", "exec") },
        }),
      ),
    }),
    says: [ungated("stage prod, action Release", "account 444444444444")],
    cuts: [
      "pipeline payments runs stage prod, action Release before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "a deploy action is told of a production account",
    stack: road({
      stages: prodStage(
        action("Release", "Deploy", "CloudFormationStackSet", {
          configuration: { DeploymentTargets: "222222222222,444444444444" },
        }),
      ),
    }),
    says: [ungated("stage prod, action Release", "configuration DeploymentTargets", "account 444444444444")],
    cuts: [
      "pipeline payments runs stage prod, action Release before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "an invoke action names a production role",
    stack: road({
      stages: prodStage(action("Call", "Invoke", "AppConfig", { roleArn: roleArn("prod", "caller") })),
    }),
    says: [ungated("stage prod, action Call", `role ${roleArn("prod", "caller")}`)],
    cuts: [
      "pipeline payments runs stage prod, action Call before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "the pipeline itself stands in production",
    stack: road({
      pipeline: { props: { roleArn: roleArn("prod", "pipeline") } },
      stages: prodStage(action("Release", "Deploy", "S3", { configuration: { BucketName: "site" } })),
    }),
    says: [
      ungated("stage prod, action Release", "the pipeline's own role", `role ${roleArn("prod", "pipeline")}`),
    ],
    cuts: [
      "pipeline payments runs stage prod, action Release before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "a Commands action runs with a pipeline role that reaches production",
    stack: road({
      stages: [
        ...goodStages.slice(0, 2),
        { name: "Check", actions: [action("Lint", "Compute", "Commands")] },
      ],
      replace: [
        rolePolicy("devops", "payments-pipeline", allow("sts:AssumeRole", roleArn("prod", "anything"))),
      ],
    }),
    says: [
      ungated(
        "stage Check, action Lint",
        "the pipeline's own role",
        "role payments-pipeline",
        "sts:assumerole",
        `role ${roleArn("prod", "anything")}`,
      ),
    ],
    cuts: [
      "pipeline payments runs stage Check, action Lint before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
  {
    when: "a rule of the stage's entry runs commands before the approval",
    stack: road({
      stages: goodStages.map((stage) =>
        stage.name === "prod"
          ? {
              ...stage,
              beforeEntry: {
                condition: {
                  rules: [
                    { name: "Check", ruleTypeId: { category: "Rule", owner: "AWS", provider: "Commands" } },
                  ],
                },
              },
            }
          : stage,
      ),
      replace: [
        rolePolicy("devops", "payments-pipeline", allow("sts:AssumeRole", roleArn("prod", "anything"))),
      ],
    }),
    says: [
      ungated(
        "stage prod, beforeEntry rule Check",
        "the pipeline's own role",
        "role payments-pipeline",
        "sts:assumerole",
        `role ${roleArn("prod", "anything")}`,
      ),
    ],
    cuts: [
      "role payments-pipeline assumes role arn:aws:iam::444444444444:role/anything (aws:iam/rolePolicy:RolePolicy payments-pipeline-policy.policy.Statement)",
    ],
  },
  {
    when: "an invoked function has a role that reaches production",
    stack: road({
      stages: [
        ...goodStages.slice(0, 2),
        {
          name: "Call",
          actions: [action("Call", "Invoke", "Lambda", { configuration: { FunctionName: "helper" } })],
        },
      ],
      add: [
        {
          type: "aws:lambda/function:Function",
          name: "function",
          props: { name: "helper", role: roleArn("devops", "payments-deploy-prod") },
        },
      ],
    }),
    says: [ungated("stage Call, action Call", "function helper", ...deployProdWay.slice(1))],
    cuts: [
      "pipeline payments runs stage Call, action Call before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
  },
];

function inPipeline(name: string, saying: Saying): Saying {
  return { ...saying, what: saying.what.replace("pipeline payments", `pipeline ${name}`) };
}
