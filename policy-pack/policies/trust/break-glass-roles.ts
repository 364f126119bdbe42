import { daysLeft } from "../../config/days";
import { textList } from "../../config/environments";
import type { Principal } from "../../identities/principal";
import type { Field, Reading } from "../../reader/field";

/** The tag by which a role says that it is for emergencies; its value is the day on which it expires. */
export const breakGlassTag = "delivery:break-glass";

/** A role for emergencies, as the policy config lists it. */
export interface BreakGlassEntry {
  /** ARN or name. */
  readonly role: string;
  readonly principals: readonly string[];
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
  readonly path: string;
}

export interface BreakGlassList {
  readonly entries: readonly BreakGlassEntry[];
  /** Paths of entries that are not complete. */
  readonly broken: readonly string[];
}

/** Without a default: the engine would fill it in, and an empty list of a policy's own hides what all share. */
export const breakGlassParameter = {
  type: "array" as const,
  items: {
    type: "object" as const,
    properties: {
      role: { type: "string" as const, description: "ARN or name of the role." },
      principals: { type: "array" as const, items: { type: "string" as const }, description: "ARNs." },
      reason: { type: "string" as const },
      owner: { type: "string" as const },
      expires: { type: "string" as const, description: "Last day, YYYY-MM-DD." },
    },
  },
  description:
    "Roles for emergencies: [{ role, principals, reason, owner, expires }]. Default: what all policies share, else none.",
};

/** @param field `breakGlassRoles` of the policy's config, or of what all share. */
export function breakGlassList(field: Field): BreakGlassList {
  const list = field.list();
  if (list.kind === "absent") return { entries: [], broken: [] };
  if (list.kind === "unknown") return { entries: [], broken: [list.path] };
  const entries: BreakGlassEntry[] = [];
  const broken: string[] = [];
  for (const entry of list.value) {
    const [role, reason, owner, expires] = ["role", "reason", "owner", "expires"].map((key) => {
      const text = entry.at(key).text();
      return text.kind === "known" ? text.value.trim() : "";
    });
    const principals = textList(entry.at("principals"));
    if (!role || !reason || !owner || !expires || principals.kind !== "known") broken.push(entry.path);
    else entries.push({ role, reason, owner, expires, principals: principals.value, path: entry.path });
  }
  return { entries, broken };
}

export function entryOf(role: Principal, { entries }: BreakGlassList): BreakGlassEntry | undefined {
  return entries.find((entry) => role.isNamedBy(entry.role) || role.names.includes(entry.role.toLowerCase()));
}

/** The day in the tag; absent for a role that is for no emergency. */
export function breakGlassDay({ resource }: Principal): Reading<string> {
  for (const property of ["tags", "tagsAll"]) {
    const tag = resource?.properties.at(property).at(breakGlassTag).text();
    // Tags as a whole are announced as unknown where nobody gave any.
    if (tag?.kind === "known") return tag;
    if (tag?.kind === "unknown" && resource?.properties.at(property).entries().kind === "known") return tag;
  }
  return { kind: "absent", path: "tags" };
}

/** Whether a role is for emergencies by tag and by list, and neither has expired: then trust-break-glass judges it. */
export function isInForce(role: Principal, list: BreakGlassList, today: Date): boolean {
  const day = breakGlassDay(role);
  const entry = entryOf(role, list);
  if (day.kind !== "known" || !entry) return false;
  return [day.value, entry.expires].every((one) => (daysLeft(one, today) ?? -1) >= 0);
}
