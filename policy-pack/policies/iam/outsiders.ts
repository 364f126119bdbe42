import { parseArn } from "../../iam/arn";
import type { Identities } from "../../identities/identities";
import { ManagedDocuments } from "../../identities/managed-documents";
import type { Grant, PrincipalKind } from "../../identities/principal";
import { Principal } from "../../identities/principal";
import type { Field } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** Identities that the stack gives policies to without having them. */
export interface Outsiders {
  readonly outsiders: readonly Principal[];
  /** What the stack gives to roles of the policy config. */
  readonly given: ReadonlyMap<Principal, readonly Grant[]>;
}

/** Whom the stack names as a holder, by the name in the account of the carrier's provider. */
export function outsidersOf(stack: Stack, identities: Identities): Outsiders {
  const policies = new ManagedDocuments(stack);
  const outsiders = new Map<string, Principal>();
  const given = new Map<Principal, Grant[]>();
  const insiders = new Set(
    identities.principals
      .filter(({ isExternal }) => !isExternal)
      .flatMap(({ kind, names }) => names.map((name) => `${kind} ${name}`)),
  );
  const documentsOf = documentFinder(identities);
  for (const { carrier, kind, holder, policy } of namings(stack)) {
    const text = holder.text();
    if (text.kind !== "known") continue;
    const name = (parseArn(text.value)?.resource ?? text.value).split("/").at(-1) ?? text.value;
    if (insiders.has(`${kind} ${name.toLowerCase()}`)) continue;
    const grants =
      policy === undefined
        ? documentsOf(carrier)
        : policies.named(policy, carrier, topOf(policy.path)).map(({ policy: own, document, arn }): Grant => {
            const [listed] = own ? documentsOf(own) : [];
            return (
              listed ?? {
                document,
                carrier,
                at: policy.path,
                ...(arn === undefined ? {} : { managedArn: arn }),
              }
            );
          });
    const account = accountOfProvider(carrier.provider);
    const external = identities.principals.find(
      (one) =>
        one.isExternal &&
        one.kind === kind &&
        one.names.includes(name.toLowerCase()) &&
        (account.kind !== "known" || one.accountId.kind !== "known" || account.value === one.accountId.value),
    );
    if (external) {
      given.set(external, [...(given.get(external) ?? []), ...grants]);
      continue;
    }
    const key = `${kind} ${account.kind === "known" ? account.value : ""} ${name.toLowerCase()}`;
    const outsider =
      outsiders.get(key) ??
      new Principal({
        kind,
        urn: "",
        name: { kind: "known", value: name },
        arn: { kind: "unknown", path: `ARN of ${kind} ${name}` },
        accountId: account,
        boundary: { kind: "none" },
      });
    outsiders.set(key, outsider);
    for (const grant of grants) outsider.hold(grant);
  }
  return { outsiders: [...outsiders.values()], given };
}

/** One mention of a holder by name; `policy` names what is attached, and is absent where the carrier is the policy. */
interface Naming {
  readonly carrier: StackResource;
  readonly kind: PrincipalKind;
  readonly holder: Field;
  readonly policy?: Field;
}

function namings(stack: Stack): readonly Naming[] {
  const carriers = [
    [tokens.rolePolicy, "role", "role", undefined],
    [tokens.userPolicy, "user", "user", undefined],
    [tokens.groupPolicy, "group", "group", undefined],
    [tokens.roleAttachment, "role", "role", "policyArn"],
    [tokens.userAttachment, "user", "user", "policyArn"],
    [tokens.groupAttachment, "group", "group", "policyArn"],
    [tokens.exclusiveAttachments, "role", "roleName", "policyArns"],
    [tokens.attachment, "role", "roles", "policyArn"],
    [tokens.attachment, "user", "users", "policyArn"],
    [tokens.attachment, "group", "groups", "policyArn"],
  ] as const;
  return carriers.flatMap(([type, kind, holders, policies]) =>
    stack
      .ofType(type)
      .flatMap((carrier) =>
        items(carrier.properties.at(holders)).flatMap((holder): readonly Naming[] =>
          policies === undefined
            ? [{ carrier, kind, holder }]
            : items(carrier.properties.at(policies)).map((policy) => ({ carrier, kind, holder, policy })),
        ),
      ),
  );
}

/** The documents that a resource of the stack carries, as the identities list them. */
function documentFinder(identities: Identities): (carrier: StackResource) => readonly Grant[] {
  const byCarrier = new Map<string, Grant[]>();
  for (const grant of identities.grants) {
    const urn = grant.carrier?.urn ?? "";
    byCarrier.set(urn, [...(byCarrier.get(urn) ?? []), grant]);
  }
  return ({ urn }) => byCarrier.get(urn) ?? [];
}

function items(field: Field): readonly Field[] {
  const list = field.list();
  return list.kind === "known" ? list.value : [];
}

function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
