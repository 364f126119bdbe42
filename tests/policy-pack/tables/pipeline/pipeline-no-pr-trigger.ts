import { pipelineNoPrTrigger } from "../../../../policy-pack/policies/pipeline/pipeline-no-pr-trigger";
import { unknown } from "../../handed";
import { build, goodStages, road, settings } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage, pipelineWith, shownDeploy } from "./stages.stack";

const trigger = (git: Record<string, unknown>) => ({
  triggers: [
    { providerType: "CodeStarSourceConnection", gitConfiguration: { sourceActionName: "GitLab", ...git } },
  ],
});
const pushes = [{ branches: { includes: ["main"] } }];
const pullRequests = [{ events: ["OPEN", "UPDATED"], branches: { includes: ["main"] } }];

export const table: DecisionTable = {
  rule: pipelineNoPrTrigger,
  rows: [
    { when: "only pushes start the pipeline", shows: "pass", stack: pipelineWith(trigger({ pushes })) },
    { when: "there is no trigger", shows: "pass", stack: road() },
    {
      when: "merge requests start it, too",
      shows: "violation",
      stack: pipelineWith(trigger({ pushes, pullRequests })),
      says: ["mandatory pipeline: Merge requests start pipeline payments."],
      inFull: [
        "Merge requests start pipeline payments.\n  way: stage prod, action Deploy → build project payments-deploy-prod → role payments-deploy-prod → role cdk-pay-deploy-role-444444444444-eu-central-1 → cloudformation:* on arn:aws:cloudformation:*:444444444444:stack/*\n  at: triggers[0].gitConfiguration.pullRequests[0]\n  why: CICD-SEC-4: a merge request runs code that nobody has merged, with the roles of the release\n  fix: take pullRequests from the trigger",
      ],
    },
    {
      when: "merge requests start it, and it shows itself that it deploys to production",
      shows: "violation",
      stack: road({ pipeline: { props: trigger({ pullRequests }) }, stages: lastStage(shownDeploy) }),
      says: ["mandatory pipeline: Merge requests start pipeline payments."],
    },
    {
      when: "the list of merge requests is empty",
      shows: "near miss",
      stack: pipelineWith(trigger({ pushes, pullRequests: [] })),
    },
    {
      when: "merge requests start a pipeline that reaches nothing of production",
      shows: "near miss",
      stack: road({ pipeline: { props: trigger({ pullRequests }) }, stages: goodStages.slice(0, 3) }),
    },
    {
      when: "merge requests start a pipeline of which nobody can see what it reaches",
      shows: "unknown",
      stack: road({
        pipeline: { props: trigger({ pullRequests }) },
        stages: [...goodStages.slice(0, 3), { name: "x", actions: [build("Go", unknown)] }],
      }),
      says: [
        "advisory pipeline: Undetermined: whether pipeline payments can change production can't be seen. If it can: Merge requests start pipeline payments.",
      ],
    },
    {
      when: "the triggers are not known",
      shows: "unknown",
      stack: pipelineWith({ triggers: unknown }),
      says: ["advisory pipeline: Undetermined: whether merge requests start pipeline payments is not known."],
    },
    {
      when: "the merge requests of a trigger are not known",
      shows: "unknown",
      stack: pipelineWith(trigger({ pushes, pullRequests: unknown })),
      says: ["advisory pipeline: Undetermined: whether merge requests start pipeline payments is not known."],
    },
    {
      when: "there is no production",
      shows: "not applicable",
      stack: pipelineWith(trigger({ pullRequests })),
      circumstances: { settings: { ...settings, environments: settings.environments.slice(0, 1) } },
      notApplicable: ["the stack has no environment of kind production"],
    },
  ],
};
