/**
 * gitlab-pipeline-inputs
 *
 * Who starts a GitLab pipeline decides nothing about it: nobody overrides its variables, pipelines of merge
 * requests get nothing that is protected, and what its jobs wrote is not public. Where the policy config says
 * which CI file a project has to use, it uses that one.
 *
 * Why: OWASP CICD-SEC-4, poisoned pipeline execution. A variable chosen at start, or a merge request that holds
 * protected variables, runs somebody's own commands with the rights of the release.
 *
 * Level: the resource's; the project states all of it.
 *
 * Not seen: a setting that nobody states is what GitLab has, which is undetermined. With guard-rails `observe`
 * another stack answers for the project of the settings.
 *
 * Parameters: `ciConfigPaths`: CI files outside of the project's own repository, of which one has to be used
 * (default: none, and then the CI file is not asked for); `project`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import { textsOf } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { managedElsewhere } from "../../gitlab/guardrails";
import { capitalized } from "../../verdict/sentence";
import { isManagedElsewhere } from "./projects";
import { isLeftAsItIs, judgeDemanded, projectLabel } from "./settings-of-project";

export const gitlabPipelineInputs: Rule = {
  number: 111,
  name: "gitlab-pipeline-inputs",
  title: "Who starts a GitLab pipeline decides nothing about it",
  description:
    "Nobody overrides pipeline variables, merge request pipelines get nothing protected, and jobs are not public.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    'Set ciPipelineVariablesMinimumOverrideRole to "no_one_allowed", and protectMergeRequestPipelines and publicJobs to false.',
  parameters: {
    ...worldSchema("project", "guardrails"),
    ciConfigPaths: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "CI files outside of the project's repository, such as ci.yml@acme/ci: one has to be used.",
    },
  },
  types: [tokens.gitlabProject],
  resource: (project, { world, parameters }) => {
    if (isManagedElsewhere(project, world)) return notApplicable(managedElsewhere);
    const label = projectLabel(project);
    return judged([
      ...judgeDemanded(
        project,
        label,
        [
          {
            property: "ciPipelineVariablesMinimumOverrideRole",
            wanted: "no_one_allowed",
            wrong: `Whoever starts a pipeline of ${label} may override its variables.`,
          },
          {
            property: "protectMergeRequestPipelines",
            wanted: "false",
            wrong: `Merge request pipelines of ${label} get protected variables and runners.`,
          },
          {
            // An older name of the same setting counts where the newer one is not given.
            property:
              project.properties.at("publicJobs").isAbsent() &&
              !project.properties.at("publicBuilds").isAbsent()
                ? "publicBuilds"
                : "publicJobs",
            wanted: "false",
            wrong: `Logs and artifacts of jobs of ${label} are public.`,
          },
        ],
        why,
      ),
      ...judgeFile(project, label, textsOf(parameters.at("ciConfigPaths")).texts),
    ]);
  },
};

const why = "CICD-SEC-4: somebody's own commands would run with the rights of the release";

function judgeFile(project: ResourceView, label: string, allowed: readonly string[]): readonly Finding[] {
  if (allowed.length === 0) return [];
  const property = "ciConfigPath";
  const path = project.properties.at(property).text();
  const about = { urn: project.urn, at: [property], why, fix: `set ${property} to ${allowed.join(" or ")}` };
  if (path.kind === "unknown" || (path.kind !== "known" && isLeftAsItIs(project, property)))
    return [{ ...about, kind: "undetermined", what: `which CI file ${label} uses is not known.` }];
  // Left out, GitLab takes the file of the repository itself.
  if (path.kind === "known" && allowed.includes(path.value)) return [];
  return [
    {
      ...about,
      kind: "violation",
      what: `${capitalized(label)} uses a CI file that its own merge requests may change.`,
    },
  ];
}
