import type { Entity } from "../inventory";
import type { Subject } from "../subject";

const rank: Readonly<Record<string, number>> = { free: 0, premium: 1, ultimate: 2 };

/** Refuses what the project's subscription does not have; an unknown tier is not judged. */
export function needsTier(
  subject: Subject,
  project: Entity,
  least: "premium" | "ultimate",
  what: string,
): void {
  const tier = project.facts?.["tier"];
  if (typeof tier !== "string" || (rank[tier] ?? 0) >= (rank[least] ?? 0)) return;
  subject.reject(
    "gitlab-tier",
    `${what} needs GitLab ${least}; project ${project.id} is on ${tier}`,
    `GitLab docs: tiers of features (${least})`,
  );
}
