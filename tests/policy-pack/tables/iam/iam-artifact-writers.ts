import { iamArtifactWriters } from "../../../../policy-pack/policies/iam/iam-artifact-writers";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account } from "../../road";
import { allow, deny, document, goodStages, provider, road, role, roleArn, rolePolicy } from "../../road";
import type { DecisionTable } from "../table";
import { people } from "./holders.stack";

const objects = "arn:aws:s3:::payments-artifacts/payments/*";
const write = allow(["s3:PutObject"], objects);
const stores = { props: { artifactStores: [{ location: "payments-artifacts", type: "S3" }] } };

const bucket: Written = {
  type: "aws:s3/bucket:Bucket",
  name: "artifacts",
  provider: provider("devops"),
  props: { bucket: "payments-artifacts" },
};

function registry(account: Account): Written {
  return {
    type: "aws:ecr/repository:Repository",
    name: "images",
    provider: provider(account),
    props: { name: "payments-assets", arn: unknown },
  };
}

/** The bucket's own policy with one statement for somebody. */
function lets(principal: unknown, more: Record<string, unknown> = {}): Written {
  return {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "artifacts-policy",
    provider: provider("devops"),
    props: {
      bucket: "payments-artifacts",
      policy: document({ ...allow("s3:PutObject", objects, more), Principal: principal }),
    },
  };
}

/** The road with its artifact bucket. */
function stored(...add: readonly Written[]): readonly Written[] {
  return road({ pipeline: stores, add: [bucket, ...add] });
}

const foreigner = roleArn("dev", "somebody");

export const table: DecisionTable = {
  rule: iamArtifactWriters,
  rows: [
    { when: "the pipeline's steps alone write artifacts", shows: "pass", stack: stored() },
    {
      when: "a build puts images",
      shows: "pass",
      stack: stored(
        registry("devops"),
        rolePolicy("devops", "payments-build", allow("ecr:PutImage", "*"), "more"),
      ),
    },
    {
      when: "the bucket's policy lets a step of the pipeline write",
      shows: "pass",
      stack: stored(lets({ AWS: roleArn("devops", "payments-build") })),
    },
    {
      when: "people may write artifacts",
      shows: "violation",
      stack: stored(...people(write)),
      says: [
        "mandatory developers-policy: Group developers may call s3:PutObject on bucket payments-artifacts, and is no role of its pipeline.",
      ],
      inFull: [
        [
          "Group developers may call s3:PutObject on bucket payments-artifacts, and is no role of its pipeline.",
          "  at: developers-policy.policy.Statement",
          "  why: CICD-SEC-9: what is deployed is what lies there, and whoever may write it in between deploys what nobody approved",
          "  fix: take the right away, or list the role in this policy's `writers`",
        ].join("\n"),
      ],
    },
    {
      when: "everything but a list may be written, the artifacts not among it",
      shows: "violation",
      stack: stored(
        ...people({ Effect: "Allow", Action: "S3:Put*", NotResource: "arn:aws:s3:::payments-logs/*" }),
      ),
      says: [
        "mandatory developers-policy: Group developers may call s3:PutObject on bucket payments-artifacts, and is no role of its pipeline.",
      ],
    },
    {
      when: "people may put images",
      shows: "violation",
      stack: stored(registry("devops"), ...people(allow("ecr:*", "arn:aws:ecr:*:*:repository/payments-*"))),
      says: [
        "mandatory developers-policy: Group developers may call ecr:PutImage on registry payments-assets, and is no role of its pipeline.",
      ],
    },
    {
      when: "the bucket's policy lets a role of another account write",
      shows: "violation",
      stack: stored(lets({ AWS: foreigner })),
      says: [
        "mandatory artifacts-policy: The policy of bucket payments-artifacts lets arn:aws:iam::222222222222:role/somebody write, which is no role of its pipeline.",
      ],
    },
    {
      when: "the bucket's policy lets another account and everybody write",
      shows: "violation",
      stack: stored(lets({ AWS: ["222222222222", "*"] })),
      says: [
        "mandatory artifacts-policy: The policy of bucket payments-artifacts lets account 222222222222 write, which is no role of its pipeline.",
        "mandatory artifacts-policy: The policy of bucket payments-artifacts lets everybody write, which is no role of its pipeline.",
      ],
    },
    {
      when: "the holder of a policy that writes is not known yet",
      shows: "unknown",
      stack: stored({
        ...rolePolicy("devops", "any", [], "more"),
        props: { role: unknown, policy: document(write) },
      }),
      says: [
        "advisory more: Undetermined: whether whoever holds policy more may write to bucket payments-artifacts without being a role of its pipeline can't be seen.",
      ],
    },
    {
      when: "a step's project, and so its role, is not known yet",
      shows: "unknown",
      stack: [
        ...road({
          pipeline: stores,
          stages: [
            ...goodStages,
            {
              name: "more",
              actions: [
                {
                  name: "New",
                  category: "Build",
                  owner: "AWS",
                  provider: "CodeBuild",
                  version: "1",
                  configuration: { ProjectName: unknown },
                },
              ],
            },
          ],
          add: [bucket, role("devops", "new"), rolePolicy("devops", "new", write)],
        }),
      ],
      says: [
        "advisory new-policy: Undetermined: whether role new may write to bucket payments-artifacts without being a role of its pipeline can't be seen.",
      ],
    },
    {
      when: "the bucket's policy can't be read",
      shows: "unknown",
      stack: stored({ ...lets("*"), props: { bucket: "payments-artifacts", policy: unknown } }),
      says: [
        "advisory artifacts-policy: Undetermined: whether the policy of bucket payments-artifacts lets anybody else write can't be seen.",
      ],
    },
    {
      when: "people may read artifacts",
      shows: "near miss",
      stack: stored(...people(allow(["s3:GetObject", "s3:ListBucket"], "*"))),
    },
    {
      when: "writing is allowed, and denied without a condition elsewhere",
      shows: "near miss",
      stack: stored(...people([write, deny("s3:Put*", "arn:aws:s3:::payments-artifacts/*")])),
    },
    {
      when: "the bucket's policy lets everybody write who is a step of the pipeline",
      shows: "near miss",
      stack: stored(
        lets("*", { Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("devops", "payments-build") } } }),
      ),
    },
    {
      when: "people of another account may write to any bucket of theirs",
      shows: "near miss",
      stack: stored(...people(allow("s3:*", "*"), "dev")),
    },
    {
      when: "a registry of a target's account is written there",
      shows: "near miss",
      stack: stored(registry("prod"), ...people(allow("ecr:PutImage", "*"), "prod")),
    },
    {
      when: "the policy config lists a further writer",
      shows: "near miss",
      stack: stored(role("devops", "mirror"), rolePolicy("devops", "mirror", write)),
      circumstances: { config: { writers: [roleArn("devops", "mirror")] } },
    },
    {
      when: "there is no pipeline",
      shows: "not applicable",
      stack: [bucket, ...people(write)],
      notApplicable: ["the stack has no pipeline"],
    },
  ],
};
