import { ecrImmutable } from "../../../../policy-pack/policies/storage/ecr-immutable";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { repository } from "./repositories.stack";

const except = (...filters: readonly unknown[]) =>
  repository({
    imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    imageTagMutabilityExclusionFilters: filters.map((filter) => ({ filter, filterType: "WILDCARD" })),
  });
const moved = "mandatory images: Tags of repository payments-assets can be moved.";

export const table: DecisionTable = {
  rule: ecrImmutable,
  rows: [
    { when: "tags are immutable", shows: "pass", stack: [repository()] },
    {
      when: "tags are mutable",
      shows: "violation",
      stack: [repository({ imageTagMutability: "MUTABLE" })],
      says: [moved],
      inFull: [
        `Tags of repository payments-assets can be moved.
  at: imageTagMutability
  why: CICD-SEC-9: a tag that can be moved names another image tomorrow than the one that was approved
  fix: set imageTagMutability to IMMUTABLE`,
      ],
    },
    {
      when: "nothing is said, and ECR makes tags mutable",
      shows: "violation",
      stack: [repository({ imageTagMutability: undefined })],
      says: [moved],
    },
    {
      when: "only some tags are immutable",
      shows: "violation",
      stack: [
        repository({
          imageTagMutability: "MUTABLE_WITH_EXCLUSION",
          imageTagMutabilityExclusionFilters: [{ filter: "release-*", filterType: "WILDCARD" }],
        }),
      ],
      says: [moved],
    },
    {
      when: "tags are excepted that nobody listed",
      shows: "violation",
      stack: [except("cache-*", "*")],
      circumstances: { config: { exclusions: ["cache-*"] } },
      says: ["mandatory images: Tags of repository payments-assets of the pattern * can be moved."],
    },
    {
      when: "mutability is not known yet",
      shows: "unknown",
      stack: [repository({ imageTagMutability: unknown })],
      says: [
        "advisory images: Undetermined: whether tags of repository payments-assets can be moved is not known yet.",
      ],
    },
    {
      when: "a filter is not known yet",
      shows: "unknown",
      stack: [except(unknown)],
      circumstances: { config: { exclusions: ["cache-*"] } },
      says: [
        "advisory images: Undetermined: whether tags of repository payments-assets can be moved is not known yet.",
      ],
    },
    {
      when: "tags are excepted within what is listed",
      shows: "near miss",
      stack: [except("cache-main", "cache-*-amd64")],
      circumstances: { config: { exclusions: ["cache-*"] } },
    },
  ],
};
