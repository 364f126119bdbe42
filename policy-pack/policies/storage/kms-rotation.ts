/**
 * kms-rotation
 *
 * Every symmetric encryption key gets new key material by itself: rotation is on, and the period is at most
 * `maxDays`.
 *
 * Why: what a copied piece of key material opens ends with the next rotation.
 *
 * Level: the resource's; the key says all of it. Mandatory, and nothing is changed in passing: what turns
 * rotation on is the program, so that the next reader finds it there.
 *
 * Not seen: rotation that was done by hand. Asymmetric keys, HMAC keys and keys in a custom key store can't be
 * rotated by KMS: not applicable (KMS guide, "Rotate AWS KMS keys").
 *
 * Parameters: `maxDays` 365, which is also KMS's own period where none is given.
 */
import { tokens } from "../../stack/tokens";
import type { ResourceView } from "../../reader/resource";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { numberParameter, wholeNumber } from "../../config/number-parameter";

const defaultDays = 365;

export const kmsRotation: Rule = {
  number: 76,
  name: "kms-rotation",
  title: "Keys are rotated",
  description: "Symmetric encryption keys are rotated by KMS, at least once in maxDays.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Set enableKeyRotation to true, and rotationPeriodInDays to at most the limit.",
  parameters: {
    maxDays: {
      type: "integer",
      minimum: 90,
      maximum: 2560,
      default: defaultDays,
      description: "Longest period of rotation in days.",
    },
  },
  types: [tokens.key],
  resource: (key, { parameters }) => {
    const fixed = whyFixed(key);
    if (fixed !== undefined) return notApplicable(fixed);
    return judged([
      ...judgeSwitch(key),
      ...judgePeriod(key, numberParameter(parameters, "maxDays", defaultDays)),
    ]);
  },
};

const why = "material that leaked stays good for everything until the key is rotated";

/** Why KMS can't rotate the key; undefined if it can, or if that is not known. */
function whyFixed({ properties }: ResourceView): string | undefined {
  const spec = properties.at("customerMasterKeySpec").text();
  const usage = properties.at("keyUsage").text();
  if (spec.kind === "known" && spec.value !== "SYMMETRIC_DEFAULT")
    return "KMS rotates symmetric encryption keys only";
  if (usage.kind === "known" && usage.value !== "ENCRYPT_DECRYPT")
    return "KMS rotates symmetric encryption keys only";
  const store = properties.at("customKeyStoreId").text();
  return store.kind === "known" ? "KMS rotates no keys of a custom key store" : undefined;
}

function judgeSwitch({ urn, name, properties }: ResourceView): readonly Finding[] {
  const on = properties.at("enableKeyRotation").text();
  if (on.kind === "known" && on.value === "true") return [];
  const unsure = [
    on,
    ...["customerMasterKeySpec", "keyUsage", "customKeyStoreId"].map((one) => properties.at(one).text()),
  ].flatMap((reading) => (reading.kind === "unknown" ? [reading.path] : []));
  if (unsure.length > 0)
    return [
      {
        kind: "undetermined",
        urn,
        what: `whether key ${name} has to be rotated and is can't be seen.`,
        at: unsure,
        why,
        fix: "write enableKeyRotation, and what the key is for, as literals",
      },
    ];
  return [
    {
      kind: "violation",
      urn,
      what: `Key ${name} is never rotated.`,
      at: ["enableKeyRotation"],
      why,
      fix: "set enableKeyRotation to true",
    },
  ];
}

function judgePeriod({ urn, name, properties }: ResourceView, maxDays: number): readonly Finding[] {
  const period = wholeNumber(properties.at("rotationPeriodInDays"));
  if (period.kind === "unknown")
    return [
      {
        kind: "undetermined",
        urn,
        what: `how often key ${name} is rotated can't be seen.`,
        at: [period.path],
        why,
        fix: "write rotationPeriodInDays as a literal",
      },
    ];
  const days = period.kind === "known" ? period.value : defaultDays;
  if (days <= maxDays) return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Key ${name} is rotated every ${days} days, which is more than ${maxDays}.`,
      at: ["rotationPeriodInDays"],
      why,
      fix: `set rotationPeriodInDays to at most ${maxDays}`,
    },
  ];
}
