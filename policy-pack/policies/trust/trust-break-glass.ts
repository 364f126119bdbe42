/**
 * trust-break-glass
 *
 * A role for emergencies carries the tag `delivery:break-glass` with the day on which it expires, stands in
 * `breakGlassRoles` with principals, reason, owner and the same day, and:
 * - trusts exactly the principals that are listed for it;
 * - demands a second factor, used a short while ago: tried with sessions without one, and with an old one;
 * - has short sessions;
 * - alarms: a rule of EventBridge in its account tells somebody of every AssumeRole on it.
 *
 * Why: it passes the gate on purpose. So few may take it, not for long, and nobody unnoticed.
 *
 * Level: the stack's: the rule that alarms is another resource, and so is a role that is listed only.
 *
 * Not seen: whether somebody reads the alarm, whether a trail records the account's calls, and roles outside of the
 * stack. What the role may do is for the other policies; trust-prod-only-gated leaves its trust to this one while
 * it is in force.
 *
 * Parameters: `breakGlassRoles` (default: `world.breakGlassRoles` of the shared config, else none), `maxSeconds` of a session (3600), `maxMfaSeconds` since the second factor
 * (3600).
 */
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Field } from "../../reader/field";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { alarmOn } from "./assume-alarms";
import { breakGlassDay, breakGlassList, breakGlassParameter, entryOf } from "./break-glass-roles";
import { judgeFactor } from "./emergency-factor";
import { unseen, violation } from "./emergency-findings";
import { brokenEntry, judgeListing, unusedEntry } from "./emergency-listing";
import { judgePrincipals } from "./emergency-principals";

export const trustBreakGlass: Rule = {
  number: 75,
  name: "trust-break-glass",
  title: "Emergency roles are few, short, listed and loud",
  description:
    "Break-glass roles trust listed principals with a fresh second factor, briefly, with an alarm and an expiry.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Tag and list the role with one expiry day, name its principals, demand MFA and its age, keep sessions short, and alarm on AssumeRole; or remove it.",
  parameters: {
    breakGlassRoles: breakGlassParameter,
    maxSeconds: {
      type: "integer",
      minimum: 900,
      default: 3600,
      description: "Longest session of an emergency role, in seconds.",
    },
    maxMfaSeconds: {
      type: "integer",
      minimum: 60,
      default: 3600,
      description: "Longest time since the second factor was used, in seconds.",
    },
  },
  stack: (stack, { world, parameters, today }) => {
    const identities = identitiesOf(stack, world);
    const list = breakGlassList(world.breakGlassRoles);
    const roles = identities.roles.filter(
      (role) =>
        !role.isExternal && (breakGlassDay(role).kind !== "absent" || entryOf(role, list) !== undefined),
    );
    if (roles.length === 0 && list.entries.length + list.broken.length === 0)
      return notApplicable("no role is tagged or listed for emergencies");
    const limits = {
      session: limitOf(parameters.at("maxSeconds")),
      factor: limitOf(parameters.at("maxMfaSeconds")),
    };
    return judged([
      ...list.broken.map(brokenEntry),
      ...list.entries
        .filter((entry) => !identities.roles.some((role) => entryOf(role, { ...list, entries: [entry] })))
        .map(unusedEntry),
      ...roles.flatMap((role) => [
        ...judgeListing(role, list, today),
        ...judgePrincipals(role, entryOf(role, list), identities),
        ...judgeFactor(role, limits.factor),
        ...judgeSession(role, limits.session),
        ...judgeAlarm(role, stack),
      ]),
    ]);
  },
};

function limitOf(field: Field): number {
  const text = field.text();
  return text.kind === "known" && Number(text.value) > 0 ? Number(text.value) : 3600;
}

function judgeSession({ urn, label, resource }: Principal, limit: number): readonly Finding[] {
  const seconds = resource?.properties.at("maxSessionDuration").text();
  // AWS gives an hour where nobody says it.
  if (seconds === undefined || seconds.kind === "absent") return [];
  if (seconds.kind === "unknown")
    return [
      unseen(
        urn,
        `how long sessions of emergency role ${label} last is not known yet.`,
        ["maxSessionDuration"],
        "write maxSessionDuration as a literal",
      ),
    ];
  return Number(seconds.value) <= limit
    ? []
    : [
        violation(
          urn,
          `Sessions of emergency role ${label} last up to ${seconds.value} seconds.`,
          "maxSessionDuration",
          `set maxSessionDuration to ${limit} or less`,
        ),
      ];
}

function judgeAlarm(role: Principal, stack: Stack): readonly Finding[] {
  const alarm = alarmOn(role, stack);
  const { urn, label } = role;
  if (alarm === true) return [];
  if (alarm === false)
    return [
      violation(
        urn,
        `Nobody is told when emergency role ${label} is assumed.`,
        "assumeRolePolicy",
        "add an EventBridge rule on source aws.sts, eventName AssumeRole and this role's ARN, with a target that tells people",
      ),
    ];
  return [
    unseen(
      urn,
      `whether somebody is told when emergency role ${label} is assumed can't be seen.`,
      alarm.paths,
      "write eventPattern and the target's rule from names and account ids",
    ),
  ];
}
