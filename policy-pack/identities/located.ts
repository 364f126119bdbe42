import type { Document } from "../iam/document";
import type { StackResource } from "../reader/resource";

/** Says whose the paths of a document are: a finding may speak of several resources. */
export function located(document: Document, { name }: Pick<StackResource, "name">): Document {
  const named = (paths: readonly string[]) => paths.map((path) => `${name}.${path}`);
  // What has no paths stays the same object: what is found out about it is kept by it.
  const within = <Part extends { readonly unknown: readonly string[] }>(part: Part): Part =>
    part.unknown.length === 0 ? part : { ...part, unknown: named(part.unknown) };
  return {
    unknown: named(document.unknown),
    statements: document.statements.map((statement) => ({
      ...statement,
      path: `${name}.${statement.path}`,
      actions: within(statement.actions),
      resources: within(statement.resources),
      conditions: statement.conditions.map((condition) => ({
        ...condition,
        path: `${name}.${condition.path}`,
        unknown: named(condition.unknown),
      })),
      unknownConditions: named(statement.unknownConditions),
      ...(statement.principals ? { principals: within(statement.principals) } : {}),
    })),
  };
}
