/**
 * s3-owner-enforced
 *
 * Every bucket says by ownership controls that its owner owns every object (BucketOwnerEnforced), which switches
 * ACLs off.
 *
 * Why: OWASP CICD-SEC-7. An object that another account writes is that account's otherwise, and its ACL opens what
 * no policy shows.
 *
 * Level: the stack's; bucket and controls are two resources.
 *
 * Not seen: that S3 makes new buckets so by itself; what nothing states, nothing keeps.
 */
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { Bucket, Side } from "./bucket-sides";
import { judgeBuckets, judgeSides } from "./judge-bucket";

export const s3OwnerEnforced: Rule = {
  number: 88,
  name: "s3-owner-enforced",
  title: "The bucket's owner owns every object",
  description: "Every bucket has ownership controls with BucketOwnerEnforced.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Give the bucket BucketOwnershipControls with objectOwnership BucketOwnerEnforced.",
  parameters: {},
  stack: (stack) =>
    judgeBuckets(stack, (bucket) =>
      judgeSides(
        bucket,
        "ownership",
        {
          says: "has no ownership controls.",
          why,
          fix: "add BucketOwnershipControls with objectOwnership BucketOwnerEnforced",
        },
        (side) => judgeControls(bucket, side),
      ),
    ),
};

const why = "CICD-SEC-7: what another account writes is that account's, with an ACL that no policy shows";

function judgeControls({ label }: Bucket, { resource, property, field }: Side): readonly Finding[] {
  const { urn } = resource;
  const list = field.list();
  const [rule = field] = list.kind === "known" ? list.value : [];
  const ownership = rule.at("objectOwnership").text();
  if (ownership.kind === "unknown")
    return [
      {
        kind: "undetermined",
        urn,
        what: `who owns the objects of bucket ${label} is not known yet.`,
        at: [ownership.path],
        why,
        fix: "write objectOwnership as a literal",
      },
    ];
  if (ownership.kind === "known" && ownership.value === "BucketOwnerEnforced") return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Objects of bucket ${label} may belong to whoever writes them${ownership.kind === "known" ? ` (${ownership.value.slice(0, 40)})` : ""}.`,
      at: [`${property}.objectOwnership`],
      why,
      fix: "set objectOwnership to BucketOwnerEnforced",
    },
  ];
}
