import { identityTooMuch } from "../../../../policy-pack/policies/needs/identity-too-much";
import { unknown } from "../../handed";
import {
  allow,
  bootstrapRole,
  build,
  deny,
  pipeline,
  project,
  role,
  roleArn,
  rolePolicy,
  settings,
} from "../../road";
import type { DecisionTable } from "../table";
import {
  component,
  decrypt,
  execution,
  executionName,
  keys,
  mayDecrypt,
  mayPut,
  putReport,
  report,
  step,
} from "./declared.stack";

const one = "mandatory payments-scan: payments-scan holds one right that nobody uses.";
const logsOf = (name: string) => `arn:aws:logs:eu-central-1:111111111111:log-group:/aws/codebuild/${name}:*`;
const workload = { workload: { services: ["lambda"], qualifier: "pay" } };

export const table: DecisionTable = {
  rule: identityTooMuch,
  rows: [
    {
      when: "each right is of a declared call",
      shows: "pass",
      stack: step([putReport, decrypt], [mayPut, mayDecrypt]),
    },
    {
      when: "a right is of no call",
      shows: "violation",
      stack: step([putReport], [mayPut, allow("s3:DeleteObject", report)]),
      says: [one],
      inFull: [
        [
          "payments-scan holds one right that nobody uses.",
          `  at: s3:deleteobject on ${report} (payments-scan-policy.policy.Statement[1])`,
          "  why: a right that nobody uses is missed by nobody, and whoever takes over the step has it",
          "  fix: remove it, narrow it to what is called, or declare the call that uses it",
        ].join("\n"),
      ],
    },
    {
      when: "an action is a pattern of which one is used",
      shows: "violation",
      stack: step([putReport], [allow("s3:Put*", report)]),
      says: [one],
    },
    {
      when: "the resource is wider than what is called",
      shows: "violation",
      stack: step([putReport], [allow("s3:PutObject", "arn:aws:s3:::payments-reports/*")]),
      says: [one],
    },
    {
      when: "everything but a list is allowed",
      shows: "violation",
      stack: step([putReport], [{ Effect: "Allow", NotAction: "iam:*", Resource: report }]),
      says: [one],
    },
    {
      when: "the resources of two calls make up the pattern together",
      shows: "near miss",
      stack: step(
        [putReport, { action: "s3:PutObject", resource: "arn:aws:s3:::payments-reports/plan/*" }],
        [allow("s3:PutObject", [report, "arn:aws:s3:::payments-reports/plan/*"])],
      ),
    },
    {
      when: "all keys of a place are named, and an alias picks one",
      shows: "near miss",
      stack: step([decrypt], [mayDecrypt]),
    },
    {
      when: "a build reads artifacts of a pipeline that is not there yet",
      shows: "near miss",
      stack: step(
        [putReport],
        [
          mayPut,
          allow(["logs:CreateLogStream", "logs:PutLogEvents"], logsOf("payments-scan")),
          allow(["s3:GetObject", "s3:GetObjectVersion"], "arn:aws:s3:::payments-artifacts/road/source/*"),
        ],
        project("payments-scan", undefined, { props: { source: { type: "CODEPIPELINE" } } }),
      ),
    },
    {
      when: "a build reads artifacts that no action of its pipeline is handed",
      shows: "violation",
      stack: step(
        [putReport],
        [
          mayPut,
          allow(["logs:CreateLogStream", "logs:PutLogEvents"], logsOf("payments-scan")),
          allow("s3:GetObject", "arn:aws:s3:::payments-artifacts/payments/source/*"),
        ],
        project("payments-scan", undefined, { props: { source: { type: "CODEPIPELINE" } } }),
        pipeline(
          [
            {
              name: "Verify",
              actions: [{ ...build("Scan", "payments-scan"), inputArtifacts: ["assembly"] }],
            },
          ],
          {
            props: { artifactStores: [{ location: "payments-artifacts", type: "S3" }] },
          },
        ),
      ),
      says: [one],
    },
    {
      when: "a right that no call uses is denied",
      shows: "near miss",
      stack: step([putReport], [mayPut, deny("s3:DeleteObject", report)]),
    },
    {
      when: "a bootstrap's publishing role holds what the CDK CLI calls",
      shows: "near miss",
      stack: [
        component([
          {
            identity: roleArn("prod", bootstrapRole("prod", "file-publishing")),
            action: "s3:PutObject",
            resource: "arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1/*",
          },
        ]),
        role("prod", bootstrapRole("prod", "file-publishing")),
        rolePolicy("prod", bootstrapRole("prod", "file-publishing"), [
          allow(
            ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration", "s3:ListBucket"],
            "arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1",
          ),
          allow(
            ["s3:AbortMultipartUpload", "s3:PutObject"],
            "arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1/*",
          ),
        ]),
      ],
    },
    {
      when: "a bootstrap's publishing role may delete objects",
      shows: "violation",
      stack: [
        component([
          {
            identity: roleArn("prod", bootstrapRole("prod", "file-publishing")),
            action: "s3:PutObject",
            resource: "arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1/*",
          },
        ]),
        role("prod", bootstrapRole("prod", "file-publishing")),
        rolePolicy(
          "prod",
          bootstrapRole("prod", "file-publishing"),
          allow("s3:DeleteObject", "arn:aws:s3:::cdk-pay-assets-444444444444-eu-central-1/*"),
        ),
      ],
      says: [
        `mandatory ${bootstrapRole("prod", "file-publishing")}: ${bootstrapRole("prod", "file-publishing")} holds one right that nobody uses.`,
      ],
    },
    {
      when: "the execution role may use a service that the application does not name",
      shows: "violation",
      stack: execution(allow(["lambda:*", "ec2:*"], "*")),
      circumstances: { settings: { ...settings, ...workload } },
      says: [
        `mandatory ${executionName}: ${executionName} may use services that the application does not name.`,
      ],
    },
    {
      when: "the execution role reads the staged assets beside its services",
      shows: "near miss",
      stack: execution(
        allow("lambda:*", "*"),
        allow("s3:GetObject", "*"),
        allow("kms:Decrypt", keys),
        allow("iam:CreateRole", "*"),
      ),
      circumstances: { settings: { ...settings, ...workload } },
    },
    {
      when: "a policy of the identity is not known yet",
      shows: "unknown",
      stack: [
        component([putReport]),
        role("devops", "payments-scan"),
        { ...rolePolicy("devops", "payments-scan", []), props: { role: "payments-scan", policy: unknown } },
      ],
      says: [
        "advisory payments-scan: Undetermined: whether payments-scan holds more than it uses can't be seen.",
      ],
    },
    {
      when: "a right may be of a call that can't be read",
      shows: "unknown",
      stack: step([putReport, { ...decrypt, identity: unknown }], [mayPut, mayDecrypt]),
      says: [
        "advisory payments-scan: Undetermined: whether payments-scan holds more than it uses can't be seen.",
      ],
    },
    {
      when: "no component declares calls",
      shows: "not applicable",
      stack: [role("devops", "payments-scan")],
      notApplicable: ["no component declares the calls of an identity"],
    },
  ],
};
