import type { Field, Reading } from "../reader/field";
import { setting } from "./settings";

/** What the policies must know that no resource says. */
export interface World {
  /** Accounts that are production. Known and empty: the stack has none. */
  readonly production: Reading<readonly string[]>;
  /** Every account that the stack may work in. */
  readonly accounts: Reading<readonly string[]>;
}

/** Policy config decides where it speaks; else the stack's own settings do. */
export function readWorld(parameters: Field, settings: Field): World {
  const environments = setting(settings, "environments");
  return {
    production: given(parameters.at("prodAccounts")) ?? accountsOf(environments, isProduction),
    accounts:
      given(parameters.at("accounts")) ??
      both(
        setting(settings, "devops").at("accountId"),
        accountsOf(environments, () => true),
      ),
  };
}

function given(parameter: Field): Reading<readonly string[]> | undefined {
  return parameter.isAbsent() ? undefined : accountIds(parameter);
}

function accountIds(field: Field): Reading<readonly string[]> {
  const list = field.list();
  return list.kind === "known" ? collect(list.value.map(accountId)) : list;
}

function accountId(field: Field): Reading<string> {
  const text = field.text();
  if (text.kind === "known" && !/^\d{12}$/.test(text.value)) return { kind: "unknown", path: field.path };
  return text;
}

/** A value of `kind` that we don't know might mean production. */
function isProduction(environment: Field): boolean | undefined {
  const kind = environment.at("kind").text();
  if (kind.kind !== "known") return undefined;
  if (kind.value === "development" || kind.value === "testing") return false;
  return kind.value === "production" ? true : undefined;
}

function accountsOf(
  environments: Field,
  wanted: (environment: Field) => boolean | undefined,
): Reading<readonly string[]> {
  const list = environments.list();
  if (list.kind !== "known") return list;
  const parts = list.value.map((environment): Reading<readonly string[]> => {
    const answer = wanted(environment);
    if (answer === undefined) return { kind: "unknown", path: environment.at("kind").path };
    if (!answer) return { kind: "known", value: [] };
    const targets = environment.at("targets").list();
    return targets.kind === "known"
      ? collect(targets.value.map((target) => accountId(target.at("accountId"))))
      : { kind: "unknown", path: targets.path };
  });
  const all = collect(parts);
  return all.kind === "known" ? { kind: "known", value: [...new Set(all.value.flat())] } : all;
}

function both(one: Field, more: Reading<readonly string[]>): Reading<readonly string[]> {
  const first = accountId(one);
  if (first.kind !== "known") return first;
  return more.kind === "known" ? { kind: "known", value: [...new Set([first.value, ...more.value])] } : more;
}

/** Known only if every part is. */
function collect<Value>(readings: readonly Reading<Value>[]): Reading<readonly Value[]> {
  const values: Value[] = [];
  for (const reading of readings) {
    if (reading.kind !== "known") return { kind: "unknown", path: reading.path };
    values.push(reading.value);
  }
  return { kind: "known", value: values };
}
