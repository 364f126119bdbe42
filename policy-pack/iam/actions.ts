import table from "./action-table.json";
import { hasWildcard, matches } from "./glob";

/** Level of an action as the service authorization reference gives it. */
export type AccessLevel = "List" | "Read" | "Write" | "Permissions management" | "Tagging";

export interface ActionInfo {
  /** As the reference spells it: `iam:PassRole`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** The kinds of resource that a statement can name for it; none where only `*` counts. */
  readonly resourceTypes: readonly ResourceType[];
  /** Whether a statement has to say `"Resource": "*"`. */
  readonly wildcardOnly: boolean;
  /** The service's and global keys that the reference names for it and its resources: `iam:PassedToService`. */
  readonly conditionKeys: readonly string[];
}

export interface ResourceType {
  readonly name: string;
  /** Pattern of its ARNs: `arn:*:iam::*:role/*`. */
  readonly arn: string;
}

/** What a pattern of actions stands for. */
export interface Expansion {
  /** Every action of a known service that matches. */
  readonly actions: readonly ActionInfo[];
  /** Whether it may stand for actions of services that are not in the table as well, which nobody counts here. */
  readonly opaque: boolean;
}

/** Where the table comes from, and under which licence (`scripts/write-action-table.mjs`). */
export const actionTableSource = { name: table.source, license: table.license } as const;

interface Service {
  readonly resources: string;
  readonly keys: string;
  readonly keySets: string;
  readonly actions: string;
}

const services: ReadonlyMap<string, Service> = new Map(Object.entries(table.services));
const levels: Readonly<Record<string, AccessLevel>> = {
  L: "List",
  R: "Read",
  W: "Write",
  T: "Tagging",
  P: "Permissions management",
};

/** Services are unpacked when first asked for: most stacks use few of them. */
const unpacked = new Map<string, ReadonlyMap<string, ActionInfo>>();

/** @param prefix as in an action, in any letter case: `codepipeline`. */
export function knownService(prefix: string): boolean {
  return services.has(prefix.toLowerCase());
}

/** Undefined for an action that the table does not have, of a known service or not. In any letter case. */
export function actionInfo(action: string): ActionInfo | undefined {
  const lower = action.toLowerCase();
  return actionsOf(lower.split(":", 1)[0] ?? "").get(lower);
}

/** The actions that a pattern stands for; `*` and a wildcard in the service's name are opaque too. */
export function expandActions(pattern: string): Expansion {
  const lower = pattern.toLowerCase();
  if (!hasWildcard(lower)) {
    const info = actionInfo(lower);
    return { actions: info ? [info] : [], opaque: !knownService(lower.split(":", 1)[0] ?? "") };
  }
  const colon = lower.indexOf(":");
  const prefix = colon < 0 ? "*" : lower.slice(0, colon);
  const named = hasWildcard(prefix) ? [...services.keys()] : [prefix];
  return {
    actions: named.flatMap((service) =>
      [...actionsOf(service)].filter(([name]) => matches(lower, name)).map(([, info]) => info),
    ),
    opaque: hasWildcard(prefix) || !knownService(prefix),
  };
}

/**
 * Whether a statement can name resources for the action. True for an action that is not known: nobody may say
 * of it that `*` is all it takes.
 */
export function canBeScoped(action: string): boolean {
  return actionInfo(action)?.wildcardOnly !== true;
}

function actionsOf(service: string): ReadonlyMap<string, ActionInfo> {
  const found = unpacked.get(service);
  if (found) return found;
  const packed = services.get(service);
  const actions = packed ? unpack(service, packed) : new Map<string, ActionInfo>();
  // Names come from documents: only those of the table are kept, so that they can't fill the memory.
  if (packed) unpacked.set(service, actions);
  return actions;
}

function unpack(service: string, packed: Service): ReadonlyMap<string, ActionInfo> {
  const keys = packed.keys.split(";");
  const keySets = packed.keySets.split(";").map((numbers) => pick(keys, numbers));
  const keySetOf = (number: string | undefined) => keySets[parseInt(number ?? "", 36)] ?? [];
  const resources = packed.resources.split(";").map((line) => {
    const [name = "", arn = "", keySet] = line.split(" ");
    return { type: { name, arn }, keys: keySetOf(keySet) };
  });
  return new Map(
    packed.actions.split(";").map((line) => {
      const [word = "", types = "", keySet] = line.split(" ");
      const named = pick(resources, types);
      const name = `${service}:${word.slice(1)}`;
      return [
        name.toLowerCase(),
        {
          name,
          level: levels[word.slice(0, 1)] ?? "Write",
          resourceTypes: named.map(({ type }) => type),
          wildcardOnly: named.length === 0,
          conditionKeys: [...new Set([...keySetOf(keySet), ...named.flatMap((one) => one.keys)])],
        },
      ] as const;
    }),
  );
}

function pick<Item>(items: readonly Item[], numbers: string): readonly Item[] {
  if (numbers === "") return [];
  return numbers.split(",").flatMap((number) => {
    const item = items[parseInt(number, 36)];
    return item === undefined ? [] : [item];
  });
}
