import { readDocument } from "../iam/document";
import { roleNameOf } from "../iam/arn";
import type { Field, Reading } from "../reader/field";
import { accountOfProvider } from "../reader/provider-account";
import { known } from "../reader/reading";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import { located } from "./located";
import type { ManagedDocuments } from "./managed-documents";
import type { Boundary, PrincipalKind } from "./principal";
import { Principal } from "./principal";

/** Roles, users and groups of the stack, and its permission sets: one for each account that they are assigned to. */
export function principalsOf(stack: Stack, policies: ManagedDocuments): readonly Principal[] {
  const direct = (type: string, kind: PrincipalKind) =>
    stack.ofType(type).map((resource) => principalOf(resource, kind, policies));
  return [
    ...direct(tokens.role, "role"),
    ...direct(tokens.user, "user"),
    ...direct(tokens.group, "group"),
    ...stack.ofType(tokens.permissionSet).flatMap((resource) => permissionSets(resource, stack)),
  ];
}

function principalOf(resource: StackResource, kind: PrincipalKind, policies: ManagedDocuments): Principal {
  const { properties, urn } = resource;
  const trust = kind === "role" ? readDocument(properties.at("assumeRolePolicy"), "trust") : undefined;
  return new Principal({
    kind,
    urn,
    resource,
    name: properties.at("name").text(),
    arn: properties.at("arn").text(),
    accountId: accountOfProvider(resource.provider),
    boundary: boundaryOf(resource, policies),
    ...(trust ? { trust: located(trust, resource) } : {}),
  });
}

function boundaryOf(resource: StackResource, policies: ManagedDocuments): Boundary {
  const field = resource.properties.at("permissionsBoundary");
  const text = field.text();
  if (text.kind === "absent" || (text.kind === "known" && text.value === "")) return { kind: "none" };
  const arn = text.kind === "known" ? { arn: text.value } : {};
  const [found] = policies.named(field, resource, "permissionsBoundary");
  if (!found || (found.document.statements.length === 0 && found.document.unknown.length > 0))
    return { kind: "unknown", ...arn, path: `${resource.name}.permissionsBoundary` };
  return { kind: "known", ...arn, document: found.document };
}

function permissionSets(resource: StackResource, stack: Stack): readonly Principal[] {
  const assigned = stack
    .ofType(tokens.accountAssignment)
    .filter((assignment) => isOfPermissionSet(assignment, resource))
    .map((assignment) => assignment.properties.at("targetId").text());
  const accounts: readonly Reading<string>[] =
    assigned.length > 0
      ? assigned
      : [{ kind: "unknown", path: `${resource.name}, which no account is assigned` }];
  return accounts.map(
    (accountId) =>
      new Principal({
        kind: "permission-set",
        urn: resource.urn,
        resource,
        name: resource.properties.at("name").text(),
        arn: { kind: "unknown", path: "arn" },
        accountId,
        boundary: { kind: "none" },
      }),
  );
}

/** Whether something belongs to a permission set, by its ARN or by what it is made from. */
export function isOfPermissionSet(resource: StackResource, set: StackResource): boolean {
  const named = resource.properties.at("permissionSetArn").text();
  const arn = set.properties.at("arn").text();
  if (named.kind === "known" && arn.kind === "known") return named.value === arn.value;
  return resource.madeFrom("permissionSetArn").some(({ urn }) => urn === set.urn);
}

/**
 * A role that exists outside of the stack, as the policy config describes it:
 * `{ role, trust, policies, boundary, checked }` with whole documents and the day on which they were looked at.
 */
export function externalRole(field: Field): Principal {
  const arn = field.at("role").text();
  const name = arn.kind === "known" ? roleNameOf(arn.value) : undefined;
  const boundary = field.at("boundary");
  const principal = new Principal({
    kind: "role",
    urn: "",
    name: name === undefined ? { kind: "unknown", path: field.at("role").path } : known(name),
    arn,
    accountId: { kind: "unknown", path: field.at("role").path },
    boundary: boundary.isAbsent() ? { kind: "none" } : { kind: "known", document: readDocument(boundary) },
    trust: readDocument(field.at("trust"), "trust"),
  });
  const policies = field.at("policies").list();
  for (const policy of policies.kind === "known" ? policies.value : [])
    principal.hold({ document: readDocument(policy), at: policy.path });
  if (policies.kind !== "known")
    principal.hold({ document: { statements: [], unknown: [policies.path] }, at: policies.path });
  return principal;
}
