import { pipelineSingleProdPath } from "../../../../policy-pack/policies/pipeline/pipeline-single-prod-path";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Action } from "../../road";
import {
  approval,
  build,
  pipeline,
  road,
  role,
  roleArn,
  rolePolicy,
  project,
  settings,
  source,
  allow,
} from "../../road";
import type { DecisionTable } from "../table";

const second = (...actions: readonly Action[]): Written =>
  pipeline(
    [
      { name: "Source", actions: [source] },
      { name: "Go", actions },
    ],
    { name: "second", props: { name: "second" } },
  );
const gated = [approval(1), build("Deploy", "payments-deploy-prod", 2)];
const site = "999999999999";
const twoAccounts = {
  ...settings,
  environments: [
    ...settings.environments,
    { name: "site", kind: "production", targets: [{ accountId: site, region: "eu-central-1" }] },
  ],
};
/** A project that deploys to the other production account. */
const siteProject: readonly Written[] = [
  project("site-deploy"),
  role("devops", "site-deploy"),
  rolePolicy("devops", "site-deploy", allow("sts:AssumeRole", `arn:aws:iam::${site}:role/release`)),
];

export const table: DecisionTable = {
  rule: pipelineSingleProdPath,
  rows: [
    { when: "there is one pipeline", shows: "pass", stack: road() },
    {
      when: "the config names the pipeline",
      shows: "pass",
      stack: road(),
      circumstances: { settings, config: { prodPipelines: ["payments"] } },
    },
    {
      when: "a second pipeline leads to the same account, though behind a gate",
      shows: "violation",
      stack: road({ add: [second(...gated)] }),
      says: [
        "mandatory second: Pipeline second reaches production account 444444444444, and so does pipeline payments.",
      ],
      inFull: [
        "Pipeline second reaches production account 444444444444, and so does pipeline payments.\n  way: stage Go, action Deploy → build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*\n  cut: stage Go, action Deploy runs build project payments-deploy-prod (aws:codepipeline/pipeline:Pipeline second.stages[1].actions[1].configuration.ProjectName)\n  at: stages\n  why: CICD-SEC-1: a second way to production has another gate or none, and undoes what came by the first\n  fix: take from the pipeline what leads there; or name all pipelines that may reach production in prodPipelines\n  note: mandatory, whatever level the policy config sets",
      ],
    },
    {
      when: "a second pipeline starts a third, which has no gate",
      shows: "violation",
      stack: road({
        add: [
          second({
            name: "Start",
            category: "Invoke",
            owner: "AWS",
            provider: "CodePipeline",
            version: "1",
            configuration: { PipelineName: "third" },
          }),
          pipeline(
            [
              { name: "Source", actions: [source] },
              { name: "Go", actions: [build("Deploy", "payments-deploy-prod")] },
            ],
            { name: "third", props: { name: "third" } },
          ),
        ],
      }),
      says: [
        "mandatory second: Pipeline second reaches production account 444444444444, and so does pipeline payments.",
        "mandatory third: Pipeline third reaches production account 444444444444, and so does pipeline payments.",
      ],
    },
    {
      when: "the only pipeline is not among those that the config names",
      shows: "violation",
      stack: road(),
      circumstances: { settings, config: { prodPipelines: ["release"] } },
      says: ["mandatory pipeline: Pipeline payments reaches production, and is not among those that may."],
    },
    {
      when: "a second pipeline leads to development only",
      shows: "near miss",
      stack: road({ add: [second(build("Deploy", "payments-deploy-dev"))] }),
    },
    {
      when: "a second pipeline plans production and changes nothing",
      shows: "near miss",
      stack: road({ add: [second(build("Plan", "payments-plan-prod"))] }),
    },
    {
      when: "two pipelines lead to two accounts",
      shows: "near miss",
      stack: road({ add: [second(approval(1), build("Deploy", "site-deploy", 2)), ...siteProject] }),
      circumstances: { settings: twoAccounts },
    },
    {
      when: "the config names both pipelines",
      shows: "near miss",
      stack: road({ add: [second(...gated)] }),
      circumstances: { settings, config: { prodPipelines: ["payments", "second"] } },
    },
    {
      when: "what a second pipeline runs is not known",
      shows: "unknown",
      stack: road({ add: [second(approval(1), build("Deploy", unknown, 2))] }),
      says: [
        "advisory second: Undetermined: whether pipeline second reaches production account 444444444444, as pipeline payments does, can't be seen.",
      ],
    },
    {
      when: "a second pipeline can't be read",
      shows: "unknown",
      stack: road({
        add: [{ ...second(), props: { name: "second", roleArn: roleArn("devops", "x"), stages: unknown } }],
      }),
      says: [
        "advisory second: Undetermined: whether pipeline second reaches production account 444444444444, as pipeline payments does, can't be seen.",
      ],
    },
    {
      when: "which pipelines the config names can't be read",
      shows: "unknown",
      stack: road(),
      circumstances: { settings, config: { prodPipelines: { payments: true } } },
      says: ["advisory pipeline: Undetermined: whether pipeline payments may reach production is not known."],
    },
    {
      when: "there is no pipeline",
      shows: "not applicable",
      stack: siteProject,
      notApplicable: ["the stack has no pipeline"],
    },
  ],
};
