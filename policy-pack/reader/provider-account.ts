import { accountOf } from "../iam/arn";
import type { Field, Reading } from "./field";
import { textsOf } from "./field";
import type { ProviderView } from "./resource";

/** What a provider says about the accounts it works in. */
export interface ProviderAccounts {
  /** `allowedAccountIds`: the provider refuses to work in any other. */
  readonly allowed: readonly string[];
  /** ARNs of the roles that it assumes, one after the other; it works as the last. */
  readonly assumed: readonly string[];
  /** Paths of what is not known of the two lists. */
  readonly unknownAllowed: readonly string[];
  readonly unknownAssumed: readonly string[];
}

/** What was read before: each resource of a provider is asked about. */
const read = new WeakMap<Field, ProviderAccounts>();

/** Structured inputs of a provider arrive as JSON text. */
export function providerAccounts(inputs: Field): ProviderAccounts {
  const known = read.get(inputs) ?? readAnew(inputs);
  read.set(inputs, known);
  return known;
}

function readAnew(inputs: Field): ProviderAccounts {
  const allowed = textsOf(inputs.at("allowedAccountIds").json());
  const chain = textsInside(inputs.at("assumeRoles").json(), "roleArn");
  const single = textsInside(inputs.at("assumeRole").json(), "roleArn");
  const web = textsInside(inputs.at("assumeRoleWithWebIdentity").json(), "roleArn");
  return {
    allowed: allowed.texts,
    unknownAllowed: allowed.unknown,
    assumed: [...web.texts, ...single.texts, ...chain.texts],
    unknownAssumed: [...web.unknown, ...single.unknown, ...chain.unknown],
  };
}

/** The one account that a provider works in. */
export function accountOfProvider(provider: ProviderView | undefined): Reading<string> {
  if (!provider) return { kind: "absent", path: "provider" };
  const { allowed, assumed, unknownAllowed, unknownAssumed } = providerAccounts(provider.inputs);
  const path = `${provider.name}.allowedAccountIds`;
  const [only, ...others] = allowed;
  if (only !== undefined && others.length === 0 && unknownAllowed.length === 0)
    return { kind: "known", value: only };
  const last = assumed.at(-1);
  const account = last === undefined ? undefined : accountOf(last);
  if (account !== undefined && unknownAssumed.length === 0) return { kind: "known", value: account };
  return { kind: "unknown", path };
}

function textsInside(
  field: Field,
  key: string,
): { readonly texts: readonly string[]; readonly unknown: readonly string[] } {
  const list = field.list();
  if (list.kind === "absent") return { texts: [], unknown: [] };
  if (list.kind === "unknown") return { texts: [], unknown: [list.path] };
  const readings = list.value.map((item) => item.at(key).text());
  return {
    texts: readings.flatMap((reading) => (reading.kind === "known" ? [reading.value] : [])),
    unknown: readings.flatMap((reading) => (reading.kind === "unknown" ? [reading.path] : [])),
  };
}
