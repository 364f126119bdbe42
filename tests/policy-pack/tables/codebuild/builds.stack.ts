import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { project, provider } from "../../road";

/** A project alone, as ours are made: what a row gives replaces what it has. */
export function buildOf(props: Record<string, unknown> = {}, more: Partial<Written> = {}): Written {
  return project("payments-build", undefined, {
    ...more,
    props: {
      artifacts: { type: "CODEPIPELINE" },
      environment: {
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        privilegedMode: false,
        type: "LINUX_CONTAINER",
      },
      source: { type: "CODEPIPELINE", buildspec: "version: 0.2\nphases: {}\n" },
      ...props,
    },
  });
}

/** A project whose environment has these properties. */
export function buildIn(environment: Record<string, unknown>): Written {
  return buildOf({ environment });
}

/** A key of the stack, whose ARN nobody knows before it is made. */
export const storeKey: Written = {
  type: "aws:kms/key:Key",
  name: "store-key",
  provider: provider("devops"),
  props: { arn: unknown, keyId: unknown },
};

export const token = "glpat-ABCDEFGHIJKLMNOPQRST";
