import { iamDocumentKnownAtPreview } from "../../../../policy-pack/policies/stack/iam-document-known-at-preview";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { allow, pipeline, provider, role, rolePolicy } from "../../road";
import type { DecisionTable } from "../table";

const bucket: Written = { type: "aws:s3/bucket:Bucket", name: "bucket", props: { arn: unknown } };

function policy(text: unknown, madeFrom?: readonly string[]): Written {
  return {
    ...rolePolicy("devops", "payments-build", []),
    props: { role: "payments-build", policy: text },
    ...(madeFrom ? { madeFrom: { policy: madeFrom } } : {}),
  };
}

export const table: DecisionTable = {
  rule: iamDocumentKnownAtPreview,
  rows: [
    {
      when: "all documents are text",
      shows: "pass",
      stack: [rolePolicy("devops", "payments-build", allow("s3:GetObject", "arn:aws:s3:::x/*")), bucket],
    },
    {
      when: "a document is made from the outputs of a resource",
      shows: "violation",
      stack: [policy(unknown, ["bucket"]), bucket],
      says: [
        "advisory payments-build-policy: The policy of payments-build-policy can't be read at preview, because it is made from outputs of bucket.",
      ],
      inFull: [
        [
          "The policy of payments-build-policy can't be read at preview, because it is made from outputs of bucket.",
          "  at: policy",
          "  why: a document with one unknown value in it is unknown as a whole, so nobody can say what it allows",
          "  fix: build the ARNs in it from account ids and names",
        ].join("\n"),
      ],
    },
    {
      when: "a single value inside of a document in object form is an output",
      shows: "violation",
      stack: [policy({ Statement: [allow("s3:GetObject", [unknown])] }, ["bucket"]), bucket],
      says: [
        "advisory payments-build-policy: The policy of payments-build-policy can't be read at preview, because it is made from outputs of bucket.",
      ],
    },
    {
      when: "a trust is made from an output",
      shows: "violation",
      stack: [
        role("devops", "one", {
          props: { assumeRolePolicy: unknown },
          madeFrom: { assumeRolePolicy: ["bucket"] },
        }),
        bucket,
      ],
      says: [
        "advisory one: The assumeRolePolicy of one can't be read at preview, because it is made from outputs of bucket.",
      ],
    },
    {
      when: "a document is not known, and nothing says why",
      shows: "unknown",
      stack: [policy(unknown)],
      says: [
        "advisory payments-build-policy: Undetermined: the policy of payments-build-policy can't be read, and nothing says what makes it so.",
      ],
    },
    {
      when: "the provider announces the policy that AWS gives a key without one",
      shows: "near miss",
      stack: [
        { type: "aws:kms/key:Key", name: "key", provider: provider("devops"), props: { policy: unknown } },
      ],
    },
    {
      when: "an output stands in a property that is no document",
      shows: "near miss",
      stack: [
        {
          ...rolePolicy("devops", "payments-build", []),
          madeFrom: { role: ["payments-build"] },
        },
        role("devops", "payments-build"),
      ],
    },
    {
      when: "the stack has no document",
      shows: "not applicable",
      stack: [pipeline([])],
      notApplicable: ["the stack has no policy document"],
    },
  ],
};
