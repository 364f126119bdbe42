/**
 * gitlab-merge-checks
 *
 * A merge request is merged only after its pipeline succeeded, a skipped pipeline does not count as success, and
 * all discussions are resolved.
 *
 * Why: OWASP CICD-SEC-1. Tests and scans that may fail, or be skipped by a word in the commit message, hold
 * nothing back; an open objection should.
 *
 * Level: the resource's; the project states all three.
 *
 * Not seen: a setting that nobody states is what GitLab has, which is undetermined. With guard-rails `observe`
 * another stack answers for the project of the settings.
 *
 * Parameters: `project`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import { tokens } from "../../stack/tokens";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { managedElsewhere } from "../../gitlab/guardrails";
import { isManagedElsewhere } from "./projects";
import { judgeDemanded, projectLabel } from "./settings-of-project";

export const gitlabMergeChecks: Rule = {
  number: 108,
  name: "gitlab-merge-checks",
  title: "A merge needs a successful pipeline and no open discussion",
  description:
    "Projects merge only after a successful pipeline, count a skipped one as no success, and have discussions resolved first.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set onlyAllowMergeIfPipelineSucceeds and onlyAllowMergeIfAllDiscussionsAreResolved to true, and allowMergeOnSkippedPipeline to false.",
  parameters: worldSchema("project", "guardrails"),
  types: [tokens.gitlabProject],
  resource: (project, { world }) => {
    if (isManagedElsewhere(project, world)) return notApplicable(managedElsewhere);
    const label = projectLabel(project);
    return judged(
      judgeDemanded(
        project,
        label,
        [
          {
            property: "onlyAllowMergeIfPipelineSucceeds",
            wanted: "true",
            wrong: `Merge requests of ${label} are merged though their pipeline failed.`,
          },
          {
            property: "allowMergeOnSkippedPipeline",
            wanted: "false",
            wrong: `Merge requests of ${label} are merged when their pipeline is skipped.`,
          },
          {
            property: "onlyAllowMergeIfAllDiscussionsAreResolved",
            wanted: "true",
            wrong: `Merge requests of ${label} are merged with open discussions.`,
          },
        ],
        "CICD-SEC-1: checks that may fail or be skipped, and objections that nobody answers, hold nothing back",
      ),
    );
  },
};
