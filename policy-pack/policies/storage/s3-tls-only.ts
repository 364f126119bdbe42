/**
 * s3-tls-only
 *
 * Every bucket's policy denies requests without TLS: whoever asks, for the bucket and for every object in it, every
 * request with aws:SecureTransport false is surely denied. What denies only some people, some actions or some
 * objects, or only under further conditions, is not enough.
 *
 * Why: OWASP CICD-SEC-7. S3 answers plain HTTP, where anybody on the way reads and changes what is carried.
 *
 * Level: the stack's; the policy is a resource beside the bucket.
 *
 * Not seen: services of AWS, which come with TLS, may be spared. What is denied for all requests, with TLS as well,
 * counts as denied.
 */
import { contextOf } from "../../iam/context";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { Bucket, Side } from "./bucket-sides";
import { objects, passesDenials, wholeBucket } from "./bucket-requests";
import { judgeBuckets, judgeSides } from "./judge-bucket";
import { actionName } from "../../resource-policies/openings";

export const s3TlsOnly: Rule = {
  number: 83,
  name: "s3-tls-only",
  title: "Buckets are reached by TLS only",
  description: "Every bucket's policy denies all requests without TLS, to the bucket and to its objects.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Add a statement to the bucket's policy that denies s3:* to everybody on the bucket and on bucket/* where aws:SecureTransport is false.",
  parameters: {},
  stack: (stack) =>
    judgeBuckets(stack, (bucket) =>
      judgeSides(
        bucket,
        "policy",
        { says: "has no policy, so it answers requests without TLS.", why, fix },
        (side) => judgePolicy(bucket, side),
      ),
    ),
};

const why = "CICD-SEC-7: anybody on the way reads and changes what is carried without TLS";
const fix =
  "add a statement: Effect Deny, Principal *, Action s3:*, Resource the bucket's ARN and the same with /*, Condition Bool aws:SecureTransport false";

const withoutTls = contextOf(
  { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" },
  "unknown",
);

function judgePolicy(bucket: Bucket, side: Side): readonly Finding[] {
  const { urn } = side.resource;
  const { label } = bucket;
  for (const aim of [wholeBucket, objects]) {
    const answer = passesDenials(bucket, side, aim, withoutTls);
    if (answer.kind === "yes")
      return [
        {
          kind: "violation",
          urn,
          what: `Bucket ${label} answers requests without TLS: ${actionName(answer.action)} on ${aim.label}.`,
          at: [side.property],
          why,
          fix,
        },
      ];
    if (answer.kind === "unknown")
      return [
        {
          kind: "undetermined",
          urn,
          what: `whether the policy of bucket ${label} denies requests without TLS can't be seen.`,
          at: answer.paths.slice(0, 5),
          why,
          fix: "write the policy from the bucket's name instead of its outputs; then it can be read at preview",
        },
      ];
  }
  return [];
}
