import { codebuildNotPublic } from "../../../../policy-pack/policies/codebuild/codebuild-not-public";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { buildOf } from "./builds.stack";

export const table: DecisionTable = {
  rule: codebuildNotPublic,
  rows: [
    { when: "a project is private", shows: "pass", stack: [buildOf({ projectVisibility: "PRIVATE" })] },
    {
      when: "a project is public",
      shows: "violation",
      stack: [buildOf({ projectVisibility: "PUBLIC_READ" })],
      says: ["mandatory project-payments-build: Build project payments-build shows its builds to everybody."],
      inFull: [
        [
          "Build project payments-build shows its builds to everybody.",
          "  at: projectVisibility",
          "  why: CICD-SEC-6: logs and artifacts of a public build are anybody's, with all that they give away",
          "  fix: set projectVisibility to PRIVATE",
        ].join("\n"),
      ],
    },
    {
      when: "a private project has a badge",
      shows: "violation",
      stack: [buildOf({ projectVisibility: "PRIVATE", badgeEnabled: "true" })],
      says: [
        "mandatory project-payments-build: Build project payments-build has a badge, whose address anybody may open.",
      ],
    },
    {
      when: "neither is known yet",
      shows: "unknown",
      stack: [buildOf({ projectVisibility: unknown, badgeEnabled: unknown })],
      says: [
        "advisory project-payments-build: Undetermined: whether build project payments-build is public is not known yet.",
        "advisory project-payments-build: Undetermined: whether build project payments-build has a badge is not known yet.",
      ],
    },
    {
      when: "nothing is said, and the badge's address is announced",
      shows: "near miss",
      stack: [buildOf({ badgeEnabled: false, badgeUrl: unknown, publicProjectAlias: unknown })],
    },
  ],
};
