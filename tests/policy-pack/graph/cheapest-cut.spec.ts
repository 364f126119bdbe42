import assert from "node:assert/strict";
import { cheapestCut, cutText } from "../../../policy-pack/graph/cheapest-cut";
import { powerMap } from "../../../policy-pack/graph/road-map";
import { valueOr } from "../../../policy-pack/reader/reading";
import type { Written } from "../handed";
import {
  accounts,
  allow,
  approval,
  bootstrapRole,
  build,
  project,
  road,
  role,
  roleArn,
  rolePolicy,
  source,
} from "../road";
import { askOf } from "./asked";

const prodDeploy = roleArn("prod", bootstrapRole("prod", "deploy"));
const filePublishing = roleArn("prod", "files");
const held = (...statements: Record<string, unknown>[]): readonly Written[] =>
  road({ replace: [rolePolicy("devops", "payments-build", statements)] });

/** The cut between the step Build, which comes before the approval, and production. */
function cutOfBuild(resources: readonly Written[]): string {
  return askOf(resources, (stack, world) => {
    const map = powerMap(stack, world, valueOr(world.production, []));
    const from = map.nodes.find(({ label }) => label === "stage Verify, action Build")?.id ?? "";
    const before = map.edges.filter(({ word, to }) => word === "unasked" && to === from);
    const cut = cheapestCut(map, { from, before });
    return cut ? cutText(cut) : "no way";
  });
}

const policy = (index = "") => `aws:iam/rolePolicy:RolePolicy payments-build-policy.policy.Statement${index}`;

describe("the cheapest cut, where", () => {
  const rows: readonly (readonly [when: string, stack: readonly Written[], cut: string])[] = [
    ["nothing leads from the step to production", road(), "no way"],
    [
      "one right of the step's role leads there, is that right",
      held(allow("s3:GetObject", "*"), allow("sts:AssumeRole", prodDeploy)),
      `role payments-build assumes role ${bootstrapRole("prod", "deploy")} (${policy("[1]")})`,
    ],
    [
      "one statement gives several rights, is the statement",
      held(allow("sts:AssumeRole", [prodDeploy, filePublishing])),
      `role payments-build assumes role ${bootstrapRole("prod", "deploy")}, and 1 more of the kind (${policy("[0]")})`,
    ],
    [
      "two statements give one right, is both",
      held(allow("sts:AssumeRole", prodDeploy), allow("sts:*", prodDeploy)),
      `role payments-build assumes role ${bootstrapRole("prod", "deploy")} (${policy("[0]")}, ${policy("[1]")})`,
    ],
    [
      "the role has a right of another step's in the middle, is before it",
      held(allow("sts:AssumeRole", roleArn("devops", "payments-deploy-prod"))),
      `role payments-build assumes role payments-deploy-prod (${policy("[0]")})`,
    ],
    [
      "the role has more such rights than it costs to give the project another one, is the project's role",
      held(...["a", "b", "c", "d", "e"].map((name) => allow("sts:AssumeRole", roleArn("prod", name)))),
      "build project payments-build works as role payments-build (aws:codebuild/project:Project project-payments-build.serviceRole)",
    ],
    [
      "the project has the role of the step behind the approval, is the project's role",
      road({ replace: [project("payments-build", roleArn("devops", "payments-deploy-prod"))] }),
      "build project payments-build works as role payments-deploy-prod (aws:codebuild/project:Project project-payments-build.serviceRole)",
    ],
    [
      "the step runs the project of the step behind the approval, is what it runs",
      road({
        stages: [
          { name: "Source", actions: [source] },
          { name: "Verify", actions: [build("Build", "payments-deploy-prod")] },
          { name: "prod", actions: [approval(1), build("Deploy", "payments-deploy-prod", 2)] },
        ],
      }),
      "stage Verify, action Build runs build project payments-deploy-prod (aws:codepipeline/pipeline:Pipeline pipeline.stages[1].actions[0].configuration.ProjectName)",
    ],
    [
      "the step is the only road to production, is the approval that it lacks",
      road({
        stages: [
          { name: "Source", actions: [source] },
          { name: "Verify", actions: [build("Build", "payments-deploy-prod")] },
        ],
      }),
      "pipeline payments runs stage Verify, action Build before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
    ],
    [
      "the role takes another one that changes production, is the right to take it",
      [
        ...held(allow("sts:AssumeRole", roleArn("devops", "hop"))),
        role("devops", "hop"),
        rolePolicy("devops", "hop", allow("s3:PutObject", `arn:aws:s3:::assets-${accounts.prod}/*`)),
      ],
      `role payments-build assumes role hop (${policy("[0]")})`,
    ],
  ];
  for (const [when, stack, cut] of rows) it(when, () => assert.equal(cutOfBuild(stack), cut));
});
