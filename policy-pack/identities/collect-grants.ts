import { parseArn } from "../iam/arn";
import type { Document } from "../iam/document";
import { readDocument } from "../iam/document";
import type { Field, Reading } from "../reader/field";
import { accountOfProvider } from "../reader/provider-account";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import type { HeldGrant } from "./identities";
import { located } from "./located";
import type { ManagedDocument, ManagedDocuments } from "./managed-documents";
import type { Grant, Principal, PrincipalKind } from "./principal";
import { isOfPermissionSet } from "./read-principals";

interface Collected {
  readonly grants: readonly HeldGrant[];
  readonly unclaimed: readonly { readonly document: Document; readonly path: string }[];
}

/** Gives every principal the documents that it holds, and lists each document once with its holders. */
export function collectGrants(
  stack: Stack,
  principals: readonly Principal[],
  policies: ManagedDocuments,
): Collected {
  const collection = new Collection(stack, principals, policies);
  collection.inline();
  collection.attached();
  collection.groups();
  return collection.result();
}

/** Undefined: nobody knows yet. A name of nobody in the stack is nobody of ours. */
type Holders = readonly Principal[] | undefined;

class Collection {
  private readonly grants = new Map<string, Grant & { holders: Principal[] }>();
  private readonly unclaimed: { document: Document; path: string }[] = [];
  private readonly byName = new Map<string, Principal[]>();

  constructor(
    private readonly stack: Stack,
    private readonly principals: readonly Principal[],
    private readonly policies: ManagedDocuments,
  ) {
    for (const principal of principals)
      for (const name of principal.names)
        this.byName.set(name, [...(this.byName.get(name) ?? []), principal]);
  }

  /** Documents that stand in the resource itself. */
  inline(): void {
    const carriers = [
      [tokens.rolePolicy, "role", "role"],
      [tokens.userPolicy, "user", "user"],
      [tokens.groupPolicy, "group", "group"],
    ] as const;
    for (const [type, kind, property] of carriers)
      for (const carrier of this.stack.ofType(type))
        this.hold(
          this.holders(carrier, kind, property),
          this.own(carrier, "policy"),
          `${carrier.name}.${property}`,
        );
    for (const carrier of this.stack.ofType(tokens.role))
      for (const item of given(carrier, "inlinePolicies"))
        if (!item.at("policy").isAbsent() || item.entries().kind === "unknown")
          this.hold(
            this.self(carrier),
            this.own(carrier, item.at("policy").path, item.at("policy")),
            carrier.name,
          );
    for (const carrier of this.stack.ofType(tokens.permissionSetInline))
      this.hold(
        this.setHolders(carrier),
        this.own(carrier, "inlinePolicy"),
        `${carrier.name}.permissionSetArn`,
      );
    // A policy that nobody in the stack holds may be attached elsewhere: it is listed all the same.
    for (const policy of this.stack.ofType(tokens.policy))
      this.list({ document: this.policies.documentOf(policy), carrier: policy, at: "policy" }, []);
  }

  /** Documents that stand elsewhere, and are attached. */
  attached(): void {
    const single = [
      [tokens.roleAttachment, "role", "role", "policyArn"],
      [tokens.userAttachment, "user", "user", "policyArn"],
      [tokens.groupAttachment, "group", "group", "policyArn"],
      [tokens.exclusiveAttachments, "role", "roleName", "policyArns"],
      [tokens.attachment, "role", "roles", "policyArn"],
      [tokens.attachment, "user", "users", "policyArn"],
      [tokens.attachment, "group", "groups", "policyArn"],
    ] as const;
    for (const [type, kind, property, policyProperty] of single)
      for (const carrier of this.stack.ofType(type))
        for (const holder of items(carrier.properties.at(property)))
          for (const item of items(carrier.properties.at(policyProperty)))
            this.attach(
              carrier,
              this.holders(carrier, kind, property, holder),
              this.policies.named(item, carrier, policyProperty),
              item.path,
              `${carrier.name}.${property}`,
            );
    for (const carrier of this.stack.ofType(tokens.role))
      for (const item of given(carrier, "managedPolicyArns"))
        this.attach(
          carrier,
          this.self(carrier),
          this.policies.named(item, carrier, "managedPolicyArns"),
          item.path,
          carrier.name,
        );
    for (const carrier of this.stack.ofType(tokens.permissionSetManaged))
      this.attach(
        carrier,
        this.setHolders(carrier),
        this.policies.named(carrier.properties.at("managedPolicyArn"), carrier, "managedPolicyArn"),
        "managedPolicyArn",
        `${carrier.name}.permissionSetArn`,
      );
    for (const carrier of this.stack.ofType(tokens.permissionSetCustomer)) {
      const name = carrier.properties.at("customerManagedPolicyReference").at("name");
      const path = `${carrier.name}.${name.path}`;
      this.hold(
        this.setHolders(carrier),
        { document: { statements: [], unknown: [path] }, carrier, at: name.path },
        `${carrier.name}.permissionSetArn`,
      );
    }
  }

