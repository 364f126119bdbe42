import type { PolicyComplianceFramework, PolicyConfigSchema, Severity } from "@pulumi/policy";
import type { World } from "../config/world";
import type { Field } from "../reader/field";
import type { ResourceView, StackResource } from "../reader/resource";
import type { Verdict } from "./finding";

export type Level = "advisory" | "mandatory";

/** What a check is given beside the resources. */
export interface Setup {
  readonly world: World;
  /** The policy's own configuration. */
  readonly parameters: Field;
}

/**
 * One policy as data. Its checks are pure: they see plain trees, keep nothing, and answer with a verdict.
 * A rule may judge a resource alone, which blocks it at `up` before it exists, the stack as a whole, or both;
 * then the checks divide the findings between them, so that none is said twice.
 */
export interface Rule {
  /** The id of the catalogue, unique in the pack. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly level: Level;
  /** A gate rule stays mandatory whatever the policy config says. */
  readonly gate: boolean;
  /** Level of an undetermined finding, unless the policy config sets `onUnknown`. */
  readonly onUnknown: Level;
  readonly framework?: PolicyComplianceFramework;
  readonly remediation: string;
  /** Parameters in the policy config, beside `onUnknown`, which every rule has. */
  readonly parameters: PolicyConfigSchema["properties"];
  /** Type of the only resources that `resource` looks at; others are passed over without being read. */
  readonly resourceType?: string;
  readonly resource?: (resource: ResourceView, setup: Setup) => Verdict;
  readonly stack?: (resources: readonly StackResource[], setup: Setup) => Verdict;
}
