import { trustNoNotPrincipal } from "../../../../policy-pack/policies/trust/trust-no-not-principal";
import { unknown } from "../../handed";
import { role } from "../../road";
import type { DecisionTable } from "../table";
import { carrying, deployer, trusts, worker } from "./trusts.stack";

const everybody = (subject: string, resource: string) =>
  `mandatory ${resource}: ${subject} allows everybody but some.`;

export const table: DecisionTable = {
  rule: trustNoNotPrincipal,
  rows: [
    { when: "principals and actions are named", shows: "pass", stack: worker(trusts({ AWS: deployer })) },
    {
      when: "everybody but one role is trusted",
      shows: "violation",
      stack: worker({ Effect: "Allow", NotPrincipal: { AWS: deployer }, Action: "sts:AssumeRole" }),
      says: [everybody("Role worker", "worker")],
      inFull: [
        [
          "Role worker allows everybody but some.",
          "  at: assumeRolePolicy.Statement[0].NotPrincipal",
          "  why: whoever or whatever is not excepted is allowed, including what nobody has thought of yet",
          "  fix: name in Principal who may come in",
        ].join("\n"),
      ],
    },
    {
      when: "keys and buckets except somebody or something, in other letter case",
      shows: "violation",
      stack: [
        carrying("aws:kms/key:Key", "key", [
          { effect: "Allow", notprincipal: { AWS: [deployer] }, action: "kms:Decrypt", resource: "*" },
        ]),
        carrying("aws:s3/bucketPolicy:BucketPolicy", "bucket", [
          { Effect: "Allow", Principal: { AWS: deployer }, NotAction: ["s3:DeleteObject"], Resource: "*" },
        ]),
      ],
      says: [
        everybody("Key key", "key"),
        "mandatory bucket: Bucket policy bucket allows every action but some.",
      ],
    },
    {
      when: "everybody but one role is denied",
      shows: "near miss",
      stack: [
        carrying("aws:s3/bucketPolicy:BucketPolicy", "bucket", [
          { Effect: "Deny", NotPrincipal: { AWS: deployer }, NotAction: "s3:GetObject", Resource: "*" },
        ]),
      ],
    },
    {
      when: "the document is not known yet",
      shows: "unknown",
      stack: [role("devops", "worker", { props: { assumeRolePolicy: unknown } })],
      says: ["advisory worker: Undetermined: whom role worker lets in can't be read in full."],
    },
  ],
};
