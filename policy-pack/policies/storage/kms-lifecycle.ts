/**
 * kms-lifecycle
 *
 * A key is enabled, waits at least `minDays` before it is deleted, was not made past the check against locking
 * oneself out, and stays in its region.
 *
 * Why: what a deleted key encrypted is gone for good, and so is what nobody can administer. A multi-region key
 * has replicas whose policies and deletion are their own.
 *
 * Level: the resource's; the key says all of it.
 *
 * Not seen: keys that are disabled by hand, replicas of keys of other stacks.
 *
 * Parameters: `minDays` 14. Where a key names no window, KMS waits 30 days (KMS reference, "ScheduleKeyDeletion").
 */
import type { ResourceView } from "../../reader/resource";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { numberParameter, wholeNumber } from "../../config/number-parameter";
import { policyCarriers } from "../../resource-policies/resource-policy";

const defaultDays = 14;

export const kmsLifecycle: Rule = {
  number: 81,
  name: "kms-lifecycle",
  title: "Keys are not lost by accident",
  description:
    "Keys are enabled, wait at least minDays before deletion, pass the lock-out check and stay in one region.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set deletionWindowInDays to at least the limit, and remove isEnabled false, bypassPolicyLockoutSafetyCheck and multiRegion.",
  parameters: {
    minDays: {
      type: "integer",
      minimum: 7,
      maximum: 30,
      default: defaultDays,
      description: "Shortest time in days between the order to delete a key and its deletion.",
    },
  },
  types: policyCarriers.key,
  resource: (key, { parameters }) =>
    judged([
      ...forbidden.flatMap((property) => judgeProperty(key, property)),
      ...judgeWindow(key, numberParameter(parameters, "minDays", defaultDays)),
    ]),
};

interface Forbidden {
  readonly name: string;
  readonly value: string;
  readonly says: string;
  readonly why: string;
  readonly fix: string;
}

const forbidden: readonly Forbidden[] = [
  // Replicas and keys of imported material call it `enabled`.
  ...["isEnabled", "enabled"].map((name) => ({
    name,
    value: "false",
    says: "is disabled.",
    why: "nothing that the key encrypted can be read while it is disabled",
    fix: `remove ${name}`,
  })),
  {
    name: "bypassPolicyLockoutSafetyCheck",
    value: "true",
    says: "is made past the check that somebody can still change its policy.",
    why: "a key whose policy nobody can change is lost, and only AWS can help",
    fix: "remove bypassPolicyLockoutSafetyCheck",
  },
  {
    name: "multiRegion",
    value: "true",
    says: "is a multi-region key.",
    why: "a replica in another region has a policy and a deletion of its own, and opens the same data",
    fix: "make one key a region",
  },
];

function judgeProperty(
  { urn, name, properties }: ResourceView,
  { name: property, value, says, why, fix }: Forbidden,
): readonly Finding[] {
  const reading = properties.at(property).text();
  if (reading.kind === "known" && reading.value === value)
    return [{ kind: "violation", urn, what: `Key ${name} ${says}`, at: [property], why, fix }];
  if (reading.kind !== "unknown") return [];
  return [
    {
      kind: "undetermined",
      urn,
      what: `the value of ${property} of key ${name} is not known yet.`,
      at: [reading.path],
      why,
      fix: `write ${property} as a literal, or leave it out`,
    },
  ];
}

function judgeWindow({ urn, name, properties }: ResourceView, minDays: number): readonly Finding[] {
  const window = wholeNumber(properties.at("deletionWindowInDays"));
  const why = "all that the key encrypted is gone with it; the window is the time to notice";
  if (window.kind === "absent") return [];
  if (window.kind === "unknown")
    return [
      {
        kind: "undetermined",
        urn,
        what: `how long key ${name} waits before it is deleted can't be seen.`,
        at: [window.path],
        why,
        fix: "write deletionWindowInDays as a literal",
      },
    ];
  if (window.value >= minDays) return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Key ${name} is deleted ${window.value} days after the order, which is less than ${minDays}.`,
      at: ["deletionWindowInDays"],
      why,
      fix: `set deletionWindowInDays to at least ${minDays}`,
    },
  ];
}
