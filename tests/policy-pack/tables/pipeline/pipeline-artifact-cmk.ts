import { pipelineArtifactCmk } from "../../../../policy-pack/policies/pipeline/pipeline-artifact-cmk";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { provider, road, roleArn } from "../../road";
import type { DecisionTable } from "../table";
import { lastStage, shownDeploy } from "./stages.stack";

const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/1234";
const aliasArn = "arn:aws:kms:eu-central-1:111111111111:alias/payments-artifacts";
const store = (id: unknown) => ({
  artifactStores: [{ location: "artifacts", type: "S3", encryptionKey: { id, type: "KMS" } }],
});
const key = (arn: unknown): Written => ({
  type: "aws:kms/key:Key",
  name: "key",
  provider: provider("devops"),
  props: { arn },
});
const abroad = (roleOf: unknown) => lastStage({ ...shownDeploy, roleArn: roleOf });

export const table: DecisionTable = {
  rule: pipelineArtifactCmk,
  rows: [
    {
      when: "the store names an alias of one's own",
      shows: "pass",
      stack: road({ pipeline: { props: store(aliasArn) } }),
    },
    {
      when: "the store names a key of the stack",
      shows: "pass",
      stack: road({ pipeline: { props: store(keyArn) }, add: [key(keyArn)] }),
    },
    {
      when: "the key is not known yet, but made from a key of the stack",
      shows: "near miss",
      stack: road({
        pipeline: { props: store(unknown), madeFrom: { artifactStores: ["key"] } },
        add: [key(unknown)],
      }),
    },
    {
      when: "an action works in another account, and the key is named by its ARN",
      shows: "near miss",
      stack: road({
        stages: abroad(roleArn("prod", "release")),
        pipeline: { props: store(keyArn) },
        add: [key(keyArn)],
      }),
    },
    {
      when: "an action has a role of the pipeline's own account, and the key is named by an alias",
      shows: "near miss",
      stack: road({ stages: abroad(roleArn("devops", "release")), pipeline: { props: store(aliasArn) } }),
    },
    {
      when: "the store has no key",
      shows: "violation",
      stack: road({ pipeline: { props: { artifactStores: [{ location: "artifacts", type: "S3" }] } } }),
      says: ["mandatory pipeline: The artifact store artifacts of pipeline payments has no key of its own."],
      inFull: [
        'The artifact store artifacts of pipeline payments has no key of its own.\n  at: artifactStores[0].encryptionKey.id\n  why: what lies in the store is what is deployed; only with a key of your own does a key policy say who may read and replace it\n  fix: give the store encryptionKey: { type: "KMS", id } with a key of your own',
      ],
    },
    {
      when: "one of two stores has no key",
      shows: "violation",
      stack: road({
        pipeline: {
          props: {
            artifactStores: [
              ...store(aliasArn).artifactStores,
              { location: "elsewhere", type: "S3", region: "eu-west-1" },
            ],
          },
        },
      }),
      says: ["mandatory pipeline: The artifact store elsewhere of pipeline payments has no key of its own."],
    },
    {
      when: "there is no store",
      shows: "violation",
      stack: road({ pipeline: { props: { artifactStores: [] } } }),
      says: ["mandatory pipeline: Pipeline payments names no artifact store with a key."],
    },
    {
      when: "the key is one that AWS manages",
      shows: "violation",
      stack: road({ pipeline: { props: store("arn:aws:kms:eu-central-1:111111111111:alias/aws/s3") } }),
      says: [
        "mandatory pipeline: The artifact store artifacts of pipeline payments is encrypted with a key that AWS manages.",
      ],
    },
    {
      when: "an action works in another account, and the key is named by an alias",
      shows: "violation",
      stack: road({
        stages: abroad(roleArn("prod", "release")),
        pipeline: { props: store("alias/payments") },
      }),
      says: [
        "mandatory pipeline: The artifact store artifacts of pipeline payments names its key by an alias, and stage prod, action Release works in account 444444444444.",
      ],
    },
    {
      when: "the account of an action is not known, and the key is named by an alias",
      shows: "unknown",
      stack: road({ stages: abroad(unknown), pipeline: { props: store(aliasArn) } }),
      says: [
        "advisory pipeline: Undetermined: whether stage prod, action Release works in another account is not known, and the artifact store artifacts of pipeline payments names its key by an alias.",
      ],
    },
    {
      when: "the key is not known, and made from nothing of the stack",
      shows: "unknown",
      stack: road({ pipeline: { props: store(unknown) } }),
      says: [
        "advisory pipeline: Undetermined: whether the key of artifact store artifacts of pipeline payments is one of your own can't be seen.",
      ],
    },
    {
      when: "the key is named by an ARN that is not in the stack",
      shows: "unknown",
      stack: road({ pipeline: { props: store(keyArn) } }),
      says: [
        "advisory pipeline: Undetermined: whether the key of artifact store artifacts of pipeline payments is one of your own can't be seen.",
      ],
    },
    {
      when: "the stores are not known",
      shows: "unknown",
      stack: road({ pipeline: { props: { artifactStores: unknown } } }),
      says: ["advisory pipeline: Undetermined: the artifact stores of pipeline payments are not known."],
    },
    {
      when: "the stack has no pipeline",
      shows: "not applicable",
      stack: [key(keyArn)],
      notApplicable: ["the stack has no pipeline"],
    },
  ],
};
