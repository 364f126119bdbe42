import { iamStartbuildScoped } from "../../../../policy-pack/policies/iam/iam-startbuild-scoped";
import { unknown } from "../../handed";
import { allow, build, deny, goodStages, project, road, roleArn, rolePolicy, settings } from "../../road";
import type { DecisionTable } from "../table";
import { people } from "./holders.stack";

const projectArn = (name: string) => `arn:aws:codebuild:eu-central-1:111111111111:project/payments-${name}`;
const start = allow("codebuild:StartBuild", projectArn("deploy-prod"));
const overrides = [
  "source.type",
  "source.location",
  "source.buildspec",
  "serviceRole",
  "environment.type",
  "environment.image",
  "environment.environmentVariables",
];
const without = (...keys: readonly string[]) =>
  keys.map((key) =>
    deny("codebuild:StartBuild", "*", { Condition: { Null: { [`codebuild:${key}`]: "false" } } }),
  );

export const table: DecisionTable = {
  rule: iamStartbuildScoped,
  rows: [
    { when: "the pipeline alone starts builds", shows: "pass", stack: road() },
    {
      when: "people may start the project that deploys to production",
      shows: "violation",
      stack: road({ add: people(start) }),
      says: [
        "mandatory developers-policy: Group developers may call codebuild:StartBuild on build project payments-deploy-prod, which can change production, outside of its pipeline.",
      ],
      inFull: [
        [
          "Group developers may call codebuild:StartBuild on build project payments-deploy-prod, which can change production, outside of its pipeline.",
          "  way: role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*",
          "  at: developers-policy.policy.Statement",
          "  why: CICD-SEC-1: a start brings its own buildspec, image and role along, so whoever starts the project has production without the approval",
          "  fix: take the right away; or, for StartBuild, deny it whenever codebuild:source.*, codebuild:serviceRole or codebuild:environment.* is present",
          "  note: mandatory, whatever level the policy config sets",
        ].join("\n"),
      ],
    },
    {
      when: "a pattern in other letter case covers batches and retries",
      shows: "violation",
      stack: road({
        add: people(allow(["CodeBuild:startbuildbatch", "CODEBUILD:Retry*"], projectArn("deploy-*"))),
      }),
      says: [
        "mandatory developers-policy: Group developers may call codebuild:StartBuildBatch, codebuild:RetryBuild and codebuild:RetryBuildBatch on build project payments-deploy-prod, which can change production, outside of its pipeline.",
      ],
    },
    {
      when: "only some overrides are denied",
      shows: "violation",
      stack: road({ add: people([start, ...without("source.buildspec", "serviceRole")]) }),
      says: [
        "mandatory developers-policy: Group developers may call codebuild:StartBuild on build project payments-deploy-prod, which can change production, outside of its pipeline.",
      ],
    },
    {
      when: "another role of the road may start it",
      shows: "violation",
      stack: road({ add: [rolePolicy("devops", "payments-build", start, "more")] }),
      says: [
        "mandatory more: Role payments-build may call codebuild:StartBuild on build project payments-deploy-prod, which can change production, outside of its pipeline.",
      ],
    },
    {
      when: "which role the project runs under is not known yet",
      shows: "unknown",
      stack: road({
        add: [project("payments-new", unknown), ...people(allow("codebuild:StartBuild", projectArn("new")))],
      }),
      says: [
        "advisory payments-pipeline-policy: Undetermined: whether role payments-pipeline may call codebuild:StartBuild on build project payments-new and so change production can't be seen.",
        "advisory developers-policy: Undetermined: whether group developers may call codebuild:StartBuild on build project payments-new and so change production can't be seen.",
      ],
    },
    {
      when: "which accounts are production is not known",
      shows: "unknown",
      stack: road(),
      circumstances: {},
      says: [
        "advisory project-payments-build: Undetermined: which accounts are production is not known, so no build project can be held against them.",
      ],
    },
    {
      when: "every override is denied by its key",
      shows: "near miss",
      stack: road({ add: people([start, ...without(...overrides)]) }),
    },
    {
      when: "people may start a project that can't change production",
      shows: "near miss",
      stack: road({ add: people(allow("codebuild:StartBuild", projectArn("build"))) }),
    },
    {
      when: "people of production's account may start builds there",
      shows: "near miss",
      stack: road({ add: people(allow("codebuild:StartBuild", "*"), "prod") }),
    },
    {
      when: "the action that runs it has a role of its own",
      shows: "near miss",
      stack: road({
        stages: [
          ...goodStages.slice(0, 3),
          {
            name: "prod",
            actions: [
              {
                ...build("Deploy", "payments-deploy-prod"),
                roleArn: roleArn("devops", "payments-plan-prod"),
              },
            ],
          },
        ],
        add: [rolePolicy("devops", "payments-plan-prod", start, "more")],
      }),
    },
    {
      when: "no environment is production",
      shows: "not applicable",
      stack: road(),
      circumstances: { settings: { ...settings, environments: settings.environments.slice(0, 1) } },
      notApplicable: ["the stack has no environment of kind production"],
    },
  ],
};
