import type { Knowledge } from "../config/knowledge";
import type { Partition } from "../iam/arn";
import { partitionsOfRegion, roleNameOf } from "../iam/arn";
import type { Document } from "../iam/document";
import type { Field } from "../reader/field";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import { collectGrants } from "./collect-grants";
import { ManagedDocuments } from "./managed-documents";
import type { Grant, Principal } from "./principal";
import { externalRole, principalsOf } from "./read-principals";

/** A role that something refers to. */
export type Identity =
  | { readonly kind: "role"; readonly role: Principal }
  | { readonly kind: "outside"; readonly arn: string }
  | { readonly kind: "unknown"; readonly path: string };

/** A policy document with all who hold it. */
export interface HeldGrant extends Grant {
  readonly holders: readonly Principal[];
  /** It is the boundary of some principal and nobody's grant: it bounds, and grants nothing. */
  readonly isOnlyBoundary: boolean;
}

/** The identities of a stack, and of the policy config, as all policies of one analysis share them. */
export function identitiesOf(stack: Stack, world: Knowledge): Identities {
  return stack.onceFor(world.externalRoles, (all) => new Identities(all, world.externalRoles));
}

/** Who may act, with the documents that each holds, whichever resource carries them. */
export class Identities {
  /** Roles, users, groups and permission sets of the stack, and the roles of the policy config. */
  readonly principals: readonly Principal[];
  /** The roles among them. */
  readonly roles: readonly Principal[];
  /** Every identity policy of the stack, once, with its holders. */
  readonly grants: readonly HeldGrant[];
  /** Documents of which nobody knows yet whose they are: they may be anybody's. */
  readonly unclaimed: readonly { readonly document: Document; readonly path: string }[];
  private readonly byUrn = new Map<string, Principal>();
  private readonly rolesByName = new Map<string, Principal[]>();

  constructor(
    private readonly stack: Stack,
    externalRoles: Field,
  ) {
    const policies = new ManagedDocuments(stack);
    const list = externalRoles.list();
    this.principals = [
      ...principalsOf(stack, policies),
      ...(list.kind === "known" ? list.value.map(externalRole) : []),
    ];
    this.roles = this.principals.filter(({ kind }) => kind === "role");
    for (const principal of this.principals)
      if (principal.urn !== "") this.byUrn.set(principal.urn, principal);
    for (const role of this.roles)
      for (const name of role.names)
        this.rolesByName.set(name, [...(this.rolesByName.get(name) ?? []), role]);
    const collected = collectGrants(stack, this.principals, policies);
    this.grants = collected.grants;
    this.unclaimed = collected.unclaimed;
  }

  /** Partitions in which the providers of the stack work. */
  get partitions(): readonly Partition[] {
    return this.stack.once(partitionsOf);
  }

  /** Which role a property names: by its text, else by the resource that it is made from. */
  named(field: Field, resource: StackResource, property: string): Identity {
    const reading = field.text();
    if (reading.kind === "known") return this.byArn(reading.value, field.path);
    const path = reading.kind === "unknown" ? reading.path : field.path;
    const behind = resource
      .madeFrom(property)
      .flatMap(({ urn, type }) => (type === tokens.role ? (this.byUrn.get(urn) ?? []) : []));
    const [role, ...others] = behind;
    return role && others.length === 0 ? { kind: "role", role } : { kind: "unknown", path };
  }

  byArn(text: string, path: string): Identity {
    const name = roleNameOf(text);
    if (name === undefined) return { kind: "unknown", path };
    const role = this.rolesByName.get(name.toLowerCase())?.find((candidate) => candidate.isNamedBy(text));
    return role ? { kind: "role", role } : { kind: "outside", arn: text };
  }

  /** The principal that a resource of the stack makes. */
  ofResource({ urn }: StackResource): Principal | undefined {
    return this.byUrn.get(urn);
  }
}

function partitionsOf({ resources }: Stack): readonly Partition[] {
  const providers = new Map(
    resources.flatMap(({ provider }) => (provider ? [[provider.urn, provider]] : [])),
  );
  const all = [...providers.values()]
    .filter(({ type }) => type.startsWith("pulumi:providers:aws"))
    .flatMap(({ inputs }) => partitionsOfRegion(inputs.at("region").text()));
  return all.length > 0 ? [...new Set(all)] : ["aws"];
}
