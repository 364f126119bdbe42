import type { PolicyConfigSchema, Severity } from "@pulumi/policy";
import type { Knowledge } from "../config/knowledge";
import type { Field } from "../reader/field";
import type { ResourceView } from "../reader/resource";
import type { Stack } from "../stack/stack";
import type { ReadExemptions } from "./exemptions";
import type { Verdict } from "./finding";

export type Level = "advisory" | "mandatory";

/** What a check is given beside the resources. */
export interface Setup {
  /** What no resource says: accounts, environments, approvers, the project in GitLab. */
  readonly world: Knowledge;
  /** The policy's own configuration. */
  readonly parameters: Field;
  /** The day on which expiry is judged. */
  readonly today: Date;
  /** The exemptions of the policy config, and what is wrong with others. */
  readonly exemptions: ReadExemptions;
}

/**
 * One policy as data. Its checks are pure: they see plain trees, keep nothing, and answer with a verdict.
 * A rule may judge a resource alone, which blocks it at `up` before it exists, the stack as a whole, or both;
 * then the checks divide the findings between them, so that none is said twice.
 */
export interface Rule {
  /** Row of the catalogue; also says whether the rule is a gate (gates.ts) and which frameworks ask for it. */
  readonly number: number;
  /** The id of the catalogue, unique in the pack. */
  readonly name: string;
  /** The rule in a few words, as a statement of what holds. */
  readonly title: string;
  /** The rule in one sentence. */
  readonly description: string;
  readonly severity: Severity;
  readonly level: Level;
  /** Level of an undetermined finding, unless the policy config sets `onUnknown`. */
  readonly onUnknown: Level;
  /** What a person does about a violation. */
  readonly remediation: string;
  /** Parameters in the policy config, beside `onUnknown`, which every rule has. */
  readonly parameters: PolicyConfigSchema["properties"];
  /** Types of the only resources that `resource` looks at; others are passed over without being read. */
  readonly types?: readonly string[];
  readonly resource?: (resource: ResourceView, setup: Setup) => Verdict;
  readonly stack?: (stack: Stack, setup: Setup) => Verdict;
}
