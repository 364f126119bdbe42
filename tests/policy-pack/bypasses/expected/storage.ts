import type { Bypass } from "../bypass";

/** What lies between the build and the deployment, and who may touch it. */
export const storage: readonly Bypass[] = [
  // Who else may write artifacts is iam-artifact-writers; a foreign writer in the bucket's own policy is also
  // s3-policy-minimal; a bucket that keeps no versions is s3-versioning-and-retention.
  {
    id: "B21",
    title: "An artifact is swapped between build and deployment",
    shapes: [
      {
        name: "a group writes",
        edit: "A group of people may put objects under the assembly's prefix.",
        caughtBy: ["iam-artifact-writers"],
      },
      {
        name: "the bucket lets in",
        edit: "The bucket's policy lets a role of dev's account put objects.",
        caughtBy: ["iam-artifact-writers", "s3-policy-minimal"],
      },
      {
        name: "no versions",
        edit: "The versions of the artifact bucket are suspended.",
        caughtBy: ["s3-versioning-and-retention"],
      },
    ],
    nearMiss: { name: "a group reads", edit: "The group may read objects under the assembly's prefix." },
  },
  // An image that may change under its name: codebuild-image-pinned, or ecr-immutable in the registry.
  {
    id: "B22",
    title: "A build image is swapped",
    shapes: [
      {
        name: "a public tag",
        edit: "Build runs in an image of a public registry, by tag.",
        caughtBy: ["codebuild-image-pinned"],
      },
      {
        name: "tags that move",
        edit: "The registry of the images lets tags be overwritten.",
        caughtBy: ["ecr-immutable"],
      },
      {
        name: "almost curated",
        edit: "Build's image has the name of AWS's own, behind another registry's.",
        caughtBy: ["codebuild-image-pinned"],
      },
    ],
    nearMiss: { name: "another curated image", edit: "Build runs in another of AWS's curated images." },
  },
  // A grant for another account is kms-grants, and so is a right to make grants for oneself; a right to change the
  // key for another account is kms-cross-account-minimal.
  {
    id: "B29",
    title: "The key is opened to read or replace artifacts",
    shapes: [
      {
        name: "a foreign grant",
        edit: "A grant lets a role of dev's account decrypt with the artifact key.",
        caughtBy: ["kms-grants"],
      },
      {
        name: "the key's policy",
        edit: "The artifact key's policy lets a role of dev's account change this policy.",
        caughtBy: ["kms-cross-account-minimal"],
      },
      {
        name: "grants for oneself",
        edit: "The images key's right to make grants loses its limit to AWS services.",
        caughtBy: ["kms-grants"],
      },
    ],
    nearMiss: {
      name: "the limit as a truth value",
      edit: "The limit of grants to AWS services is written as a truth value instead of a list of texts.",
    },
  },
  // A connection without its repository is connection-use-scoped; a pipeline of another kind on production's
  // connection is connection-per-trust-domain.
  {
    id: "B30",
    title: "The connection is used for another repository",
    shapes: [
      {
        name: "any repository",
        edit: "The pipeline's role may use the connection without a word about the repository.",
        caughtBy: ["connection-use-scoped"],
      },
      {
        name: "any connection",
        edit: "A group of people may use every connection of the account, through an attached policy.",
        caughtBy: ["connection-use-scoped"],
      },
      {
        name: "another pipeline",
        edit: "A second pipeline, without production, uses production's connection.",
        caughtBy: ["connection-per-trust-domain"],
      },
    ],
    nearMiss: {
      name: "texts for lists",
      edit: "The conditions on the connection are written as single texts.",
    },
  },
  // One role for two trusts is codebuild-role-not-shared; one cache on both sides of the gate is
  // codebuild-cache-not-shared.
  {
    id: "B31",
    title: "A role or cache is shared across the gate",
    shapes: [
      {
        name: "one role for test and prod",
        edit: "Validate of prod runs under the role of Validate of test, which gets all that both need.",
        caughtBy: ["codebuild-role-not-shared"],
      },
      {
        name: "one cache",
        edit: "Build and Deploy of prod keep their cache in one place, with the right to.",
        caughtBy: ["codebuild-cache-not-shared"],
      },
      {
        name: "one cache, written twice",
        edit: "The same place, once with a slash at its end.",
        caughtBy: ["codebuild-cache-not-shared"],
      },
    ],
    nearMiss: {
      name: "two caches",
      edit: "Build and Deploy of prod keep their caches in two places of the bucket.",
    },
  },
];
