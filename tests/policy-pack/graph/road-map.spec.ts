import assert from "node:assert/strict";
import type { RoadEdge, RoadMap } from "../../../policy-pack/graph/map/elements";
import { handsOnPower } from "../../../policy-pack/graph/map/elements";
import { cheapestCut } from "../../../policy-pack/graph/cheapest-cut";
import { powerMap, roadMap } from "../../../policy-pack/graph/road-map";
import type { Written } from "../handed";
import { unknown } from "../handed";
import {
  accounts,
  allow,
  approval,
  bootstrapRole,
  build,
  document,
  goodStages,
  pipeline,
  project,
  provider,
  road,
  role,
  roleArn,
  rolePolicy,
  settings,
  source,
} from "../road";
import { askOf } from "./asked";

const mapOf = (resources: readonly Written[], more: object = {}): RoadMap =>
  askOf(resources, roadMap, { settings: { ...settings, ...more } });
const textOf = ({ words, unknown: paths, makers }: RoadEdge): string =>
  `${words}${paths.length > 0 ? `, if ${paths.join(", ")}` : ""} (${makers.map(({ name, property }) => `${name}.${property}`).join(", ")})`;
/** Edges by which power is handed on, but for those of each step before the gate. */
const powers = ({ edges }: RoadMap): readonly string[] =>
  edges.filter((edge) => handsOnPower(edge) && edge.word !== "unasked").map(textOf);
/** The edges that a change of the good road adds. */
const added = (resources: readonly Written[], more: object = {}): readonly string[] => {
  const before = new Set(powers(mapOf(road())));
  return powers(mapOf(resources, more)).filter((text) => !before.has(text));
};

const deploy = bootstrapRole("prod", "deploy");

