import { codebuildNoPrivileged } from "../../../../policy-pack/policies/codebuild/codebuild-no-privileged";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Statements } from "../../road";
import { allow, bootstrapRole, project, role, roleArn, rolePolicy, settings } from "../../road";
import type { DecisionTable } from "../table";

function privileged(name: string, mode: unknown = true, serviceRole?: unknown): Written {
  return project(name, serviceRole, { props: { environment: { privilegedMode: mode } } });
}

/** A privileged project with its role and what the role may do. */
function images(statements: Statements, name = "payments-images"): readonly Written[] {
  return [privileged(name), role("devops", name), rolePolicy("devops", name, statements)];
}

const login = allow("ecr:GetAuthorizationToken", "*");
const push = allow(
  ["ecr:PutImage", "ecr:UploadLayerPart"],
  "arn:aws:ecr:eu-central-1:111111111111:repository/payments-assets",
);

export const table: DecisionTable = {
  rule: codebuildNoPrivileged,
  rows: [
    { when: "no project is privileged", shows: "pass", stack: [privileged("payments-build", false)] },
    { when: "the build of images is, and pushes images only", shows: "pass", stack: images([login, push]) },
    {
      when: "a project is whose role pushes no images",
      shows: "violation",
      stack: images(allow("s3:GetObject", "arn:aws:s3:::payments-artifacts/*")),
      says: [
        "mandatory project-payments-images: Build project payments-images runs privileged and builds no images: its role may push none.",
      ],
      inFull: [
        [
          "Build project payments-images runs privileged and builds no images: its role may push none.",
          "  at: environment.privilegedMode",
          "  why: CICD-SEC-7: in a privileged container the code of a build owns the host, and with it every credential on it",
          "  fix: set privilegedMode to false; build images in one project whose role may push images and assumes no role of a target account",
        ].join("\n"),
      ],
    },
    {
      when: "the build of images may take a role of a target account, though it is one that reads",
      shows: "violation",
      stack: images([login, push, allow("sts:AssumeRole", roleArn("dev", bootstrapRole("dev", "lookup")))]),
      says: [
        "mandatory project-payments-images: Build project payments-images runs privileged and can reach a target account.",
      ],
    },
    {
      when: "it may write to what names a target account",
      shows: "violation",
      stack: images([push, allow("s3:PutObject", "arn:aws:s3:::cdk-pay-assets-222222222222-eu-central-1/*")]),
      says: [
        "mandatory project-payments-images: Build project payments-images runs privileged and can reach a target account.",
      ],
    },
    {
      when: "two projects build images",
      shows: "violation",
      stack: [...images(push), ...images(push, "payments-more")],
      says: [
        "mandatory project-payments-more: Build project payments-more runs privileged, though payments-images is the one that builds images.",
      ],
    },
    {
      when: "the mode is not known yet",
      shows: "unknown",
      stack: [privileged("payments-build", unknown)],
      says: [
        "advisory project-payments-build: Undetermined: whether build project payments-build runs privileged is not known yet.",
      ],
    },
    {
      when: "its role is not in the stack",
      shows: "unknown",
      stack: [privileged("payments-images")],
      says: [
        "advisory project-payments-images: Undetermined: build project payments-images runs privileged, and whether it builds images and reaches no target account can't be seen.",
      ],
    },
    {
      when: "nobody says which accounts are targets",
      shows: "unknown",
      stack: images(push),
      circumstances: {},
      says: [
        "advisory project-payments-images: Undetermined: build project payments-images runs privileged, and which accounts it must not reach is not known.",
      ],
    },
    {
      when: "its policy can't be read",
      shows: "unknown",
      stack: [
        privileged("payments-images"),
        role("devops", "payments-images"),
        {
          ...rolePolicy("devops", "payments-images", push),
          props: { role: "payments-images", policy: unknown },
        },
      ],
      says: [
        "advisory project-payments-images: Undetermined: build project payments-images runs privileged, and whether it builds images and reaches no target account can't be seen.",
      ],
    },
    {
      when: "the policy config allows the project",
      shows: "near miss",
      stack: images(allow("s3:GetObject", "*")),
      circumstances: { settings, config: { allow: ["payments-images"] } },
    },
    {
      when: "the build of images may take another role of its own account",
      shows: "near miss",
      stack: [
        ...images([push, allow("sts:AssumeRole", roleArn("devops", "payments-reader"))]),
        role("devops", "payments-reader"),
      ],
    },
  ],
};
