import { gateNoIgnoreChanges } from "../../../../policy-pack/policies/stack/gate-no-ignore-changes";
import { pipeline, role, rolePolicy } from "../../road";
import type { DecisionTable } from "../table";

const ignores = (name: string, path: string) => `mandatory ${name}: ${name} ignores changes of ${path}.`;

export const table: DecisionTable = {
  rule: gateNoIgnoreChanges,
  nothingUnknown: "options are what the program says, and known at preview",
  rows: [
    {
      when: "nothing is ignored",
      shows: "pass",
      stack: [pipeline([]), role("devops", "one"), rolePolicy("devops", "one", [])],
    },
    {
      when: "a pipeline ignores its stages",
      shows: "violation",
      stack: [pipeline([], { ignoreChanges: ["stages"] })],
      says: [ignores("pipeline", "stages")],
      inFull: [
        [
          "pipeline ignores changes of stages.",
          "  at: ignoreChanges",
          "  why: a aws:codepipeline/pipeline:Pipeline that was changed by hand would stay changed, and every preview would call it fine",
          '  fix: remove "stages" from ignoreChanges',
        ].join("\n"),
      ],
    },
    {
      when: "a pipeline ignores one action of a stage",
      shows: "violation",
      stack: [pipeline([], { ignoreChanges: ["stages[3].actions[1]"] })],
      says: [ignores("pipeline", "stages[3].actions[1]")],
    },
    {
      when: "a role ignores whom it trusts",
      shows: "violation",
      stack: [role("devops", "one", { ignoreChanges: ["tags", "assumeRolePolicy"] })],
      says: [ignores("one", "assumeRolePolicy")],
    },
    {
      when: "a policy ignores everything",
      shows: "violation",
      stack: [{ ...rolePolicy("devops", "one", []), ignoreChanges: ["*"] }],
      says: [ignores("one-policy", "*")],
    },
    {
      when: "GitLab's branch protection ignores who may push",
      shows: "violation",
      stack: [
        {
          type: "gitlab:index/branchProtection:BranchProtection",
          name: "main",
          props: {},
          ignoreChanges: ["pushAccessLevel"],
        },
      ],
      says: [ignores("main", "pushAccessLevel")],
    },
    {
      when: "a role ignores its tags",
      shows: "near miss",
      stack: [role("devops", "one", { ignoreChanges: ["tags", "description"] })],
    },
    {
      when: "a resource that is no gate ignores its policy",
      shows: "near miss",
      stack: [{ type: "aws:sqs/queue:Queue", name: "queue", props: {}, ignoreChanges: ["policy"] }],
    },
    {
      when: "the config names other paths",
      shows: "near miss",
      stack: [pipeline([], { ignoreChanges: ["stages"] })],
      circumstances: { config: { paths: ["policy"] } },
    },
  ],
};
