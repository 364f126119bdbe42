import { identityTooLittle } from "../../../../policy-pack/policies/needs/identity-too-little";
import { unknown } from "../../handed";
import {
  allow,
  bootstrapRole,
  build,
  deny,
  document,
  pipeline,
  project,
  provider,
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
  key,
  keys,
  mayDecrypt,
  mayPut,
  putReport,
  report,
  scanArn,
  step,
} from "./declared.stack";

const lacks = "mandatory payments-scan: payments-scan lacks one call that its step needs.";
const unclear =
  "advisory payments-scan: Undetermined: whether payments-scan may make all of its calls can't be seen.";
const lookup = bootstrapRole("prod", "lookup");
const assume = { action: "sts:AssumeRole", resource: roleArn("prod", lookup) };
const trusting = (arn: string) =>
  role("prod", lookup, {
    props: { assumeRolePolicy: document(allow("sts:AssumeRole", undefined, { Principal: { AWS: arn } })) },
  });
const named = (arn: string) => allow("kms:Decrypt", "*", { Principal: { AWS: arn } });
const bucketPolicy = (...statements: Record<string, unknown>[]) => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  name: "reports-policy",
  provider: provider("devops"),
  props: { bucket: "payments-reports", policy: document(statements) },
});

export const table: DecisionTable = {
  rule: identityTooLittle,
  rows: [
    { when: "the call is granted word for word", shows: "pass", stack: step([putReport], [mayPut]) },
    {
      when: "the call is granted by a wider pattern, in another letter case",
      shows: "pass",
      stack: step([putReport], [allow("S3:putobject", "arn:aws:s3:::payments-reports/*")]),
    },
    {
      when: "nothing grants the call",
      shows: "violation",
      stack: step([putReport], []),
      says: [lacks],
      inFull: [
        [
          "payments-scan lacks one call that its step needs.",
          `  at: s3:PutObject on ${report}: refused by the policies of payments-scan (it is needed; declared by scan)`,
          "  why: a call that is refused stops a release in its middle, and the right is then granted in a hurry",
          "  fix: grant exactly this where it is refused, or remove the declaration if nobody makes the call",
        ].join("\n"),
      ],
    },
    {
      when: "only a part of the resource is granted",
      shows: "violation",
      stack: step([putReport], [allow("s3:PutObject", "arn:aws:s3:::payments-reports/scan/today/*")]),
      says: [lacks],
    },
    {
      when: "the role's boundary leaves the call out",
      shows: "violation",
      stack: [
        component([putReport]),
        role("devops", "payments-scan", {
          props: { permissionsBoundary: "arn:aws:iam::111111111111:policy/edge" },
        }),
        rolePolicy("devops", "payments-scan", [mayPut]),
        {
          type: "aws:iam/policy:Policy",
          name: "edge",
          provider: provider("devops"),
          props: { name: "edge", arn: unknown, policy: document(allow("logs:*", "*")) },
        },
      ],
      says: [lacks],
    },
    {
      when: "the role that is assumed does not trust the identity",
      shows: "violation",
      stack: step(
        [assume],
        [allow("sts:AssumeRole", assume.resource)],
        trusting(roleArn("devops", "payments-plan")),
      ),
      says: [lacks],
    },
    {
      when: "the role that is assumed trusts the identity",
      shows: "near miss",
      stack: step([assume], [allow("sts:AssumeRole", assume.resource)], trusting(scanArn)),
    },
    {
      when: "the key policy names somebody else",
      shows: "violation",
      stack: step([decrypt], [mayDecrypt], ...key(named(roleArn("devops", "payments-build")))),
      says: [lacks],
    },
    {
      when: "the key policy names the identity",
      shows: "near miss",
      stack: step([decrypt], [mayDecrypt], ...key(named(scanArn))),
    },
    {
      when: "the key policy leaves it to the account's own policies",
      shows: "near miss",
      stack: step([decrypt], [mayDecrypt], ...key(named("arn:aws:iam::111111111111:root"))),
    },
    {
      when: "the bucket policy denies the call for certain",
      shows: "violation",
      stack: step(
        [putReport],
        [mayPut],
        bucketPolicy(deny("s3:Put*", "arn:aws:s3:::payments-reports/*", { Principal: "*" })),
      ),
      says: [lacks],
    },
    {
      when: "the bucket policy denies what comes without TLS",
      shows: "near miss",
      stack: step(
        [putReport],
        [mayPut],
        bucketPolicy(
          deny("s3:*", "arn:aws:s3:::payments-reports/*", {
            Principal: "*",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          }),
        ),
      ),
    },
    {
      when: "the repository of another account has no policy that lets the identity in",
      shows: "violation",
      stack: step(
        [
          {
            action: "ecr:BatchGetImage",
            resource: "arn:aws:ecr:eu-central-1:444444444444:repository/assets",
          },
        ],
        [allow("ecr:BatchGetImage", "arn:aws:ecr:eu-central-1:444444444444:repository/assets")],
      ),
      says: [lacks],
    },
    {
      when: "CodeBuild may not write the log of the role's build",
      shows: "violation",
      stack: step([putReport], [mayPut], project("payments-scan")),
      says: ["mandatory payments-scan: payments-scan lacks 2 calls that its step needs."],
    },
    {
      when: "CodeBuild may not fetch the artifact that the pipeline hands to the role's build",
      shows: "violation",
      stack: step(
        [],
        [
          allow(["logs:CreateLogStream", "logs:PutLogEvents"], "*"),
          allow(["s3:GetBucketAcl", "s3:GetBucketLocation"], "*"),
        ],
        component([putReport], "other"),
        rolePolicy("devops", "payments-scan", mayPut, "put"),
        project("payments-scan"),
        pipeline(
          [
            {
              name: "Verify",
              actions: [{ ...build("Scan", "payments-scan"), inputArtifacts: ["assembly"] }],
            },
          ],
          { props: { artifactStores: [{ location: "payments-artifacts", type: "S3" }] } },
        ),
      ),
      says: ["mandatory payments-scan: payments-scan lacks 2 calls that its step needs."],
    },
    {
      when: "the deploy role of a bootstrap lacks what the CDK CLI calls",
      shows: "violation",
      stack: [
        component([
          {
            identity: roleArn("prod", bootstrapRole("prod", "deploy")),
            action: "cloudformation:DescribeStacks",
            resource: "arn:aws:cloudformation:eu-central-1:444444444444:stack/Payments/*",
          },
        ]),
        role("prod", bootstrapRole("prod", "deploy")),
        rolePolicy(
          "prod",
          bootstrapRole("prod", "deploy"),
          allow("cloudformation:*", "arn:aws:cloudformation:eu-central-1:444444444444:stack/Payments/*"),
        ),
      ],
      says: [
        `mandatory ${bootstrapRole("prod", "deploy")}: ${bootstrapRole("prod", "deploy")} lacks 4 calls that its step needs.`,
      ],
    },
    {
      when: "the execution role may do nothing of a service that the application uses",
      shows: "violation",
      stack: execution(allow("lambda:*", "*")),
      circumstances: {
        settings: { ...settings, workload: { services: ["lambda", "sqs"], qualifier: "pay" } },
      },
      says: [
        `mandatory ${executionName}: ${executionName} may do nothing of sqs, which the application uses.`,
      ],
    },
    {
      when: "the execution role may use each service of the application",
      shows: "near miss",
      stack: execution(allow(["lambda:*", "sqs:*"], "*")),
      circumstances: {
        settings: { ...settings, workload: { services: ["lambda", "sqs"], qualifier: "pay" } },
      },
    },
    {
      when: "nobody says which services the application uses",
      shows: "unknown",
      stack: execution(allow("lambda:*", "*")),
      says: [
        `advisory ${executionName}: Undetermined: which services the application uses is not known, so its execution roles can't be held against them.`,
      ],
    },
    {
      when: "the policy that may grant the call is not known yet",
      shows: "unknown",
      stack: [
        component([putReport]),
        role("devops", "payments-scan"),
        { ...rolePolicy("devops", "payments-scan", []), props: { role: "payments-scan", policy: unknown } },
      ],
      says: [unclear],
    },
    {
      when: "a declaration names an identity that is not known yet",
      shows: "unknown",
      stack: step([putReport, { ...decrypt, identity: unknown }], [mayPut]),
      says: ["advisory : Undetermined: some declared calls can't be read."],
    },
    {
      when: "the identity is neither in the stack nor in the policy config",
      shows: "unknown",
      stack: [component([{ ...putReport, identity: roleArn("devops", "elsewhere") }])],
      says: [
        `advisory : Undetermined: calls are declared under ${roleArn("devops", "elsewhere")}, which is neither in this stack nor described in the policy config.`,
      ],
    },
    {
      when: "the policy config describes the identity",
      shows: "near miss",
      stack: [component([{ ...putReport, identity: roleArn("devops", "elsewhere") }])],
      circumstances: {
        settings,
        shared: {
          world: {
            externalRoles: [
              {
                role: roleArn("devops", "elsewhere"),
                trust: { Statement: [] },
                policies: [{ Statement: [mayPut] }],
                checked: "2026-11-01",
              },
            ],
          },
        },
      },
    },
    {
      when: "a key is used that no alias names",
      shows: "near miss",
      stack: step([decrypt], [allow("kms:Decrypt", keys)]),
    },
    {
      when: "no component declares calls",
      shows: "not applicable",
      stack: [role("devops", "payments-scan")],
      notApplicable: ["no component declares the calls of an identity"],
    },
  ],
};
