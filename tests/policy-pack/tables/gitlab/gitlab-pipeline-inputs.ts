import { gitlabPipelineInputs } from "../../../../policy-pack/policies/gitlab/gitlab-pipeline-inputs";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { observed, observedReason, project, withGitLab } from "./project.stack";

const circumstances = withGitLab();
const external = withGitLab({}, { ciConfigPaths: ["ci.yml@acme/ci"] });
const why = "CICD-SEC-4: somebody's own commands would run with the rights of the release";

export const table: DecisionTable = {
  rule: gitlabPipelineInputs,
  rows: [
    { when: "all three hold", shows: "pass", stack: [project()], circumstances },
    {
      when: "the CI file is the one that the policy config asks for",
      shows: "pass",
      stack: [project({ ciConfigPath: "ci.yml@acme/ci" })],
      circumstances: external,
    },
    {
      when: "merge request pipelines get what is protected",
      shows: "violation",
      stack: [project({ protectMergeRequestPipelines: true })],
      circumstances,
      says: [
        "mandatory project: Merge request pipelines of project payments get protected variables and runners.",
      ],
      inFull: [
        `Merge request pipelines of project payments get protected variables and runners.\n  at: protectMergeRequestPipelines\n  why: ${why}\n  fix: set protectMergeRequestPipelines: false`,
      ],
    },
    {
      when: "maintainers override variables, and jobs are public by the older name",
      shows: "violation",
      stack: [
        project({
          ciPipelineVariablesMinimumOverrideRole: "maintainer",
          publicJobs: undefined,
          publicBuilds: true,
        }),
      ],
      circumstances,
      says: [
        "mandatory project: Whoever starts a pipeline of project payments may override its variables.",
        "mandatory project: Logs and artifacts of jobs of project payments are public.",
      ],
    },
    {
      when: "the CI file is the repository's own, and the policy config asks for another",
      shows: "violation",
      stack: [project()],
      circumstances: external,
      says: ["mandatory project: Project payments uses a CI file that its own merge requests may change."],
    },
    {
      when: "the role is written in other letter case",
      shows: "near miss",
      stack: [project({ ciPipelineVariablesMinimumOverrideRole: "NO_ONE_ALLOWED" })],
      circumstances,
    },
    {
      when: "the CI file is another one, and nobody asks for one",
      shows: "near miss",
      stack: [project({ ciConfigPath: "build/ci.yml" })],
      circumstances,
    },
    {
      when: "nobody states what merge request pipelines get, and the role is not known",
      shows: "unknown",
      stack: [
        project({
          ciPipelineVariablesMinimumOverrideRole: unknown,
          protectMergeRequestPipelines: undefined,
        }),
      ],
      circumstances,
      says: [
        "advisory project: Undetermined: what GitLab has for ciPipelineVariablesMinimumOverrideRole and protectMergeRequestPipelines of project payments can't be seen.",
      ],
    },
    {
      when: "the CI file is left as it is, and the policy config asks for one",
      shows: "unknown",
      stack: [project({}, { ignoreChanges: ["ciConfigPath"] })],
      circumstances: external,
      says: ["advisory project: Undetermined: which CI file project payments uses is not known."],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: [project({ publicJobs: true })],
      circumstances: observed,
      notApplicable: [observedReason],
    },
  ],
};
