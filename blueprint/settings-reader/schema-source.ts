import { z } from "zod";
import { setting } from "./guidance";
import { identifiers, listOf } from "./schema-values";

/** A name of git that is one branch, without a pattern (git check-ref-format). */
const branchName =
  /^(?![/.-])(?!.*(?:\/\/|\/\.|\.\.|@\{|\.lock(?:\/|$)))(?!refs\/)[^\s~^:?*[\]\\{}\p{Cc}]{1,255}(?<![/.])$/u;

/** A pattern of CodePipeline's triggers: at most 255 characters (user guide, "Quotas"). */
const glob = (description: string, example: string) =>
  setting(
    description,
    { allowed: "a pattern of 1 to 255 characters, without spaces and not beginning with a slash", example },
    z.string().regex(/^(?!\/)[^\s\p{Cc}\\]{1,255}$/u),
  );

/** CodePipeline takes at most eight patterns a filter (user guide, "Quotas"). */
const mostPatterns = 8;

const globs = (description: string, element: string, example: string, least: number) =>
  listOf(
    description,
    glob("A pattern.", element),
    { allowed: `a list of ${least} to ${mostPatterns} patterns, each once`, example },
    { least, most: mostPatterns },
  );

export const gitlab = setting(
  "The GitLab project that is delivered.",
  {
    allowed: "a mapping",
    example: "{ project: acme/platform/payments-infra, projectId: 48213377, branch: main, tier: premium }",
  },
  z.strictObject({
    url: setting(
      "Address of GitLab. Another host than gitlab.com is self-managed and needs `connection.hostArn`.",
      {
        allowed: "https:// and a host, without path, user or question mark",
        example: "https://gitlab.example.com",
      },
      z.string().regex(/^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{2,5})?\/?$/),
    ).default("https://gitlab.com"),
    project: setting(
      "Full path of the project with every group and subgroup, in GitLab's own spelling; not its web address.",
      { allowed: "the full path: group/subgroup/project", example: "acme/platform/payments-infra" },
      z.string().min(1).max(1000),
    ),
    projectId: setting(
      "Number of the project (project page, three dots, Copy project ID). It survives renames.",
      { allowed: "a whole number above 0, without quotes", example: "48213377" },
      z.number().int().min(1),
    ),
    branch: setting(
      "The protected branch that is delivered.",
      { allowed: "the name of one branch, without refs/heads/ and without patterns", example: "main" },
      z.string().regex(branchName),
    ),
    tier: z
      .enum(["free", "premium", "ultimate"])
      .describe("Tier of the subscription: it decides what GitLab can enforce."),
    guardrails: z
      .enum(["manage", "observe"])
      .default("manage")
      .describe("`observe`: another stack manages the protections of this project."),
    review: setting(
      "Approvals that a merge request needs. Premium and Ultimate enforce them.",
      { allowed: "a mapping", example: "{ approvals: 2, groupIds: [9970] }" },
      z.strictObject({
        approvals: setting(
          "Approvals that a merge request needs.",
          { allowed: "a whole number from 1 to 100", example: "2" },
          z.number().int().min(1).max(100),
        ).default(1),
        groupIds: identifiers("Groups whose members may approve.", "[9970]").default([]),
      }),
    ).prefault({}),
    deployerGroupIds: identifiers(
      "Groups that may deploy in GitLab's sense. Never a group that approves.",
      "[9971]",
    ).default([]),
    audience: setting(
      "Audience of the id tokens of GitLab CI. Default: the address of GitLab.",
      {
        allowed: "text of 1 to 255 characters without spaces, the same as `aud` in GitLab CI",
        example: "https://gitlab.com",
      },
      z.string().regex(/^\S{1,255}$/),
    ).optional(),
    oidcProvider: z
      .enum(["create", "adopt"])
      .default("create")
      .describe("An account has one OIDC provider for a GitLab: `adopt` where another stack owns it."),
    statusTokenSecret: setting(
      "Name of the Secrets Manager secret with the GitLab token for commit status. The name, never the token.",
      { allowed: "the name of a secret, not its ARN and not a token", example: "payments/gitlab-status" },
      z.string().regex(/^(?!arn:)[A-Za-z0-9/_+=.@-]{1,512}$/),
    ).optional(),
    mergeRequestPlan: z
      .boolean()
      .default(false)
      .describe("Merge requests see what they would change in development: creates the OIDC role `verify`."),
  }),
);

const on = (value: string) => `\`${value}\`: what starts the pipeline.`;

/** What starts the pipeline. */
export const trigger = setting(
  "What starts the pipeline.",
  {
    allowed: "a mapping with `on`: push, tag, gitlab-ci or manual",
    example: '{ on: push, paths: ["infra/**"] }',
  },
  z.discriminatedUnion("on", [
    z
      .strictObject({
        on: z.literal("push").describe(on("push")),
        branches: listOf(
          "Branch whose pushes start it: `gitlab.branch`, which is also the default. No other is protected.",
          glob("The branch of `gitlab.branch`.", "main"),
          { allowed: "a list with the branch of delivery:gitlab.branch, and no other", example: "[main]" },
          { least: 1, most: mostPatterns },
        ).optional(),
        paths: globs("Only changes to these files start it. Default: all.", '"infra/**"', '["infra/**"]', 0),
      })
      .partial({ branches: true, paths: true }),
    z.strictObject({
      on: z.literal("tag").describe(on("tag")),
      tags: globs("Tags that start it.", '"v*"', '["v*"]', 1),
    }),
    z.strictObject({ on: z.literal("gitlab-ci").describe(on("gitlab-ci")) }),
    z.strictObject({ on: z.literal("manual").describe(on("manual")) }),
  ]),
);

const connectionsArn = (kind: "connection" | "host") =>
  new RegExp(
    `^arn:aws(?:-us-gov)?:(?:codeconnections|codestar-connections):[a-z0-9-]+:\\d{12}:${kind}/[A-Za-z0-9/_-]+$`,
  );

/** How the connection comes to be. The three forms are told apart by the rules, which can say more than a schema. */
export const connection = setting(
  "The connection to GitLab: `handshake: pending` at first, `done` with its ARN later, or the ARN alone to adopt one.",
  { allowed: "a mapping with handshake, arn or both", example: "{ handshake: pending }" },
  z.strictObject({
    handshake: z
      .enum(["pending", "done"])
      .optional()
      .describe("`pending` until a person has authorised the connection in a browser, then `done`."),
    arn: setting(
      "ARN of the connection, as `delivery connect` records it. Alone: adopts a connection that exists.",
      {
        allowed: "the ARN of a connection in the DevOps account and region",
        example: '"arn:aws:codeconnections:eu-central-1:111111111111:connection/…"',
      },
      z.string().max(256).regex(connectionsArn("connection")),
    ).optional(),
    hostArn: setting(
      "ARN of the host that stands for a self-managed GitLab.",
      {
        allowed: "the ARN of a host in the DevOps account and region",
        example: '"arn:aws:codeconnections:eu-central-1:111111111111:host/…"',
      },
      z.string().max(256).regex(connectionsArn("host")),
    ).optional(),
  }),
);
