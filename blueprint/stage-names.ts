import type { Environment } from "./settings";

/** Names of stages and actions as CodePipeline shows them, and as Deploy looks them up in the history. */
export const actionNames = {
  source: "GitLab",
  build: "Build",
  images: "Images",
  scan: "Scan",
  plan: "Plan",
  approve: "Approve",
  deploy: "Deploy",
  validate: "Validate",
} as const;

export const sourceStage = "Source";
export const verifyStage = "Verify";

/** Stage of an environment; the second and later stages of an ungated one with very many targets are numbered. */
export function stageName(environment: Environment, part = 0): string {
  return part === 0 ? environment.name : `${environment.name}-${part + 1}`;
}

/** Action of one batch: plain for the first, numbered for further ones. */
export function batchAction(action: "Deploy" | "Validate", batch: number): string {
  return batch === 0 ? action : `${action}-${batch + 1}`;
}

/** Variable namespace of an environment's Plan action. */
export function planNamespace(environment: Environment): string {
  return `Plan_${environment.name}`;
}
