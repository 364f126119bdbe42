import type { Knowledge } from "../config/knowledge";
import { normal } from "./project-names";

export const managedElsewhere = "another stack manages the guard-rails of the project (guardrails: observe)";

/** Whether this stack only looks at the project of its settings, and another one answers for its guard-rails. */
export function isObserving({ guardrails }: Pick<Knowledge, "guardrails">): boolean {
  return guardrails.kind === "known" && guardrails.value.toLowerCase() === "observe";
}

/** The same for a repository: of others than the settings' nobody says it. */
export function isObserved(repository: string, world: Pick<Knowledge, "project" | "guardrails">): boolean {
  const { project } = world;
  return isObserving(world) && project.kind === "known" && normal(project.value) === normal(repository);
}
