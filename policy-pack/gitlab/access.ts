import type { Field } from "../reader/field";

/** Somebody whom a protection lets do something. */
export interface Access {
  readonly kind: "role" | "group" | "user" | "deploy key" | "nobody";
  /** `maintainers`, `group 9970`; findings name them so. */
  readonly who: string;
  /** Rank of a role; those of higher rank are let in too. */
  readonly rank: number;
  /** Whether it is known which group, user or key it is. */
  readonly isKnown: boolean;
  readonly path: string;
}

export interface Accesses {
  readonly given: readonly Access[];
  readonly unknown: readonly string[];
  /** Somebody said who may, if only that nobody may. */
  readonly stated: boolean;
}

/** GitLab's roles by name and by number, with the rank that GitLab gives them. */
const ranks: ReadonlyMap<string, number> = new Map([
  ["no one", 0],
  ["minimal", 5],
  ["guest", 10],
  ["planner", 15],
  ["reporter", 20],
  ["security_manager", 25],
  ["developer", 30],
  ["maintainer", 40],
  ["owner", 50],
  ["admin", 60],
]);

/** Rank of a role, by its name in any letter case or its number; undefined: GitLab has no such role. */
export function rankOf(role: string): number | undefined {
  const name = role.trim().toLowerCase();
  if (!/^\d{1,3}$/.test(name)) return ranks.get(name);
  return [...ranks.values()].find((rank) => rank === Number(name));
}

/**
 * Who is let in by a list of roles, groups, users and deploy keys (GitLab's paid editions and GitLab.com), and by
 * a single role (the Community Edition). Of the role that goes with a list that is stated, the provider only
 * announces that it will tell: `announces` says so of an unknown one.
 */
export function accessesOf(list: Field, role: Field, announces: (property: string) => boolean): Accesses {
  const entries = list.list();
  const all = [
    ...(entries.kind === "known" ? entries.value.map(accessOf) : []),
    ...(role.text().kind === "known" ? [roleIn(role)] : []),
  ];
  const given = all.flatMap((one) => (one.kind === "unknown" || one.kind === "nobody" ? [] : [one]));
  const unknown = all.flatMap((one) => (one.kind === "unknown" ? [one.path] : []));
  const stated = all.length > 0;
  if (entries.kind === "unknown") unknown.push(entries.path);
  if (role.text().kind === "unknown" && !(stated && announces(role.path))) unknown.push(role.path);
  return { given, unknown, stated };
}

/** One entry of a list. */
export function accessOf(entry: Field): Access | { readonly kind: "unknown"; readonly path: string } {
  if (entry.entries().kind !== "known") return { kind: "unknown", path: entry.path };
  for (const [property, kind] of named) {
    const id = entry.at(property).text();
    // Read back from GitLab, a number that does not apply is 0.
    if (id.kind === "absent" || (id.kind === "known" && id.value === "0")) continue;
    const isKnown = id.kind === "known";
    // Which one may not be known yet; that it is one in particular is.
    return { kind, who: isKnown ? `${kind} ${id.value}` : `a ${kind}`, rank: 0, isKnown, path: entry.path };
  }
  return roleIn(entry.at("accessLevel"));
}

const named = [
  ["deployKeyId", "deploy key"],
  ["groupId", "group"],
  ["userId", "user"],
] as const;

function roleIn(level: Field): Access | { readonly kind: "unknown"; readonly path: string } {
  const { path } = level;
  const text = level.text();
  const rank = text.kind === "known" ? rankOf(text.value) : undefined;
  if (rank === undefined) return { kind: "unknown", path };
  const [name = ""] = [...ranks].find(([, own]) => own === rank) ?? [];
  return { kind: rank === 0 ? "nobody" : "role", who: `${name}s`, rank, isKnown: true, path };
}
