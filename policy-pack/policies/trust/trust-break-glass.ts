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
 * Parameters: `breakGlassRoles` (none), `maxSeconds` of a session (3600), `maxMfaSeconds` since the second factor
 * (3600).
 */
import { accountOf } from "../../iam/arn";
import type { Statement } from "../../iam/document";
import { any, isUnsure } from "../../iam/kleene";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Field } from "../../reader/field";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { alarmOn } from "./assume-alarms";
import type { BreakGlassEntry, BreakGlassList } from "./break-glass-roles";
import { breakGlassDay, breakGlassList, breakGlassParameter, daysLeft, entryOf } from "./break-glass-roles";
import { callersOf } from "./callers";
import { assumeActionsOf, letsIn } from "./letting-in";

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
  stack: (stack, { world, parameters }) => {
    const identities = identitiesOf(stack, world);
    const list = breakGlassList(parameters);
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
        ...judgeListing(role, list),
        ...judgePrincipals(role, stack, entryOf(role, list), world),
        ...judgeFactor(role, limits.factor),
        ...judgeSession(role, limits.session),
        ...judgeAlarm(role, stack),
      ]),
    ]);
  },
};

const why = "it passes the approval on purpose, so it must be small, short, noticed, and close by itself";

function limitOf(field: Field): number {
  const text = field.text();
  return text.kind === "known" && Number(text.value) > 0 ? Number(text.value) : 3600;
}

function violation(urn: string, what: string, at: string, fix: string): Finding {
  return { kind: "violation", urn, what, at: [at], why, fix };
}

function unseen(urn: string, what: string, at: readonly string[], fix: string): Finding {
  return { kind: "undetermined", urn, what, at, why, fix };
}

function brokenEntry(path: string): Finding {
  return violation(
    "",
    `Entry ${path} of the policy config lists no emergency role in full.`,
    path,
    "state role, principals, reason, owner and expires",
  );
}

function unusedEntry({ role, path }: BreakGlassEntry): Finding {
  return unseen(
    "",
    `emergency role ${role} is listed, and is not in this stack.`,
    [path],
    "manage the role in this stack, or take it off the list",
  );
}

function judgeListing(role: Principal, list: BreakGlassList): readonly Finding[] {
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
  const left = daysLeft(day.value);
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

function judgePrincipals(
  role: Principal,
  stack: Stack,
  entry: BreakGlassEntry | undefined,
  world: Parameters<typeof identitiesOf>[1],
): readonly Finding[] {
  const { urn, label, trust } = role;
  const listed = entry?.principals ?? [];
  const fix = "trust exactly the principals that are listed for the role, by their ARNs";
  return callersOf(trust ?? { statements: [], unknown: [] }, identitiesOf(stack, world)).flatMap(
    (caller): readonly Finding[] => {
      const bad = (who: string) => [
        violation(
          urn,
          `Emergency role ${label} trusts ${who}, which is not listed for it.`,
          caller.path,
          fix,
        ),
      ];
      switch (caller.kind) {
        case "role":
          return listed.some((arn) => caller.role.isNamedBy(arn)) ? [] : bad(`role ${caller.role.label}`);
        case "outside":
          return listed.includes(caller.arn) ? [] : bad(caller.arn);
        case "people":
          return listed.some((arn) => caller.who.endsWith(arn)) ? [] : bad(caller.who);
        case "account":
          return bad(`account ${caller.account} as a whole`);
        case "pattern":
          return bad(`everybody called ${caller.pattern}`);
        case "everybody":
          return bad("everybody");
        case "service":
          return bad(`service ${caller.service}`);
        case "token":
          return bad(`jobs with tokens of ${caller.web.issuer}`);
        case "unknown":
          return [
            unseen(
              urn,
              `whom emergency role ${label} trusts can't be seen.`,
              caller.paths,
              "write its trust from names and account ids",
            ),
          ];
        default:
          return caller satisfies never;
      }
    },
  );
}

/** Sessions that must be refused: without a second factor, with none said, and with one of long ago. */
function judgeFactor({ urn, label, trust }: Principal, limit: number): readonly Finding[] {
  const statements = trust?.statements ?? [];
  const denials = statements.filter(({ effect }) => effect === "Deny");
  const doors = statements.filter(
    (one) => one.effect === "Allow" && assumeActionsOf(one).length > 0 && one.principals !== undefined,
  );
  return doors.flatMap((statement): readonly Finding[] => {
    const without = tryFactor(statement, denials, [
      { "aws:MultiFactorAuthPresent": null, "aws:MultiFactorAuthAge": null },
      { "aws:MultiFactorAuthPresent": "false", "aws:MultiFactorAuthAge": null },
    ]);
    const old = tryFactor(statement, denials, [
      { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": String(limit + 1) },
    ]);
    if (without === true)
      return [
        violation(
          urn,
          `Emergency role ${label} demands no second factor.`,
          statement.path,
          "test aws:MultiFactorAuthPresent with Bool against true, and aws:MultiFactorAuthAge",
        ),
      ];
    if (old === true)
      return [
        violation(
          urn,
          `Emergency role ${label} accepts a second factor of more than ${limit} seconds ago.`,
          statement.path,
          `test aws:MultiFactorAuthAge with NumericLessThan against ${limit} or less`,
        ),
      ];
    const paths = [without, old].flatMap((truth) => (isUnsure(truth) ? truth.paths : []));
    return paths.length === 0
      ? []
      : [
          unseen(
            urn,
            `whether emergency role ${label} demands a fresh second factor can't be seen.`,
            [...new Set([statement.path, ...paths])],
            "write the condition's values as literals",
          ),
        ];
  });
}

function tryFactor(
  statement: Statement,
  denials: readonly Statement[],
  sessions: readonly Readonly<Record<string, string | null>>[],
) {
  const arns = (statement.principals?.entries ?? []).map(({ value }) => value);
  const people = arns.length > 0 ? arns : ["arn:aws:iam::000000000000:role/somebody"];
  return any(
    people.flatMap((arn) =>
      sessions.map((keys) =>
        letsIn(
          statement,
          denials,
          accountOf(arn) !== undefined && !arn.endsWith(":root")
            ? { principal: { kind: "role", arn }, keys }
            : { principal: { kind: "anonymous" }, keys: { ...keys, "aws:PrincipalArn": undefined } },
          assumeActionsOf(statement),
        ),
      ),
    ),
  );
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
  switch (alarm.kind) {
    case "yes":
      return [];
    case "no":
      return [
        violation(
          urn,
          `Nobody is told when emergency role ${label} is assumed.`,
          "assumeRolePolicy",
          "add an EventBridge rule on source aws.sts, eventName AssumeRole and this role's ARN, with a target that tells people",
        ),
      ];
    case "unknown":
      return [
        unseen(
          urn,
          `whether somebody is told when emergency role ${label} is assumed can't be seen.`,
          alarm.paths,
          "write eventPattern and the target's rule from names and account ids",
        ),
      ];
    default:
      return alarm satisfies never;
  }
}
