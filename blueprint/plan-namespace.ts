import type { Environment } from "./settings";

/** Variable namespace of an environment's Plan action. */
export function planNamespace(environment: Environment): string {
  return `Plan_${environment.name}`;
}