describe("the map of a road", () => {
  it("shows who starts it, what runs as whom, which roles those become, and what is changed in the end", () => {
    assert.deepEqual(powers(mapOf(road())), [
      "stage Verify, action Build runs build project payments-build (pipeline.stages[1].actions[0].configuration.ProjectName)",
      "build project payments-build works as role payments-build (project-payments-build.serviceRole)",
      "stage dev, action Deploy runs build project payments-deploy-dev (pipeline.stages[2].actions[0].configuration.ProjectName)",
      "build project payments-deploy-dev works as role payments-deploy-dev (project-payments-deploy-dev.serviceRole)",
      "stage prod, action Plan runs build project payments-plan-prod (pipeline.stages[3].actions[0].configuration.ProjectName)",
      "build project payments-plan-prod works as role payments-plan-prod (project-payments-plan-prod.serviceRole)",
      "stage prod, action Deploy runs build project payments-deploy-prod (pipeline.stages[3].actions[2].configuration.ProjectName)",
      "build project payments-deploy-prod works as role payments-deploy-prod (project-payments-deploy-prod.serviceRole)",
      `role payments-deploy-dev assumes role ${bootstrapRole("dev", "deploy")} (payments-deploy-dev-policy.policy.Statement)`,
      `role payments-plan-prod assumes role ${bootstrapRole("prod", "lookup")} (payments-plan-prod-policy.policy.Statement)`,
      `role payments-deploy-prod assumes role ${deploy} (payments-deploy-prod-policy.policy.Statement)`,
      `role ${deploy} changes production account 444444444444: cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/* (${deploy}-policy.policy.Statement)`,
      "a push to a branch or tag that is not known of acme/payments starts pipeline payments, if stages[0].actions[0].configuration.BranchName (pipeline.triggers)",
    ]);
  });

  it("shows gates, what comes before and after them, and accounts of production", () => {
    const { nodes, edges } = mapOf(road());
    assert.deepEqual(
      nodes.flatMap(({ kind, label, gate }) => (gate === undefined ? [] : [`${kind} ${label}: ${gate}`])),
      [
        "action stage Source, action GitLab: no",
        "action stage Verify, action Build: no",
        "action stage dev, action Deploy: no",
        "action stage prod, action Plan: no",
        "gate stage prod, action Approve: no",
        "action stage prod, action Deploy: yes",
      ],
    );
    assert.deepEqual(
      edges.filter(({ word }) => word === "then").map(({ words }) => words),
      [
        "payments, then stage Source, action GitLab",
        "stage Source, action GitLab, then stage Verify, action Build",
        "stage Verify, action Build, then stage dev, action Deploy",
        "stage dev, action Deploy, then stage prod, action Plan",
        "stage prod, action Plan, then stage prod, action Approve",
        "stage prod, action Approve, then stage prod, action Deploy",
      ],
    );
    assert.deepEqual(
      nodes.filter(({ kind }) => kind === "account").map(({ label, isProduction }) => [label, isProduction]),
      [
        ["111111111111", false],
        ["222222222222", false],
        ["444444444444", true],
      ],
    );
  });

  const rows: readonly (readonly [
    shows: string,
    stack: readonly Written[],
    edges: readonly string[],
    more?: object,
  ])[] = [
    [
      "every way of taking a role",
      road({
        replace: [
          rolePolicy("devops", "payments-build", [
            allow("iam:PassRole", roleArn("prod", deploy)),
            allow("iam:PutRolePolicy", roleArn("prod", "release")),
          ]),
        ],
      }),
      [
        `role payments-build passes role ${deploy} to a service (payments-build-policy.policy.Statement[0])`,
        `role ${roleArn("prod", "release")} changes production account 444444444444 ()`,
        `role payments-build puts a policy on role ${roleArn("prod", "release")} (payments-build-policy.policy.Statement[1])`,
        `role payments-build changes production account 444444444444: iam:putrolepolicy on ${roleArn("prod", "release")} (payments-build-policy.policy.Statement[1])`,
      ],
    ],
    [
      "what it depends on where something is not known",
      road({ add: [project("other", unknown)] }),
      [
        "build project other works as a role that is not known yet, if serviceRole (project-other.serviceRole)",
      ],
    ],
    [
      "a pipeline that a step starts",
      road({
        stages: [
          ...goodStages,
          {
            name: "Next",
            actions: [
              {
                ...build("Start", ""),
                category: "Invoke",
                provider: "CodePipeline",
                configuration: { PipelineName: "payments" },
              },
            ],
          },
        ],
      }),
      [
        "stage Next, action Start starts pipeline payments (pipeline.stages[4].actions[0].configuration.PipelineName)",
      ],
    ],
    [
      "who may start builds and pipelines, and who approves",
      road({
        add: [
          {
            type: "aws:iam/user:User",
            name: "someone",
            provider: provider("devops"),
            props: { name: "someone" },
          },
          {
            type: "aws:iam/userPolicy:UserPolicy",
            name: "someone-policy",
            provider: provider("devops"),
            props: {
              user: "someone",
              policy: document([
                allow(
                  "codebuild:StartBuild",
                  "arn:aws:codebuild:eu-central-1:111111111111:project/payments-deploy-prod",
                ),
                allow(
                  "codepipeline:StartPipelineExecution",
                  "arn:aws:codepipeline:eu-central-1:111111111111:payments",
                ),
              ]),
            },
          },
        ],
      }),
      [
        "user someone starts pipeline payments (someone-policy.policy.Statement[1])",
        "user someone starts build project payments-deploy-prod (someone-policy.policy.Statement[0])",
      ],
    ],
    [
      "jobs of GitLab, and others whom a role that matters lets in",
      road({
        add: [
          role("devops", "payments-jobs", {
            props: {
              assumeRolePolicy: document({
                Effect: "Allow",
                Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/gitlab.com" },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                  StringEquals: { "gitlab.com:sub": "project_path:acme/payments:ref_type:branch:ref:main" },
                },
              }),
            },
          }),
        ],
        replace: [
          role("prod", deploy, {
            props: {
              assumeRolePolicy: document({
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111111111111:root" },
                Action: "sts:AssumeRole",
              }),
            },
          }),
        ],
      }),
      [
        `account 111111111111 as a whole assumes role ${deploy} (${deploy}.assumeRolePolicy.Statement.Principal.AWS)`,
        "a job of gitlab.com, project_path:acme/payments:ref_type:branch:ref:main assumes role payments-jobs (payments-jobs.assumeRolePolicy.Statement.Principal.Federated)",
      ],
    ],
    [
      "pushes, merge requests and clocks",
      road({
        pipeline: {
          props: {
            triggers: [
              {
                providerType: "CodeStarSourceConnection",
                gitConfiguration: {
                  sourceActionName: "GitLab",
                  pushes: [{ branches: { includes: ["main"] } }],
                  pullRequests: [{ events: ["OPEN"] }],
                },
              },
            ],
          },
        },
        add: [
          {
            type: "aws:cloudwatch/eventTarget:EventTarget",
            name: "nightly",
            provider: provider("devops"),
            props: {
              rule: "nightly",
              arn: "arn:aws:codebuild:eu-central-1:111111111111:project/payments-build",
            },
          },
        ],
      }),
      [
        "a push to branch main of acme/payments starts pipeline payments (pipeline.triggers[0].gitConfiguration.pushes[0].branches.includes)",
        "a merge request starts pipeline payments (pipeline.triggers[0].gitConfiguration.pullRequests[0])",
        "rule nightly starts build project payments-build (nightly.arn)",
      ],
    ],
  ];
  for (const [shows, stack, edges, more] of rows)
    it(`shows ${shows}`, () => assert.deepEqual(added(stack, more), edges));

  it("ends in bounded time where documents are made to take long, and names them whole then", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => roleArn("prod", `role-${index}`));
    const resources = road({
      replace: [rolePolicy("devops", "payments-build", allow("sts:AssumeRole", many(10_000)))],
      add: [
        role("devops", "other"),
        rolePolicy(
          "devops",
          "other",
          many(10_000).map((arn) => allow("iam:PassRole", arn)),
        ),
        project("other", roleArn("devops", "other")),
      ],
    });
    const cut = askOf(resources, (stack, world) => {
      const map = powerMap(stack, world, [accounts.prod]);
      const from = map.nodes.find(({ label }) => label === "stage Verify, action Build")?.id ?? "";
      return cheapestCut(map, { from });
    });
    assert.deepEqual(
      cut?.makers.map(({ name, property }) => `${name}.${property}`),
      ["payments-build-policy.policy"],
    );
  });

  // That it ends is what is tested: mocha's own limit is the bound.
  it("ends in bounded time on a large stack whose roles take each other in circles", () => {
    const names = Array.from({ length: 300 }, (_, index) => `role-${index}`);
    const resources = [
      pipeline([
        { name: "Source", actions: [source] },
        { name: "Go", actions: [build("Build", "one", 1), approval(2)] },
      ]),
      project("one", roleArn("devops", "role-0")),
      ...names.map((name) => role("devops", name)),
      ...names.map((name, index) =>
        rolePolicy("devops", name, [
          allow("sts:AssumeRole", [
            roleArn("devops", `role-${(index + 1) % 300}`),
            roleArn("devops", `role-${(index + 7) % 300}`),
          ]),
          ...(index === 150 ? [allow("s3:PutObject", `arn:aws:s3:::assets-${accounts.prod}/*`)] : []),
        ]),
      ),
    ];
    const { nodes, edges } = mapOf(resources);
    assert.deepEqual(
      [
        nodes.filter(({ kind }) => kind === "role").length,
        edges.filter(({ word }) => word === "assumes").length,
      ],
      [300, 600],
    );
  });
});
