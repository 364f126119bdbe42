import { z } from "zod";
import { setting } from "./guidance";
import { accountId, commandLine, listOf, mail, regionCode } from "./schema-values";

const target = setting(
  "An account in a region.",
  { allowed: "a mapping", example: '{ accountId: "222222222222", region: eu-central-1 }' },
  z.strictObject({
    accountId: accountId("Account that receives the release. In quotes."),
    region: regionCode("Region that receives the release."),
    status: setting(
      "`planned`: the account is not ready; nothing is created there. Default `active`.",
      { allowed: "active or planned; for a target on its way out, retire: true instead", example: "planned" },
      z.enum(["active", "planned"]),
    ).optional(),
    retire: z
      .boolean()
      .optional()
      .describe("`true`: on its way out; its roles stay, the pipeline no longer serves it."),
  }),
);

/** CodePipeline: an approval waits 5 to 86,400 minutes (user guide, "Quotas"). */
const longestApprovalHours = 1440;

const approval = setting(
  "The gate before this environment. Production always has one.",
  {
    allowed: "a mapping with approvers",
    example: '{ approvers: ["arn:aws:iam::111111111111:role/product-owner"] }',
  },
  z.strictObject({
    approvers: listOf(
      "Roles of the DevOps account whose members may decide.",
      setting(
        "ARN of a role.",
        {
          allowed: "the ARN of a role of the DevOps account",
          example: '"arn:aws:iam::111111111111:role/product-owner"',
        },
        z.string().regex(/^arn:aws(?:-us-gov)?:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/),
      ),
      {
        allowed: "a list of at least one role, each once",
        example: '["arn:aws:iam::111111111111:role/product-owner"]',
      },
      { least: 1 },
    ),
    notify: listOf("Mail addresses that are told when an approval waits.", mail(), {
      allowed: "a list of mail addresses, each once",
      example: '["owner@example.com"]',
    }).default([]),
    timeoutHours: setting(
      "Hours that an approval waits before it fails.",
      {
        allowed: `a whole number of hours from 1 to ${longestApprovalHours} (CodePipeline waits at most 86,400 minutes)`,
        example: "72",
      },
      z.number().int().min(1).max(longestApprovalHours),
    ).default(72),
    validHours: setting(
      "Hours for which Deploy accepts an approval.",
      { allowed: `a whole number of hours from 1 to ${longestApprovalHours}`, example: "24" },
      z.number().int().min(1).max(longestApprovalHours),
    ).default(24),
    approverPolicy: z
      .enum(["attach", "print"])
      .default("attach")
      .describe("`print` for roles that take no policy from us, such as those of IAM Identity Center."),
  }),
);

/** A step of promotion. */
export const environment = setting(
  "A step of promotion: its targets receive a release together.",
  {
    allowed: "a mapping",
    example: '{ name: dev, kind: development, targets: […], stacks: ["Payments-dev"] }',
  },
  z.strictObject({
    name: setting(
      "Name of the environment: part of the names of its stage and roles.",
      {
        allowed: "1 to 20 lower-case letters, digits and single hyphens, beginning with a letter",
        example: "dev",
      },
      z.string().regex(/^(?=.{1,20}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/),
    ),
    kind: z
      .enum(["development", "testing", "production"])
      .describe("What it is for. Environments stand in the order development, testing, production."),
    targets: listOf(
      "Accounts and regions that receive a release together.",
      target,
      {
        allowed: "a list of at least one target",
        example: '[{ accountId: "222222222222", region: eu-central-1 }]',
      },
      { least: 1, most: 10_000, repeats: true },
    ),
    stacks: listOf(
      "Which CDK stacks are deployed here: names or patterns with *, after 4 characters at least that only this application's names begin with.",
      setting(
        "A stack name or pattern.",
        {
          allowed: "letters, digits, hyphens and *, beginning with a letter, at most 128",
          example: "Payments-dev",
        },
        z.string().regex(/^[A-Za-z][A-Za-z0-9*-]{0,127}$/),
      ),
      { allowed: "a list of at least one name or pattern, each once", example: '["Payments-dev"]' },
      { least: 1 },
    ),
    approval: approval.optional(),
    validate: listOf(
      "Commands that run after a deploy, in the folder of the CDK app.",
      commandLine("A command.", '"npm run smoke"'),
      { allowed: "a list of commands", example: '["npm run smoke"]' },
      { most: 50, repeats: true },
    ).default([]),
  }),
);