  /** Whoever is in a group holds what the group holds. */
  groups(): void {
    const join = (user: Principal, group: Principal) => {
      for (const grant of group.grants) user.hold(grant);
      for (const held of this.grants.values()) if (held.holders.includes(group)) held.holders.push(user);
    };
    const pairs = [
      ...this.stack.ofType(tokens.userGroups).map((carrier) => [carrier, "user", "groups"] as const),
      ...this.stack.ofType(tokens.groupUsers).map((carrier) => [carrier, "users", "group"] as const),
    ];
    for (const [carrier, usersProperty, groupsProperty] of pairs)
      for (const userField of items(carrier.properties.at(usersProperty)))
        for (const groupField of items(carrier.properties.at(groupsProperty)))
          for (const user of this.holders(carrier, "user", usersProperty, userField) ?? [])
            for (const group of this.holders(carrier, "group", groupsProperty, groupField) ?? [])
              join(user, group);
  }

  result(): Collected {
    const boundaries = new Set(
      this.principals.flatMap(({ boundary }) => (boundary.kind === "known" ? [boundary.document] : [])),
    );
    return {
      grants: [...this.grants.values()].map((grant) => ({
        ...grant,
        isOnlyBoundary: grant.holders.length === 0 && boundaries.has(grant.document),
      })),
      unclaimed: this.unclaimed,
    };
  }

  private own(carrier: StackResource, at: string, field: Field = carrier.properties.at(at)): Grant {
    return { document: located(readDocument(field), carrier), carrier, at };
  }

  private attach(
    carrier: StackResource,
    holders: Holders,
    found: readonly ManagedDocument[],
    at: string,
    path: string,
  ): void {
    for (const { policy, document, arn } of found)
      this.hold(
        holders,
        policy
          ? { document, carrier: policy, at: "policy" }
          : { document, carrier, at, ...(arn === undefined ? {} : { managedArn: arn }) },
        path,
      );
  }

  private hold(holders: Holders, grant: Grant, path: string): void {
    if (!holders) this.unclaimed.push({ document: grant.document, path });
    this.list(grant, holders ?? []);
    for (const holder of holders ?? []) if (!holder.documents.includes(grant.document)) holder.hold(grant);
  }

  private list(grant: Grant, holders: readonly Principal[]): void {
    const key = `${grant.carrier?.urn ?? ""} ${grant.at}`;
    const listed = this.grants.get(key) ?? { ...grant, holders: [] };
    for (const holder of holders) if (!listed.holders.includes(holder)) listed.holders.push(holder);
    this.grants.set(key, listed);
  }

  private self(resource: StackResource): Holders {
    return this.principals.filter(({ urn }) => urn === resource.urn);
  }

  private setHolders(carrier: StackResource): Holders {
    const sets = this.stack.ofType(tokens.permissionSet).filter((set) => isOfPermissionSet(carrier, set));
    if (sets.length > 0) return this.principals.filter(({ urn }) => sets.some((set) => set.urn === urn));
    return carrier.properties.at("permissionSetArn").text().kind === "known" ? [] : undefined;
  }

  private holders(
    carrier: StackResource,
    kind: PrincipalKind,
    property: string,
    field: Field = carrier.properties.at(property),
  ): Holders {
    const reading = field.text();
    if (reading.kind === "known") {
      const { value } = reading;
      const isArn = parseArn(value) !== undefined;
      const name = (value.split("/").at(-1) ?? value).toLowerCase();
      const account = accountOfProvider(carrier.provider);
      return (this.byName.get(name) ?? []).filter(
        (one) => one.kind === kind && (isArn ? one.isNamedBy(value) : mayStandIn(one, account)),
      );
    }
    const urns = carrier.madeFrom(property).map(({ urn }) => urn);
    const behind = this.principals.filter((one) => one.kind === kind && urns.includes(one.urn));
    return behind.length > 0 ? behind : undefined;
  }
}

/** Names are unique in an account only. Where one of the two accounts is not known, the name decides. */
function mayStandIn({ accountId }: Principal, account: Reading<string>): boolean {
  return accountId.kind !== "known" || account.kind !== "known" || accountId.value === account.value;
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
