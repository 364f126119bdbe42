/**
 * s3-versioning-and-retention
 *
 * Every bucket keeps versions, has an enabled lifecycle rule that lets noncurrent versions expire, and is not
 * emptied when the program drops it (`forceDestroy`).
 *
 * Why: OWASP CICD-SEC-7. What was overwritten or deleted can be seen and taken back; a rule ends what would grow
 * without end, instead of somebody's hand.
 *
 * Level: the stack's; bucket, versioning and lifecycle are three resources.
 *
 * Not seen: how many days and which prefixes are right for what is kept; a rule for a part of the bucket counts.
 */
import type { Field } from "../../reader/field";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { Bucket, Side } from "./bucket-sides";
import { judgeBuckets, judgeSides } from "./judge-bucket";

export const s3VersioningAndRetention: Rule = {
  number: 86,
  name: "s3-versioning-and-retention",
  title: "Buckets keep versions, and no longer than wanted",
  description:
    "Every bucket is versioned, lets noncurrent versions expire, and is not emptied with its removal.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Enable versioning, add a lifecycle rule with noncurrentVersionExpiration, and remove forceDestroy.",
  parameters: {},
  stack: (stack) =>
    judgeBuckets(stack, (bucket) => [
      ...judgeSides(
        bucket,
        "versioning",
        { says: "keeps no versions.", why: versions, fix: "add a BucketVersioning with status Enabled" },
        (side) => judgeVersioning(bucket, side),
      ),
      ...judgeLifecycle(bucket),
      ...judgeForce(bucket),
    ]),
};

const versions = "CICD-SEC-7: what is overwritten or deleted without versions is gone, and so is the proof";
const retention =
  "noncurrent versions that never expire pile up until somebody deletes by hand, and too much";

function judgeVersioning({ label }: Bucket, { resource, property, field }: Side): readonly Finding[] {
  const { urn } = resource;
  const list = field.list();
  const states = (list.kind === "known" ? list.value : [field]).map((one) => {
    const status = one.at("status").text();
    return status.kind === "absent" ? one.at("enabled").text() : status;
  });
  const unknown = states.flatMap((state) => (state.kind === "unknown" ? [state.path] : []));
  if (states.some((state) => state.kind === "known" && !/^(enabled|true)$/i.test(state.value)))
    return [
      {
        kind: "violation",
        urn,
        what: `Bucket ${label} keeps no versions of what is written from now on.`,
        at: [property],
        why: versions,
        fix: "set the status to Enabled",
      },
    ];
  if (unknown.length > 0)
    return [
      {
        kind: "undetermined",
        urn,
        what: `whether bucket ${label} keeps versions is not known yet.`,
        at: unknown,
        why: versions,
        fix: "write the status as a literal",
      },
    ];
  if (states.some((state) => state.kind === "known")) return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Bucket ${label} keeps no versions.`,
      at: [property],
      why: versions,
      fix: "set the status to Enabled",
    },
  ];
}

/** One rule anywhere is enough. */
function judgeLifecycle(bucket: Bucket): readonly Finding[] {
  const fix = "add an enabled lifecycle rule with noncurrentVersionExpiration";
  const says = "keeps noncurrent versions for ever.";
  const sides = bucket.said("lifecycle");
  if (sides.length === 0) return judgeSides(bucket, "lifecycle", { says, why: retention, fix }, () => []);
  const answers = sides.flatMap(({ field }) => {
    const rules = field.list();
    if (rules.kind !== "known") return [rules.path];
    return rules.value.map(expires);
  });
  if (answers.includes(true)) return [];
  const unknown = answers.filter((answer) => typeof answer === "string");
  const [first] = sides;
  const urn = first?.resource.urn ?? bucket.resource.urn;
  if (unknown.length > 0)
    return [
      {
        kind: "undetermined",
        urn,
        what: `whether noncurrent versions in bucket ${bucket.label} ever expire is not known yet.`,
        at: unknown.slice(0, 5),
        why: retention,
        fix: "write the lifecycle rules as literals",
      },
    ];
  return [
    {
      kind: "violation",
      urn,
      what: `Bucket ${bucket.label} ${says}`,
      at: [first?.property ?? "rules"],
      why: retention,
      fix,
    },
  ];
}

/** Whether a rule lets noncurrent versions expire; the path of what is not known. */
function expires(rule: Field): boolean | string {
  const status = rule.at("status").text();
  const state = status.kind === "absent" ? rule.at("enabled").text() : status;
  const expirations = ["noncurrentVersionExpiration", "noncurrentVersionExpirations"].flatMap((key) => {
    const list = rule.at(key).list();
    return list.kind === "known" ? list.value : list.kind === "unknown" ? [rule.at(key)] : [];
  });
  const days = expirations.flatMap((one) =>
    ["noncurrentDays", "days"].map((key) => one.at(key).text()).filter(({ kind }) => kind !== "absent"),
  );
  if (state.kind === "known" && !/^(enabled|true)$/i.test(state.value)) return false;
  if (state.kind === "absent" || days.length === 0) return state.kind === "unknown" ? state.path : false;
  const open = [state, ...days].find(({ kind }) => kind === "unknown");
  return open?.kind === "unknown" ? open.path : true;
}

function judgeForce({ label, resource }: Bucket): readonly Finding[] {
  const { urn, properties } = resource;
  const force = properties.at("forceDestroy").text();
  const why = "whoever drops the bucket from the program deletes every version of everything in it";
  if (force.kind === "unknown")
    return [
      {
        kind: "undetermined",
        urn,
        what: `whether bucket ${label} is emptied when it is removed is not known yet.`,
        at: [force.path],
        why,
        fix: "write forceDestroy as a literal, or leave it out",
      },
    ];
  if (force.kind === "absent" || force.value !== "true") return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Bucket ${label} is emptied when it is removed.`,
      at: ["forceDestroy"],
      why,
      fix: "remove forceDestroy",
    },
  ];
}
