import type { Field, Reading } from "../reader/field";
import { textsOf } from "../reader/field";
import { collect, firstGiven, known, mapKnown } from "../reader/reading";

/** A step of promotion as the policies see it. */
export interface EnvironmentFacts {
  readonly name: string;
  readonly kind: "development" | "testing" | "production";
  readonly targets: readonly { readonly accountId: string; readonly region: string }[];
  /** Accounts of the targets, each once. */
  readonly accounts: readonly string[];
  /** Patterns of the CDK stacks that are delivered to it; empty where nobody says it. */
  readonly stacks: readonly string[];
  /** Whether a person must approve before a release reaches it. */
  readonly gated: boolean;
  /** ARNs of the roles that may approve; empty where nobody is asked. */
  readonly approvers: readonly string[];
  /** Mail addresses told that an approval waits. */
  readonly notify: readonly string[];
}

const kinds = ["development", "testing", "production"] as const;

/** What was read before: one policy after the other asks the same. */
const read = new WeakMap<Field, Reading<readonly EnvironmentFacts[]>>();

/** `environments` of the settings or of the policy config. A part that can't be read makes the list unknown. */
export function environmentsOf(field: Field): Reading<readonly EnvironmentFacts[]> {
  const before = read.get(field);
  if (before) return before;
  const list = field.list();
  const found = list.kind === "known" ? collect(list.value.map(environmentOf)) : list;
  read.set(field, found);
  return found;
}

function environmentOf(field: Field): Reading<EnvironmentFacts> {
  const kindText = field.at("kind").text();
  const kind = kinds.find((one) => kindText.kind === "known" && one === kindText.value);
  // A kind that we don't know might mean production.
  if (!kind) return { kind: "unknown", path: field.at("kind").path };
  const approval = field.at("approval");
  const name = field.at("name").text();
  const targets = targetsOf(field.at("targets"));
  const approvers = firstGiven(textList(approval.at("approvers")), () => known([]));
  const notify = firstGiven(textList(approval.at("notify")), () => known([]));
  if (targets.kind !== "known") return { kind: "unknown", path: targets.path };
  if (approvers.kind !== "known") return approvers;
  if (notify.kind !== "known") return notify;
  return known({
    name: name.kind === "known" ? name.value : field.path,
    kind,
    targets: targets.value,
    accounts: [...new Set(targets.value.map(({ accountId }) => accountId))],
    stacks: textsOf(field.at("stacks")).texts,
    gated: !approval.isAbsent(),
    approvers: approvers.value,
    notify: notify.value,
  });
}

function targetsOf(field: Field): Reading<EnvironmentFacts["targets"]> {
  const list = field.list();
  if (list.kind !== "known") return list;
  return collect(
    list.value.map((target) => {
      const accountId = accountIds(target.at("accountId"));
      const region = target.at("region").text();
      return mapKnown(accountId, ([id = ""]) => ({
        accountId: id,
        region: region.kind === "known" ? region.value : "",
      }));
    }),
  );
}

/** Account ids of twelve digits; any other text makes the list unknown. */
export function accountIds(field: Field): Reading<readonly string[]> {
  const list = field.list();
  if (list.kind !== "known") return list;
  return collect(
    list.value.map((item) => {
      const text = item.text();
      return text.kind === "known" && !/^\d{12}$/.test(text.value)
        ? { kind: "unknown" as const, path: item.path }
        : text;
    }),
  );
}

/** A list of texts; numbers count as their text. */
export function textList(field: Field): Reading<readonly string[]> {
  const list = field.list();
  return list.kind === "known" ? collect(list.value.map((item) => item.text())) : list;
}
