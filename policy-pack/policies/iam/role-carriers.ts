import type { Principal } from "../../identities/principal";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** The resources of one type that belong to roles, by the role that a property names. */
export interface RoleCarriers {
  of(role: Principal): readonly StackResource[];
  /** Those of which nobody knows yet whose they are. */
  readonly unread: readonly StackResource[];
}

export function carriersOf(stack: Stack, type: string, property: string): RoleCarriers {
  const byName = new Map<string, StackResource[]>();
  const byUrn = new Map<string, StackResource[]>();
  const unread: StackResource[] = [];
  const put = (index: Map<string, StackResource[]>, key: string, carrier: StackResource) => {
    const listed = index.get(key);
    if (listed) listed.push(carrier);
    else index.set(key, [carrier]);
  };
  for (const carrier of stack.ofType(type)) {
    const list = carrier.properties.at(property).list();
    const texts = list.kind === "known" ? list.value.map((item) => item.text()) : [];
    for (const text of texts) if (text.kind === "known") put(byName, text.value.toLowerCase(), carrier);
    if (list.kind !== "unknown" && texts.every(({ kind }) => kind !== "unknown")) continue;
    const roles = carrier.madeFrom(property).filter((one) => one.type === tokens.role);
    for (const { urn } of roles) put(byUrn, urn, carrier);
    if (roles.length === 0) unread.push(carrier);
  }
  return {
    unread,
    of: (role) => [
      ...new Set([
        ...(byUrn.get(role.urn) ?? []),
        ...role.names
          .flatMap((name) => byName.get(name) ?? [])
          .filter((carrier) => inAccountOf(carrier, role)),
      ]),
    ],
  };
}

/** Roles of two accounts may have one name. */
function inAccountOf({ provider }: StackResource, { accountId }: Principal): boolean {
  const account = accountOfProvider(provider);
  return account.kind !== "known" || accountId.kind !== "known" || account.value === accountId.value;
}
