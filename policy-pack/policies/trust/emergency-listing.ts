import { daysLeft } from "../../config/days";
import type { Principal } from "../../identities/principal";
import type { Finding } from "../../verdict/finding";
import type { BreakGlassEntry, BreakGlassList } from "./break-glass-roles";
import { breakGlassDay, entryOf } from "./break-glass-roles";
import { unseen, violation } from "./emergency-findings";

export function brokenEntry(path: string): Finding {
  return violation(
    "",
    `Entry ${path} of the policy config lists no emergency role in full.`,
    path,
    "state role, principals, reason, owner and expires",
  );
}

export function unusedEntry({ role, path }: BreakGlassEntry): Finding {
  return unseen(
    "",
    `emergency role ${role} is listed, and is not in this stack.`,
    [path],
    "manage the role in this stack, or take it off the list",
  );
}

/** Whether tag and list agree on a day that has not passed. */
export function judgeListing(role: Principal, list: BreakGlassList, today: Date): readonly Finding[] {
  const { urn, label } = role;
  const day = breakGlassDay(role);
  const entry = entryOf(role, list);
  if (day.kind === "unknown")
    return [
      unseen(
        urn,
        `the day on which emergency role ${label} expires is not known yet.`,
        [day.path],
        "write the tag as a literal",
      ),
    ];
  if (day.kind === "absent")
    return [
      violation(
        urn,
        `Role ${label} is listed for emergencies and carries no tag that says so.`,
        "tags",
        `tag it delivery:break-glass = ${entry?.expires ?? "the day on which it expires"}`,
      ),
    ];
  const left = daysLeft(day.value, today);
  if (left === undefined)
    return [
      violation(
        urn,
        `Emergency role ${label} names no day in its tag.`,
        "tags.delivery:break-glass",
        "write the day on which it expires as YYYY-MM-DD",
      ),
    ];
  if (!entry)
    return [
      violation(
        urn,
        `Emergency role ${label} stands in no list.`,
        "tags.delivery:break-glass",
        "list it in this policy's `breakGlassRoles` with principals, reason, owner and expires",
      ),
    ];
  if (left < 0)
    return [
      violation(
        urn,
        `Emergency role ${label} expired on ${day.value}.`,
        "tags.delivery:break-glass",
        "remove the role, or decide anew and set tag and list to another day",
      ),
    ];
  return entry.expires === day.value
    ? []
    : [
        violation(
          urn,
          `Emergency role ${label} expires on ${day.value} by its tag and on ${entry.expires} by the list.`,
          `${entry.path}.expires`,
          "write the same day in both",
        ),
      ];
}
