import { pipelineSourcePinned } from "../../../../policy-pack/policies/pipeline/pipeline-source-pinned";
import { unknown } from "../../handed";
import { road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { fromSource, gitlab, sourceWith } from "./stages.stack";

const from = (configuration: Record<string, unknown>) =>
  road({ stages: fromSource(sourceWith(configuration)) });
const circumstances = { settings: { ...settings, gitlab } };
const bucket = { ...sourceWith({}), provider: "S3", configuration: { S3Bucket: "#{variables.bucket}" } };

export const table: DecisionTable = {
  rule: pipelineSourcePinned,
  rows: [
    {
      when: "repository and branch are those of the settings",
      shows: "pass",
      stack: from({}),
      circumstances,
    },
    {
      when: "they are those of the config, and there are no settings",
      shows: "pass",
      stack: from({ FullRepositoryId: "acme/other", BranchName: "release" }),
      circumstances: { config: { allowedRepos: ["acme/other"], releaseBranches: ["main", "release"] } },
    },
    {
      when: "the repository is another one",
      shows: "violation",
      stack: from({ FullRepositoryId: "acme/payments-fork" }),
      circumstances,
      says: [
        "mandatory pipeline: Stage Source, action GitLab of pipeline payments takes repository acme/payments-fork, which is not an allowed one.",
      ],
      inFull: [
        "Stage Source, action GitLab of pipeline payments takes repository acme/payments-fork, which is not an allowed one.\n  at: stages[0].actions[0].configuration.FullRepositoryId\n  why: CICD-SEC-1, CICD-SEC-4: what the source fetches is built and deployed, and a connection can fetch whatever its GitLab user sees\n  fix: take one of acme/payments, or add it to allowedRepos",
      ],
    },
    {
      when: "the repository is spelled in another letter case, which the connection tells apart",
      shows: "violation",
      stack: from({ FullRepositoryId: "Acme/Payments" }),
      circumstances,
      says: [
        "mandatory pipeline: Stage Source, action GitLab of pipeline payments takes repository Acme/Payments, which is not an allowed one.",
      ],
    },
    {
      when: "the branch is another one",
      shows: "violation",
      stack: from({ BranchName: "feature" }),
      circumstances,
      says: [
        "mandatory pipeline: Stage Source, action GitLab of pipeline payments takes branch feature, which is not an allowed one.",
      ],
    },
    {
      when: "the branch comes from a variable",
      shows: "violation",
      stack: from({ BranchName: "#{variables.branch}" }),
      circumstances,
      says: [
        "mandatory pipeline: Stage Source, action GitLab of pipeline payments takes its branch from a variable, which whoever starts the pipeline sets.",
      ],
    },
    {
      when: "a second source names no branch",
      shows: "violation",
      stack: road({
        stages: fromSource(sourceWith({}), { ...sourceWith({ BranchName: undefined }), name: "More" }),
      }),
      circumstances,
      says: ["mandatory pipeline: Stage Source, action More of pipeline payments names no branch."],
    },
    {
      when: "another kind of source takes what it takes from a variable",
      shows: "near miss",
      stack: road({ stages: fromSource(sourceWith({}), bucket) }),
      circumstances,
    },
    {
      when: "the repository is not known yet",
      shows: "unknown",
      stack: from({ FullRepositoryId: unknown }),
      circumstances,
      says: [
        "advisory pipeline: Undetermined: which repository stage Source, action GitLab of pipeline payments takes is not known.",
      ],
    },
    {
      when: "the kind of a source is not known yet",
      shows: "unknown",
      stack: road({ stages: fromSource(sourceWith({}), { ...bucket, provider: unknown }) }),
      circumstances,
      says: ["advisory pipeline: Undetermined: a source of pipeline payments is not known."],
    },
    {
      when: "nobody says what is allowed",
      shows: "unknown",
      stack: from({}),
      circumstances: {},
      says: [
        "advisory pipeline: Undetermined: whether stage Source, action GitLab of pipeline payments may take repository acme/payments is not known, because nobody says which are allowed.",
        "advisory pipeline: Undetermined: whether stage Source, action GitLab of pipeline payments may take branch main is not known, because nobody says which are allowed.",
      ],
    },
    {
      when: "no source has a connection",
      shows: "not applicable",
      stack: road({ stages: fromSource(bucket) }),
      circumstances,
      notApplicable: ["the pipeline has no source with a connection"],
    },
  ],
};
