import { accountOf } from "../iam/arn";
import type { Identities } from "../identities/identities";
import type { StackResource } from "../reader/resource";
import type { Step } from "./pipeline";
import type { Reach } from "./reach";
import { none, production, together, unknown } from "./reach";

/** Where a service deploys: the account of the role that it is called with, and any that it is told of. */
export function deployTarget(
  step: Step,
  pipeline: StackResource,
  identities: Identities,
  productionAccounts: readonly string[],
): Reach {
  return together([
    callerAccount(step, pipeline, identities, productionAccounts),
    toldAccount(step, productionAccounts),
  ]);
}

function callerAccount(
  step: Step,
  pipeline: StackResource,
  identities: Identities,
  productionAccounts: readonly string[],
): Reach {
  // A role of the action's own is judged as such.
  if (!step.field.at("roleArn").isAbsent()) return none;
  const caller = "the pipeline's own role";
  const identity = identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn");
  switch (identity.kind) {
    case "unknown":
      return unknown(identity.path, caller);
    case "outside":
      return productionAccounts.includes(accountOf(identity.arn) ?? "")
        ? production(caller, `role ${identity.arn}`)
        : none;
    case "role": {
      const { accountId } = identity.role;
      if (accountId.kind !== "known") return unknown(accountId.path, `the account of ${caller}`);
      return productionAccounts.includes(accountId.value)
        ? production(caller, `account ${accountId.value}`)
        : none;
    }
    default:
      return identity satisfies never;
  }
}

function toldAccount({ field }: Step, productionAccounts: readonly string[]): Reach {
  const entries = field.at("configuration").entries();
  if (entries.kind === "absent") return none;
  if (entries.kind === "unknown") return unknown(entries.path, "the action's configuration");
  return together(
    entries.value.map(([key, value]) => {
      const text = value.text();
      if (text.kind !== "known") return unknown(value.path, "the action's configuration");
      const named = text.value.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
      const account = named.find((id) => productionAccounts.includes(id));
      return account === undefined ? none : production(`configuration ${key}`, `account ${account}`);
    }),
  );
}
