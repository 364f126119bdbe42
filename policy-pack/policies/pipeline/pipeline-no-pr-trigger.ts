/**
 * pipeline-no-pr-trigger
 *
 * No pipeline that can change production is started by merge requests.
 *
 * Why: OWASP CICD-SEC-4. A merge request starts the pipeline with the commit of its source branch: code that
 * nobody has reviewed runs with the roles of the release, and from a fork with anybody's.
 *
 * Level: both. A pipeline that shows itself that it deploys to production is stopped alone; otherwise the whole
 * stack says whether it can. An empty list of merge requests starts nothing.
 *
 * Parameters: `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import { pipelineName } from "../../graph/pipeline";
import type { Rule } from "../../verdict/rule";
import { gitTriggers } from "./git-triggers";
import { onProductionPipelines } from "./production-pipelines";
import type { StepFinding } from "./production-steps";

export const pipelineNoPrTrigger: Rule = {
  number: 5,
  name: "pipeline-no-pr-trigger",
  title: "Merge requests start no pipeline to production",
  description: "No pipeline that can change production has a trigger for merge requests (pull requests).",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Take pullRequests from the trigger; check merge requests in GitLab CI, or with a pipeline of their own that reaches nothing.",
  parameters: worldSchema("prodAccounts"),
  ...onProductionPipelines(
    "CICD-SEC-4: a merge request runs code that nobody has merged, with the roles of the release",
    (pipeline): readonly StepFinding[] => {
      const { triggers, unknown } = gitTriggers(pipeline);
      const of = `pipeline ${pipelineName(pipeline)}`;
      const unreadable = [...unknown, ...triggers.flatMap((trigger) => trigger.unknown)];
      return [
        ...triggers.flatMap(({ mergeRequests }) =>
          mergeRequests.map(({ path }): StepFinding => ({
            kind: "violation",
            what: `Merge requests start ${of}.`,
            at: [path],
            fix: "take pullRequests from the trigger",
          })),
        ),
        ...unreadable.map((path): StepFinding => ({
          kind: "undetermined",
          what: `whether merge requests start ${of} is not known.`,
          at: [path],
          fix: "write the triggers as literals",
        })),
      ];
    },
  ),
};
