import type { Partition } from "../iam/arn";
import { accountOf, partitionsOfRegion, roleNameOf } from "../iam/arn";
import type { Document } from "../iam/document";
import { readDocument } from "../iam/document";
import { managedPolicy } from "../iam/managed-policies";
import type { Field } from "../reader/field";
import { accountOfProvider } from "../reader/provider-account";
import type { StackResource } from "../reader/resource";
import { StackRole } from "./stack-role";
import { tokens } from "./tokens";

/** A role that something refers to. */
export type Identity =
  | { readonly kind: "role"; readonly role: StackRole }
  | { readonly kind: "outside"; readonly arn: string }
  | { readonly kind: "unknown"; readonly path: string };

/** The roles of a stack with the documents that they hold, whichever resource carries them. */
export class Identities {
  readonly roles: readonly StackRole[];
  private readonly byUrn: ReadonlyMap<string, StackRole>;
  private readonly byName = new Map<string, StackRole[]>();
  private readonly held = new Map<StackRole, Document[]>();
  /** Documents of which nobody knows yet whose they are: they may be anybody's. */
  private readonly adrift: { readonly document: Document; readonly path: string }[] = [];

  constructor(private readonly resources: readonly StackResource[]) {
    this.roles = resources.filter(({ type }) => type === tokens.role).map((role) => new StackRole(role));
    this.byUrn = new Map(this.roles.map((role) => [role.urn, role]));
    for (const role of this.roles)
      for (const name of role.names) this.byName.set(name, [...(this.byName.get(name) ?? []), role]);
    for (const resource of resources) this.collect(resource);
  }

  /** Partitions in which the providers of the stack work. */
  get partitions(): readonly Partition[] {
    const providers = new Map(
      this.resources.flatMap(({ provider }) => (provider ? [[provider.urn, provider]] : [])),
    );
    const all = [...providers.values()]
      .filter(({ type }) => type.startsWith("pulumi:providers:aws"))
      .flatMap(({ inputs }) => partitionsOfRegion(inputs.at("region").text()));
    return all.length > 0 ? [...new Set(all)] : ["aws"];
  }

  documentsOf(role: StackRole): readonly Document[] {
    return this.held.get(role) ?? [];
  }

  get unclaimed(): readonly { readonly document: Document; readonly path: string }[] {
    return this.adrift;
  }

  /** Which role a property names: by its text, else by the resource that it is made from. */
  named(field: Field, resource: StackResource, property: string): Identity {
    const reading = field.text();
    if (reading.kind === "known") return this.byArn(reading.value, field.path);
    const path = reading.kind === "unknown" ? reading.path : field.path;
    const [role, ...others] = this.rolesBehind(resource, property);
    return role && others.length === 0 ? { kind: "role", role } : { kind: "unknown", path };
  }

  byArn(text: string, path: string): Identity {
    const name = roleNameOf(text);
    if (name === undefined) return { kind: "unknown", path };
    const role = this.byName.get(name.toLowerCase())?.find((candidate) => candidate.isNamedBy(text));
    return role ? { kind: "role", role } : { kind: "outside", arn: text };
  }

  private rolesBehind(resource: StackResource, property: string): readonly StackRole[] {
    return resource.madeFrom(property).flatMap(({ urn }) => this.byUrn.get(urn) ?? []);
  }

  private collect(resource: StackResource): void {
    const { type, properties } = resource;
    const place = (property: string) => `${resource.name}.${property}`;
    switch (type) {
      case tokens.role: {
        const role = this.byUrn.get(resource.urn);
        if (!role) return;
        for (const item of given(resource, "inlinePolicies"))
          this.hold([role], located(readDocument(item.at("policy")), resource), place("inlinePolicies"));
        for (const item of given(resource, "managedPolicyArns"))
          this.hold([role], this.managed(item, resource, "managedPolicyArns"), place("managedPolicyArns"));
        return;
      }
      case tokens.rolePolicy:
        this.hold(
          this.holders(resource, "role"),
          located(readDocument(properties.at("policy")), resource),
          place("role"),
        );
        return;
      case tokens.roleAttachment:
        this.hold(
          this.holders(resource, "role"),
          this.managed(properties.at("policyArn"), resource, "policyArn"),
          place("role"),
        );
        return;
      case tokens.attachment:
        for (const item of items(properties.at("roles")))
          this.hold(
            this.holders(resource, "roles", item),
            this.managed(properties.at("policyArn"), resource, "policyArn"),
            place("roles"),
          );
        return;
      case tokens.exclusiveAttachments:
        for (const item of items(properties.at("policyArns")))
          this.hold(
            this.holders(resource, "roleName"),
            this.managed(item, resource, "policyArns"),
            place("roleName"),
          );
        return;
      default:
        return;
    }
  }

