import type { Blueprint } from "../../blueprint/blueprint";
import type { PolicyDocument, Statement } from "../../blueprint/iam/document";
import type { RolePlan } from "../../blueprint/role";

/** Every role that a blueprint creates, in every account. */
export function rolesOf(blueprint: Blueprint): readonly RolePlan[] {
  return [
    ...blueprint.steps.map(({ role }) => role),
    blueprint.pipelineRole,
    ...(blueprint.gitlabIdentity?.roles ?? []),
    ...(blueprint.notices.forwarder ? [blueprint.notices.forwarder] : []),
    ...blueprint.targets.flatMap(({ roles }) => roles),
  ];
}

/** Every IAM document of a blueprint, with a name that says whose it is. */
export function documentsOf(blueprint: Blueprint): readonly (readonly [string, PolicyDocument])[] {
  const roles = rolesOf(blueprint).flatMap((role): (readonly [string, PolicyDocument])[] => [
    [`trust of ${role.name}`, role.trust],
    ...(role.policy ? [[`policy of ${role.name}`, role.policy] as const] : []),
    ...role.managed.map((policy) => [`policy ${policy.name}`, policy.document] as const),
  ]);
  const { store, notices, registry } = blueprint;
  const keys = [
    store.artifactKey,
    store.logKey,
    notices.key,
    ...(registry ? [registry.key] : []),
    ...blueprint.targets.map(({ stagingKey }) => stagingKey),
  ];
  const buckets = [
    store.artifacts,
    store.reports,
    store.logs,
    ...blueprint.targets.map((t) => t.stagingBucket),
  ];
  return [
    ...roles,
    [`boundary ${blueprint.boundary.name}`, blueprint.boundary.document],
    ...blueprint.targets.map(({ boundary }) => [`boundary ${boundary.name}`, boundary.document] as const),
    ...keys.map(
      (key) => [`key ${key.alias} in ${key.place.accountId} ${key.place.region}`, key.policy] as const,
    ),
    ...buckets.map((bucket) => [`bucket ${bucket.name}`, bucket.policy] as const),
    ...notices.topics.map((topic) => [`topic ${topic.name}`, topic.policy] as const),
    ...blueprint.targets.map(
      (t) => [`repository ${t.assetRepository.name}`, t.assetRepository.policy] as const,
    ),
    ...blueprint.approvers.map((approver) => [`approver ${approver.roleName}`, approver.document] as const),
  ];
}

/** Matches an IAM pattern: `*` any run, `?` one character; actions ignore case. */
export function matches(pattern: string, value: string, ignoreCase = false): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${escaped}$`, ignoreCase ? "is" : "s").test(value);
}

/** The documents that grant something to a role: its own policies, the boundary left aside (it only takes away). */
export function grantsOf(role: RolePlan): readonly Statement[] {
  return [...(role.policy?.Statement ?? []), ...role.managed.flatMap(({ document }) => document.Statement)];
}

/** Whether some statement allows the action on the resource, whatever its condition: the wide reading. */
export function mayDo(role: RolePlan, action: string, resource: string): boolean {
  return grantsOf(role).some(
    (statement) =>
      statement.Effect === "Allow" &&
      (statement.Action ?? []).some((pattern) => matches(pattern, action, true)) &&
      (statement.Resource ?? []).some((pattern) => matches(pattern, resource)),
  );
}

/** Roles that a role may assume, among those given: its own policy and the other's trust must both agree. */
export function reach(from: RolePlan, all: readonly RolePlan[]): readonly RolePlan[] {
  return all.filter(
    (to) =>
      mayDo(from, "sts:AssumeRole", to.arn) &&
      to.trust.Statement.some(
        ({ Principal }) =>
          Principal !== undefined && Principal !== "*" && (Principal.AWS ?? []).includes(from.arn),
      ),
  );
}
