import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { membersOf } from "./project";

/** A filter of a webhook; a filter that is not known in full may say anything. */
export interface WebhookFilter {
  readonly field: Field;
  /** Undefined: not known yet. */
  readonly type: string | undefined;
  readonly pattern: string | undefined;
  /** It keeps out what it matches. */
  readonly excludes: boolean | undefined;
}

/** Groups of filters: a build starts when all filters of one group let it. */
export function filterGroups({
  properties,
}: Pick<StackResource, "properties">): readonly (readonly WebhookFilter[])[] {
  return membersOf(properties.at("filterGroups")).map((group) =>
    membersOf(group.at("filters")).map(readFilter),
  );
}

function readFilter(field: Field): WebhookFilter {
  const [type, pattern, excludes] = ["type", "pattern", "excludeMatchedPattern"].map((key) =>
    field.at(key).text(),
  );
  return {
    field,
    type: type?.kind === "known" ? type.value : undefined,
    pattern: pattern?.kind === "known" ? pattern.value : undefined,
    excludes:
      excludes?.kind === "unknown" ? undefined : excludes?.kind === "known" && excludes.value === "true",
  };
}

/** Events that build code which nobody has reviewed. A merge request that was merged has been. */
const unreviewed = [
  "PULL_REQUEST_CREATED",
  "PULL_REQUEST_UPDATED",
  "PULL_REQUEST_REOPENED",
  "PULL_REQUEST_CLOSED",
] as const;

export type MergeRequests = "yes" | "no" | { readonly paths: readonly string[] };

/**
 * Whether a webhook builds merge requests. Without a group of filters it builds every push and every merge
 * request (CodeBuild guide, "Filter webhook events"), and so does a group that names no event.
 */
export function buildsMergeRequests(webhook: Pick<StackResource, "properties">): MergeRequests {
  const groups = filterGroups(webhook);
  if (groups.length === 0) return "yes";
  const answers = groups.map(groupBuilds);
  if (answers.includes("yes")) return "yes";
  const paths = answers.flatMap((answer) => (typeof answer === "string" ? [] : answer.paths));
  return paths.length === 0 ? "no" : { paths };
}

function groupBuilds(filters: readonly WebhookFilter[]): MergeRequests {
  const unknown = filters.filter(
    ({ type, pattern, excludes }) =>
      type === undefined || (type === "EVENT" && (pattern === undefined || excludes === undefined)),
  );
  const events = filters.filter(
    ({ type, pattern, excludes }) => type === "EVENT" && pattern !== undefined && excludes !== undefined,
  );
  const possible = unreviewed.filter((event) =>
    events.every(({ pattern = "", excludes }) => names(pattern, event) !== excludes),
  );
  if (possible.length === 0) return "no";
  return unknown.length === 0 ? "yes" : { paths: unknown.map(({ field }) => field.path) };
}

function names(pattern: string, event: string): boolean {
  return pattern
    .split(",")
    .map((one) => one.trim())
    .includes(event);
}

/** The project that a webhook starts, where it is in the stack. */
export function projectOfWebhook(webhook: StackResource, stack: Stack): StackResource | undefined {
  return stack.behind(webhook, "projectName", [tokens.project], (project, text) => {
    const name = project.properties.at("name").text();
    return name.kind === "known" && name.value.toLowerCase() === text.toLowerCase();
  });
}
