import type { Document } from "../iam/document";
import type { StackResource } from "../reader/resource";

/** Says whose the paths of a document are: a finding may speak of several resources. */
export function located(document: Document, { name }: Pick<StackResource, "name">): Document {
  const named = (paths: readonly string[]) => paths.map((path) => `${name}.${path}`);
  return {
    unknown: named(document.unknown),
    statements: document.statements.map((statement) => ({
      ...statement,
      path: `${name}.${statement.path}`,
      actions: { ...statement.actions, unknown: named(statement.actions.unknown) },
      resources: { ...statement.resources, unknown: named(statement.resources.unknown) },
      conditions: statement.conditions.map((condition) => ({
        ...condition,
        path: `${name}.${condition.path}`,
        unknown: named(condition.unknown),
      })),
      unknownConditions: named(statement.unknownConditions),
      ...(statement.principals
        ? { principals: { ...statement.principals, unknown: named(statement.principals.unknown) } }
        : {}),
    })),
  };
}