  /** Undefined: nobody knows yet. A name of no role in the stack is no role of ours, so nobody's. */
  private holders(
    resource: StackResource,
    property: string,
    field: Field = resource.properties.at(property),
  ): readonly StackRole[] | undefined {
    const reading = field.text();
    if (reading.kind === "known") {
      const { value } = reading;
      const name = roleNameOf(value);
      const called = this.byName.get((name ?? value).toLowerCase()) ?? [];
      return name === undefined ? called : called.filter((role) => role.isNamedBy(value));
    }
    const behind = this.rolesBehind(resource, property);
    return behind.length > 0 ? behind : undefined;
  }

  private hold(roles: readonly StackRole[] | undefined, document: Document, path: string): void {
    if (!roles) this.adrift.push({ document, path });
    for (const role of roles ?? []) this.held.set(role, [...this.documentsOf(role), document]);
  }

  /** The document of a managed policy, of this stack or of AWS. */
  private managed(field: Field, resource: StackResource, property: string): Document {
    const reading = field.text();
    const policies = this.resources.filter(({ type }) => type === tokens.policy);
    if (reading.kind === "known") {
      const arn = reading.value;
      const found = policies.filter((policy) => isPolicyNamed(policy, arn));
      if (found.length > 0) return merged(found);
      return managedPolicy(arn) ?? { statements: [], unknown: [`${resource.name}.${field.path} = ${arn}`] };
    }
    const behind = resource.madeFrom(property).filter(({ type }) => type === tokens.policy);
    return behind.length > 0
      ? merged(behind)
      : { statements: [], unknown: [`${resource.name}.${field.path}`] };
  }
}

function merged(policies: readonly StackResource[]): Document {
  const documents = policies.map((policy) => located(readDocument(policy.properties.at("policy")), policy));
  return {
    statements: documents.flatMap(({ statements }) => statements),
    unknown: documents.flatMap(({ unknown }) => unknown),
  };
}

/** Says whose the unknown paths are. */
function located(document: Document, resource: StackResource): Document {
  const named = (paths: readonly string[]) => paths.map((path) => `${resource.name}.${path}`);
  return {
    unknown: named(document.unknown),
    statements: document.statements.map((statement) => ({
      ...statement,
      actions: { ...statement.actions, unknown: named(statement.actions.unknown) },
      resources: { ...statement.resources, unknown: named(statement.resources.unknown) },
    })),
  };
}

function isPolicyNamed(policy: StackResource, arn: string): boolean {
  const own = policy.properties.at("arn").text();
  if (own.kind === "known") return own.value.toLowerCase() === arn.toLowerCase();
  const name = policy.properties.at("name").text();
  if (name.kind !== "known" || !arn.toLowerCase().endsWith(`/${name.value.toLowerCase()}`)) return false;
  const account = accountOfProvider(policy.provider);
  return account.kind === "known" ? accountOf(arn) === account.value : accountOf(arn) !== undefined;
}

/**
 * A role's own lists of policies. The provider announces them as unknown for every new role, given or not: an
 * unknown list that is made from no resource is that announcement, and the policies stand elsewhere.
 */
function given(role: StackResource, property: string): readonly Field[] {
  const field = role.properties.at(property);
  const announced = field.list().kind === "unknown" && role.madeFrom(property).length === 0;
  return announced ? [] : items(field);
}

/** Members of a list; an unknown list stands as one unknown member. */
function items(field: Field): readonly Field[] {
  const list = field.list();
  if (list.kind === "absent") return [];
  return list.kind === "known" ? list.value : [field];
}
