/**
 * s3-public-access-block
 *
 * Every bucket has a public access block of its own in which all four flags are on: blockPublicAcls,
 * blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets. A flag that is not given is off.
 *
 * Why: OWASP CICD-SEC-7. The block holds against every later policy and ACL, whoever writes it.
 *
 * Level: the stack's; bucket and block are two resources. Mandatory, and nothing is changed in passing.
 *
 * Not seen: the block of the whole account, which somebody else may lift.
 */
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { Bucket, Side } from "./bucket-sides";
import { judgeBuckets, judgeSides } from "./judge-bucket";

export const s3PublicAccessBlock: Rule = {
  number: 82,
  name: "s3-public-access-block",
  title: "No bucket can be made public",
  description: "Every bucket has a public access block with all four flags on.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Give the bucket a BucketPublicAccessBlock with all four flags true.",
  parameters: {},
  stack: (stack) =>
    judgeBuckets(stack, (bucket) =>
      judgeSides(
        bucket,
        "publicAccess",
        {
          says: "has no public access block.",
          why,
          fix: `add a BucketPublicAccessBlock with ${flags.join(", ")} true`,
        },
        (side) => judgeBlock(bucket, side),
      ),
    ),
};

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;
const why = "CICD-SEC-7: without the block one wrong policy or ACL opens the bucket to everybody";

function judgeBlock({ label }: Bucket, { resource, field }: Side): readonly Finding[] {
  const readings = flags.map((flag) => ({ flag, reading: field.at(flag).text() }));
  const { urn } = resource;
  const off = readings.filter(
    ({ reading }) => reading.kind === "absent" || (reading.kind === "known" && reading.value !== "true"),
  );
  const unknown = readings.filter(({ reading }) => reading.kind === "unknown").map(({ flag }) => flag);
  return [
    ...(off.length === 0
      ? []
      : [
          {
            kind: "violation" as const,
            urn,
            what: `The public access block of bucket ${label} is not closed.`,
            at: off.map(({ flag }) => flag),
            why,
            fix: "set all four flags to true",
          },
        ]),
    ...(unknown.length === 0
      ? []
      : [
          {
            kind: "undetermined" as const,
            urn,
            what: `whether the public access block of bucket ${label} is closed is not known yet.`,
            at: unknown,
            why,
            fix: "write the flags as literals",
          },
        ]),
  ];
}
