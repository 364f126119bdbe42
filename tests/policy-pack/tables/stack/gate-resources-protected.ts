import { gateResourcesProtected } from "../../../../policy-pack/policies/stack/gate-resources-protected";
import { unknown } from "../../handed";
import { pipeline, role } from "../../road";
import type { DecisionTable } from "../table";
import { gate } from "./gate.stack";

const open = (name: string, as: string) =>
  `advisory ${name}: ${name}, ${as}, is not protected from deletion.`;

export const table: DecisionTable = {
  rule: gateResourcesProtected,
  rows: [
    { when: "every gate resource is protected", shows: "pass", stack: gate({ protect: true }) },
    {
      when: "the pipeline is not",
      shows: "violation",
      stack: gate({ protect: true }, "pipeline"),
      says: [open("pipeline", "a gate resource (aws:codepipeline/pipeline:Pipeline)")],
      inFull: [
        [
          "pipeline, a gate resource (aws:codepipeline/pipeline:Pipeline), is not protected from deletion.",
          "  at: protect",
          "  why: a program with one line less would otherwise take the gate, or its evidence, away",
          "  fix: set protect: true on it",
        ].join("\n"),
      ],
    },
    {
      when: "bucket and key of the artifacts are not",
      shows: "violation",
      stack: gate({ protect: true }, "artifacts", "key"),
      says: [
        open("artifacts", "the bucket of a pipeline's artifacts"),
        open("key", "the key of a pipeline's artifacts"),
      ],
    },
    {
      when: "GitLab's branch protection is not",
      shows: "violation",
      stack: gate({ protect: true }, "main"),
      says: [open("main", "a gate resource (gitlab:index/branchProtection:BranchProtection)")],
    },
    {
      when: "a bucket that holds no artifacts is not",
      shows: "near miss",
      stack: [
        ...gate({ protect: true }),
        { type: "aws:s3/bucket:Bucket", name: "other", props: { bucket: "other" } },
      ],
    },
    {
      when: "the config asks for other types only",
      shows: "near miss",
      stack: gate({ protect: true }, "main"),
      circumstances: { config: { types: ["aws:codepipeline/pipeline:Pipeline"] } },
    },
    {
      when: "which bucket holds the artifacts is not known yet",
      shows: "unknown",
      stack: [pipeline([], { protect: true, props: { artifactStores: [{ location: unknown }] } })],
      says: ["advisory : Undetermined: which bucket and key hold a pipeline's artifacts can't be seen."],
    },
    {
      when: "the stack has no gate",
      shows: "not applicable",
      stack: [role("devops", "one")],
      notApplicable: ["the stack has no gate resource"],
    },
  ],
};
