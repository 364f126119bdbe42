import { z } from "zod";
import { setting } from "./guidance";
import { environment } from "./schema-environment";
import { gitlab, connection, trigger } from "./schema-source";
import { accountId, commandLine, listOf, mail, regionCode, retentionDaysAllowed } from "./schema-values";
import { workloadServices } from "../settings";

const devops = setting(
  "The account in which the pipeline runs.",
  { allowed: "a mapping", example: '{ accountId: "111111111111", region: eu-central-1 }' },
  z.strictObject({
    accountId: accountId("Account that holds pipeline, artifacts and connection. In quotes."),
    region: regionCode(
      "Region of the pipeline and its connection to GitLab. It must support GitLab as a source.",
    ),
    concurrentBuilds: setting(
      "Builds that may run side by side: the account's CodeBuild quota. New accounts have 1.",
      { allowed: "a whole number from 1 to 50", example: "5" },
      z.number().int().min(1).max(50),
    ).default(5),
    regionOverride: setting(
      "Uses a region that the table does not list as supported. Needs a reason.",
      { allowed: "a mapping with a reason", example: '{ reason: "tried on 2026-11-24, ticket OPS-12" }' },
      z.strictObject({
        reason: setting(
          "Why this region works all the same, and who tried it.",
          { allowed: "text of 10 to 300 characters", example: '"tried on 2026-11-24, ticket OPS-12"' },
          z.string().trim().min(10).max(300),
        ),
      }),
    ).optional(),
  }),
);

const build = setting(
  "Commands of the application. They run in Build, in `directory`.",
  { allowed: "a mapping", example: '{ directory: ".", install: "npm ci" }' },
  z.strictObject({
    directory: setting(
      "Folder of the CDK app in the repository.",
      { allowed: 'a relative path without ".."', example: '"."' },
      z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[A-Za-z0-9._/ -]{1,200}$/),
    ).default("."),
    install: commandLine("Installs the application's dependencies.", '"npm ci"').default("npm ci"),
    test: commandLine("Runs the application's tests.", '"npm test"').default("npm test"),
    synth: commandLine(
      "Writes the CDK assembly; `--no-lookups --output <folder>` is appended.",
      '"npx cdk synth"',
    ).default("npx cdk synth"),
  }),
);

const workload = setting(
  "What the application may consist of.",
  { allowed: "a mapping", example: "{ services: [lambda, logs], qualifier: pay }" },
  z.strictObject({
    services: listOf(
      "Services in which CloudFormation may create resources. IAM roles under the boundary are always included.",
      setting(
        "A service.",
        { allowed: `one of ${workloadServices.join(", ")}`, example: "lambda" },
        z.enum(workloadServices),
      ),
      { allowed: "a list of services, each once", example: "[lambda, logs]" },
      { least: 1 },
    ),
    images: z
      .boolean()
      .default(false)
      .describe("The application has container images: adds Images to the pipeline and a registry."),
    bootstrap: z
      .enum(["create", "adopt"])
      .default("create")
      .describe("`adopt` uses CDK bootstrap roles that exist in the targets."),
    qualifier: setting(
      "CDK bootstrap qualifier: part of the names of roles and buckets in every target.",
      { allowed: "1 to 10 lower-case letters and digits", example: "pay" },
      z.string().regex(/^[a-z0-9]{1,10}$/),
    ),
    parameters: listOf(
      "Absolute paths of SSM parameters whose values Plan may read.",
      setting(
        "Path of a parameter.",
        { allowed: "an absolute path of letters, digits and . _ - /", example: "/payments/config/url" },
        z.string().regex(/^(?:\/[A-Za-z0-9._-]+){1,15}$/),
      ),
      { allowed: "a list of absolute paths, each once", example: '["/payments/config/url"]' },
    ).default([]),
  }),
);

const words = (description: string, example: string, most = 200) =>
  setting(
    description,
    { allowed: `text of 1 to ${most} characters`, example },
    z.string().trim().min(1).max(most),
  );

const waiver = setting(
  "A finding that is accepted until a day.",
  {
    allowed: "a mapping with rule, resource, reason, owner, ticket and expires",
    example:
      '{ rule: CKV_AWS_18, resource: Logs, reason: "…", owner: team-a, ticket: OPS-1, expires: "2027-03-31" }',
  },
  z.strictObject({
    rule: words("The scanner's id of the rule.", "CKV_AWS_18"),
    resource: words("The resource it is waived for; never a pattern.", "PaymentsLogBucket"),
    reason: words("Why the finding is acceptable.", '"the bucket holds no customer data"', 500),
    ticket: words("Where the decision is recorded.", "OPS-123"),
    owner: words("Who answers for it.", "team-payments"),
    expires: setting(
      "Last day on which the waiver counts. In quotes.",
      { allowed: "a day as YYYY-MM-DD, in quotes, not passed", example: '"2027-03-31"', quoted: true },
      z.iso.date(),
    ),
  }),
);

const scan = setting(
  "What Scan stops at.",
  { allowed: "a mapping", example: "{ failOn: high, waivers: [] }" },
  z.strictObject({
    failOn: z
      .enum(["low", "medium", "high", "critical"])
      .default("high")
      .describe("Lowest severity that stops a release."),
    waivers: listOf(
      "Findings that are accepted until a day, each with who answers for it.",
      waiver,
      { allowed: "a list of waivers", example: "[]" },
      { repeats: true },
    ).default([]),
  }),
);

const notices = setting(
  "Who hears of failures and of changes to the road, and how long logs stay.",
  { allowed: "a mapping", example: '{ mail: ["platform@example.com"], retentionDays: 365 }' },
  z.strictObject({
    mail: listOf("Addresses that hear of failed releases and of changes to the road itself.", mail(), {
      allowed: "a list of mail addresses, each once",
      example: '["platform@example.com"]',
    }).default([]),
    retentionDays: setting(
      "Days that logs are kept.",
      { allowed: `one of ${retentionDaysAllowed.join(", ")}`, example: "365" },
      z.literal(retentionDaysAllowed),
    ).default(365),
  }),
);

/** Everything under `delivery:` in a stack's settings, by key. The rules between settings are in rules.ts. */
export const settingsSchema = z.strictObject({
  app: setting(
    "Name of the application: the prefix of every name.",
    {
      allowed: "2 to 20 lower-case letters, digits and single hyphens, beginning with a letter",
      example: "payments",
    },
    z.string().regex(/^(?=.{2,20}$)(?!sthree-|sthree$|amzn-s3-demo)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/),
  ),
  gitlab,
  trigger,
  connection,
  provisioningRole: setting(
    "Name of the role that Pulumi assumes in every account; it exists before the first run.",
    { allowed: "the name of a role, not its ARN", example: "delivery-provisioner" },
    z.string().regex(/^[\w+=,.@-]{1,64}$/),
  ),
  devops,
  build: build.prefault({}),
  environments: listOf(
    "The environments in order of promotion.",
    environment,
    { allowed: "a list of at least one environment", example: "[{ name: dev, kind: development, … }]" },
    { least: 1, repeats: true },
  ),
  workload,
  scan: scan.prefault({}),
  notices: notices.prefault({}),
});

/** Settings as a person writes them: defaults may be left out. */
export type RawInput = z.input<typeof settingsSchema>;
/** Settings as the schema leaves them: defaults filled in, rules between settings not yet checked. */
export type ParsedInput = z.output<typeof settingsSchema>;
