import type { Written } from "../../handed";
import type { Action, Stage } from "../../road";
import { goodStages, road, roleArn } from "../../road";

/** The road with other properties of its pipeline. */
export function pipelineWith(props: Record<string, unknown>): readonly Written[] {
  return road({ pipeline: { props } });
}

/** The stages of the road, the last one replaced. */
export function lastStage(...actions: readonly Action[]): readonly Stage[] {
  return [...goodStages.slice(0, 3), { name: "prod", actions }];
}

/** The stages of the road, one of them changed. */
export function stageWith(name: string, change: Record<string, unknown>): readonly Stage[] {
  return goodStages.map((stage) => (stage.name === name ? { ...stage, ...change } : stage));
}

/** An action that shows itself that it deploys to production. */
export const shownDeploy: Action = {
  name: "Release",
  category: "Deploy",
  owner: "AWS",
  provider: "CloudFormation",
  version: "1",
  runOrder: 3,
  roleArn: roleArn("prod", "release"),
};

export function sourceWith(configuration: Record<string, unknown>): Action {
  return {
    name: "GitLab",
    category: "Source",
    owner: "AWS",
    provider: "CodeStarSourceConnection",
    version: "1",
    configuration: { FullRepositoryId: "acme/payments", BranchName: "main", ...configuration },
  };
}

/** The stages of the road with another source. */
export function fromSource(...sources: readonly Action[]): readonly Stage[] {
  return [{ name: "Source", actions: sources }, ...goodStages.slice(1)];
}

/** Settings of the road, with its project in GitLab. */
export const gitlab = { project: "acme/payments", projectId: 48, branch: "main", tier: "free" };
