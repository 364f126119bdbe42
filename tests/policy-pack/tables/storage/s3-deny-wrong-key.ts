import { s3DenyWrongKey } from "../../../../policy-pack/policies/storage/s3-deny-wrong-key";
import { unknown } from "../../handed";
import { deny, pipeline, project } from "../../road";
import type { DecisionTable } from "../table";
import {
  artifactKey,
  bucket,
  bucketArn,
  bucketName,
  encrypted,
  keepsArtifacts,
  madeFromKey,
  onlyKms,
  onlyTls,
  policy,
  side,
} from "./buckets.stack";

const store = [keepsArtifacts, artifactKey, bucket(), side("encryption", encrypted(), madeFromKey)];
const takes = (algorithm: string) =>
  `advisory artifacts-policy: Bucket payments-artifacts holds artifacts and takes puts that ask for ${algorithm} instead of the bucket's key.`;

export const table: DecisionTable = {
  rule: s3DenyWrongKey,
  rows: [
    { when: "puts under another algorithm are denied", shows: "pass", stack: [...store, policy(onlyKms)] },
    {
      when: "nothing is denied",
      shows: "violation",
      stack: [...store, policy(onlyTls)],
      says: [takes("AES256")],
      inFull: [
        `Bucket payments-artifacts holds artifacts and takes puts that ask for AES256 instead of the bucket's key.
  at: policy
  why: whoever writes an artifact chooses its encryption, unless the bucket denies the choice
  fix: add a statement: Effect Deny, Principal *, Action s3:PutObject, Resource bucket/*, Condition StringNotEquals s3:x-amz-server-side-encryption aws:kms and Null s3:x-amz-server-side-encryption false`,
      ],
    },
    {
      when: "a bucket has no policy",
      shows: "violation",
      stack: store,
      says: [
        "advisory artifacts: Bucket payments-artifacts holds artifacts and takes them under whichever encryption their writer names.",
      ],
    },
    {
      when: "only a part of the bucket is meant",
      shows: "violation",
      stack: [...store, policy({ ...onlyKms, Resource: `${bucketArn}/releases/*` })],
      says: [takes("AES256")],
    },
    {
      when: "one algorithm is denied, and another is left",
      shows: "violation",
      stack: [
        ...store,
        policy(
          deny("s3:PutObject", `${bucketArn}/*`, {
            Principal: "*",
            Condition: { StringEquals: { "s3:x-amz-server-side-encryption": "AES256" } },
          }),
        ),
      ],
      says: [takes("aws:kms:dsse")],
    },
    {
      when: "the default is not a key of ours",
      shows: "violation",
      stack: [keepsArtifacts, bucket(), policy(onlyKms)],
      says: [
        "advisory artifacts: Artifacts in bucket payments-artifacts are not encrypted with a key of ours by default, so no denial can hold them to it.",
      ],
    },
    {
      when: "a build project puts its artifacts there",
      shows: "violation",
      stack: [
        project("payments-build", undefined, { props: { artifacts: { type: "S3", location: bucketName } } }),
        ...store.slice(1),
        policy(onlyTls),
      ],
      says: [takes("AES256")],
    },
    {
      when: "the pipeline's bucket is not known yet, but made from it",
      shows: "violation",
      stack: [
        pipeline([], {
          props: { artifactStores: [{ location: unknown, type: "S3" }] },
          madeFrom: { artifactStores: ["artifacts"] },
        }),
        ...store.slice(1),
        policy(onlyTls),
      ],
      says: [takes("AES256")],
    },
    {
      when: "the policy is not known yet",
      shows: "unknown",
      stack: [...store, side("policy", { policy: unknown })],
      says: [
        "advisory artifacts-policy: Undetermined: whether the policy of bucket payments-artifacts denies puts under another encryption can't be seen.",
      ],
    },
    {
      when: "all puts are denied that don't name the key, which the default's key is not named for",
      shows: "near miss",
      stack: [
        ...store,
        policy(
          deny("s3:Put*", `${bucketArn}/*`, {
            Principal: { AWS: "*" },
            Condition: {
              StringNotEqualsIfExists: { "s3:x-amz-server-side-encryption": ["aws:kms"] },
            },
          }),
        ),
      ],
    },
    {
      when: "a bucket without artifacts takes any encryption",
      shows: "not applicable",
      stack: [...store.slice(1), policy(onlyTls)],
      notApplicable: ["no bucket of the stack holds artifacts"],
    },
  ],
};
