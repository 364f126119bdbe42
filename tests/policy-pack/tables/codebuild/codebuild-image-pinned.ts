import { codebuildImagePinned } from "../../../../policy-pack/policies/codebuild/codebuild-image-pinned";
import { unknown } from "../../handed";
import { settings } from "../../road";
import type { DecisionTable } from "../table";
import { buildIn } from "./builds.stack";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const ours = "111111111111.dkr.ecr.eu-central-1.amazonaws.com/builders/node";

function image(name: unknown) {
  return [buildIn({ image: name })];
}

const neither =
  "mandatory project-payments-build: Build project payments-build runs in an image that is neither curated by AWS nor named by its digest.";
const outside =
  "mandatory project-payments-build: Build project payments-build runs in an image that comes from a registry that is not allowed.";

export const table: DecisionTable = {
  rule: codebuildImagePinned,
  rows: [
    { when: "the image is curated by AWS", shows: "pass", stack: image("aws/codebuild/standard:7.0") },
    { when: "the image is ours, by digest", shows: "pass", stack: image(`${ours}@${digest}`) },
    {
      when: "the image is of an allowed registry, by digest",
      shows: "pass",
      stack: image(`registry.example.com/ci/node@${digest}`),
      circumstances: { settings, config: { allowedRegistries: ["registry.example.com/ci/"] } },
    },
    {
      when: "the image is public, by tag",
      shows: "violation",
      stack: image("public.ecr.aws/docker/library/node:22"),
      says: [neither],
      inFull: [
        [
          "Build project payments-build runs in an image that is neither curated by AWS nor named by its digest.",
          "  at: environment.image",
          "  why: CICD-SEC-3: whoever may push the image's name runs code in the build, with its role, unseen",
          "  fix: use an image aws/codebuild/…, or name it by its digest: repository@sha256:…",
        ].join("\n"),
      ],
    },
    { when: "the image is ours, by tag", shows: "violation", stack: image(`${ours}:22`), says: [neither] },
    {
      when: "another registry has images named as AWS's own",
      shows: "violation",
      stack: image("docker.io/aws/codebuild/standard:7.0"),
      says: [neither],
    },
    {
      when: "the image is public, by digest",
      shows: "violation",
      stack: image(`public.ecr.aws/docker/library/node@${digest}`),
      says: [outside],
    },
    {
      when: "the image is of another account, by digest",
      shows: "violation",
      stack: image(`999999999999.dkr.ecr.eu-central-1.amazonaws.com/node@${digest}`),
      says: [outside],
    },
    {
      when: "a registry only begins like an allowed one",
      shows: "violation",
      stack: image(`registry.example.com/ci-evil/node@${digest}`),
      circumstances: { settings, config: { allowedRegistries: ["registry.example.com/ci"] } },
      says: [outside],
    },
    {
      when: "the image is not known yet",
      shows: "unknown",
      stack: image(unknown),
      says: [
        "advisory project-payments-build: Undetermined: whether build project payments-build runs in a pinned image can't be seen.",
      ],
    },
    {
      when: "nobody says which account's ECR is ours",
      shows: "unknown",
      stack: image(`${ours}@${digest}`),
      circumstances: {},
      says: [
        "advisory project-payments-build: Undetermined: whether build project payments-build runs in a pinned image can't be seen: the DevOps account, whose ECR is allowed, is not known.",
      ],
    },
    {
      when: "a curated image is one for Lambda, with a language for a tag",
      shows: "near miss",
      stack: image("aws/codebuild/amazonlinux-aarch64-lambda-standard:nodejs20"),
      circumstances: {},
    },
  ],
};
