import { gitlabMergeChecks } from "../../../../policy-pack/policies/gitlab/gitlab-merge-checks";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { observed, observedReason, project, withGitLab } from "./project.stack";

const circumstances = withGitLab();

export const table: DecisionTable = {
  rule: gitlabMergeChecks,
  rows: [
    { when: "all three hold", shows: "pass", stack: [project()], circumstances },
    {
      when: "a failed pipeline is enough",
      shows: "violation",
      stack: [project({ onlyAllowMergeIfPipelineSucceeds: false })],
      circumstances,
      says: [
        "mandatory project: Merge requests of project payments are merged though their pipeline failed.",
      ],
      inFull: [
        "Merge requests of project payments are merged though their pipeline failed.\n  at: onlyAllowMergeIfPipelineSucceeds\n  why: CICD-SEC-1: checks that may fail or be skipped, and objections that nobody answers, hold nothing back\n  fix: set onlyAllowMergeIfPipelineSucceeds: true",
      ],
    },
    {
      when: "a skipped pipeline is enough, and discussions may stay open",
      shows: "violation",
      stack: [
        project({
          allowMergeOnSkippedPipeline: "True",
          onlyAllowMergeIfAllDiscussionsAreResolved: false,
        }),
      ],
      circumstances,
      says: [
        "mandatory project: Merge requests of project payments are merged when their pipeline is skipped.",
        "mandatory project: Merge requests of project payments are merged with open discussions.",
      ],
    },
    {
      when: "the truth values are texts",
      shows: "near miss",
      stack: [project({ onlyAllowMergeIfPipelineSucceeds: "TRUE", allowMergeOnSkippedPipeline: "False" })],
      circumstances,
    },
    {
      when: "other settings of the project are left as they are",
      shows: "near miss",
      stack: [project({}, { ignoreChanges: ["description", "onlyAllowMerge"] })],
      circumstances,
    },
    {
      when: "a setting is not known, and nobody states another",
      shows: "unknown",
      stack: [project({ onlyAllowMergeIfPipelineSucceeds: unknown, allowMergeOnSkippedPipeline: undefined })],
      circumstances,
      says: [
        "advisory project: Undetermined: what GitLab has for onlyAllowMergeIfPipelineSucceeds and allowMergeOnSkippedPipeline of project payments can't be seen.",
      ],
    },
    {
      when: "the program ignores what GitLab has",
      shows: "unknown",
      stack: [project({}, { ignoreChanges: ["*"] })],
      circumstances,
      says: [
        "advisory project: Undetermined: what GitLab has for onlyAllowMergeIfPipelineSucceeds, allowMergeOnSkippedPipeline and onlyAllowMergeIfAllDiscussionsAreResolved of project payments can't be seen.",
      ],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: [project({ onlyAllowMergeIfPipelineSucceeds: false })],
      circumstances: observed,
      notApplicable: [observedReason],
    },
  ],
};
