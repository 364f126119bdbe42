import type { Stack } from "../../stack/stack";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Setup } from "../../verdict/rule";
import type { BelongingsOf } from "../../gitlab/belongings";
import { belongingsIn } from "../../gitlab/belongings";
import type { DeliveredProject } from "./projects";
import { deliveredProjects } from "./projects";
import type { Tier } from "./tier";
import { hasTier } from "./tier";

/** What a rule asks of every delivered project. */
export interface Demand {
  readonly why: string;
  /** The tier from which on GitLab has the feature. Default: every tier has it. */
  readonly from?: Exclude<Tier, "free">;
  /** The feature, as the object of "has no …". */
  readonly feature: string;
  readonly judge: (project: DeliveredProject, belongings: BelongingsOf) => readonly Finding[];
}

/** Judges each delivered project; says why where there is none, another stack answers, or the tier lacks it. */
export function onDeliveredProjects(
  stack: Stack,
  { world }: Setup,
  { why, from, feature, judge }: Demand,
): Verdict {
  const delivered = deliveredProjects(stack, world);
  if (delivered.kind === "none") return notApplicable(delivered.reason);
  const tier = from ? hasTier(from, stack, world) : { kind: "yes" as const };
  if (tier.kind === "no") return notApplicable(`GitLab ${tier.tier} has no ${feature}; ${from ?? ""} has`);
  if (delivered.kind === "unknown")
    return judged([
      {
        kind: "undetermined",
        urn: "",
        what: "which GitLab project is delivered, and whether this stack manages it, can't be read.",
        at: [delivered.path],
        why,
        fix: "write project, projectId and guardrails as plain texts, in the settings (delivery:gitlab) or in this policy's config",
      },
    ]);
  if (tier.kind === "unknown")
    return judged([
      {
        kind: "undetermined",
        urn: "",
        what: `whether GitLab has ${feature} here is not known, because nobody states its tier.`,
        at: [tier.path],
        why,
        fix: "state tier (free, premium or ultimate) in the settings (delivery:gitlab) or in this policy's config",
      },
    ]);
  const belongings = belongingsIn(stack, delivered.projects);
  return judged(delivered.projects.flatMap((project) => judge(project, belongings)));
}
