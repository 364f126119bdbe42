import assert from "node:assert/strict";
import type { Finding } from "../../../runtime/scan/finding";
import { scanAssembly } from "../../../runtime/scan/scan-assembly";
import type { Json, SampleStack } from "../sample-assembly";
import {
  accountId,
  bucketOf,
  codeHash,
  fileAsset,
  imageAsset,
  region,
  sampleAssembly,
} from "../sample-assembly";

const boundary = `cdk-pay-permissions-boundary-${accountId}-${region}`;
const boundaryArn = `arn:aws:iam::${accountId}:policy/${boundary}`;
const destinations = [{ accountId, region, boundaryName: boundary }];
const allowed = { qualifier: "pay", destinations };

function findingsOf(stack: Omit<SampleStack, "name">): readonly Finding[] {
  return scanAssembly(sampleAssembly([{ name: "Pay", ...stack }]), allowed);
}

function resource(type: string, properties: Json): { resources: Json } {
  return { resources: { Thing: { Type: type, Properties: properties } } };
}

const code = fileAsset("asset.code", `${codeHash}.zip`, "zip");

/** What a stack may hold. */
const accepted: readonly { name: string; stack: Omit<SampleStack, "name"> }[] = [
  { name: "the stack as CDK makes it", stack: {} },
  {
    name: "a role under the boundary that CDK joins together",
    stack: resource("AWS::IAM::Role", {
      PermissionsBoundary: {
        "Fn::Join": ["", ["arn:", { Ref: "AWS::Partition" }, `:iam::${accountId}:policy/${boundary}`]],
      },
    }),
  },
  {
    name: "a role under the boundary with account and region left to CloudFormation",
    stack: resource("AWS::IAM::Role", {
      PermissionsBoundary: {
        "Fn::Sub":
          "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/cdk-pay-permissions-boundary-${AWS::AccountId}-${AWS::Region}",
      },
    }),
  },
  {
    name: "code that is an asset",
    stack: {
      ...resource("AWS::Lambda::Function", { Code: { S3Bucket: bucketOf(), S3Key: `${codeHash}.zip` } }),
      files: { [codeHash]: code },
    },
  },
  {
    name: "code that is an asset, in a bucket named with pseudo parameters",
    stack: {
      ...resource("AWS::Lambda::LayerVersion", {
        Content: {
          S3Bucket: { "Fn::Sub": "cdk-pay-assets-${AWS::AccountId}-${AWS::Region}" },
          S3Key: `${codeHash}.zip`,
        },
      }),
      files: { [codeHash]: code },
    },
  },
  {
    name: "code in the template itself",
    stack: resource("AWS::Lambda::Function", { Code: { ZipFile: "exports.handler = 1" } }),
  },
  {
    name: "an image that is an asset",
    stack: {
      ...resource("AWS::Lambda::Function", {
        Code: {
          ImageUri: {
            "Fn::Sub": `${accountId}.dkr.ecr.${region}.\${AWS::URLSuffix}/cdk-pay-container-assets-${accountId}-${region}:${codeHash}`,
          },
        },
      }),
      images: { [codeHash]: imageAsset(codeHash, { dockerBuildArgs: { A: "1" }, platform: "linux/arm64" }) },
    },
  },
  {
    name: "a parameter with a version, and a secret",
    stack: resource("AWS::SQS::Queue", {
      QueueName: { "Fn::Join": [":", ["{{resolve:ssm", "/a/b", "3}}"]] },
      Tags: "{{resolve:secretsmanager:name:SecretString:key}}",
    }),
  },
];

/** What is refused: the rule, the resource, what is found and what is allowed. */
const refused: readonly {
  name: string;
  stack: Omit<SampleStack, "name">;
  finding: readonly [
    rule: string,
    severity: string,
    resource: string,
    file: string,
    found: string,
    allowed: string,
  ];
}[] = [
  {
    name: "a stack for another account",
    stack: { accountId: "999999999999" },
    finding: [
      "foreign-destination",
      "critical",
      "Pay",
      "manifest.json",
      'environment "aws://999999999999/eu-central-1"',
      "aws://222222222222/eu-central-1",
    ],
  },
  {
    name: "a role of another qualifier",
    stack: { properties: { assumeRoleArn: `arn:aws:iam::${accountId}:role/cdk-other-deploy-role` } },
    finding: [
      "foreign-role",
      "critical",
      "Pay",
      "manifest.json",
      'assumeRoleArn "arn:aws:iam::222222222222:role/cdk-other-deploy-role"',
      "arn:aws:iam::222222222222:role/cdk-pay-deploy-role-222222222222-eu-central-1",
    ],
  },
  {
    name: "an asset that is made by a program",
    stack: {
      files: { [codeHash]: { ...code, source: { executable: ["sh", "-c", "id"], packaging: "zip" } } },
    },
    finding: [
      "executable-asset",
      "critical",
      `Pay/${codeHash}`,
      "Pay.assets.json",
      'the asset is made by running "sh -c id"',
      "files and folders that are in the assembly",
    ],
  },
  {
    name: "an asset for another bucket",
    stack: { files: { [codeHash]: withDestination({ bucketName: "elsewhere" }) } },
    finding: [
      "foreign-asset-destination",
      "critical",
      `Pay/${codeHash}`,
      "Pay.assets.json",
      "elsewhere in eu-central-1 under arn:${AWS::Partition}:iam::222222222222:role/cdk-pay-file-publishing-role-222222222222-eu-central-1",
      "cdk-pay-assets-222222222222-eu-central-1 in eu-central-1 under arn:aws:iam::222222222222:role/cdk-pay-file-publishing-role-222222222222-eu-central-1",
    ],
  },
  {
    name: "an asset published under another role",
    stack: {
      files: { [codeHash]: withDestination({ assumeRoleArn: "arn:aws:iam::222222222222:role/admin" }) },
    },
    finding: [
      "foreign-asset-destination",
      "critical",
      `Pay/${codeHash}`,
      "Pay.assets.json",
      "cdk-pay-assets-222222222222-eu-central-1 in eu-central-1 under arn:aws:iam::222222222222:role/admin",
      "cdk-pay-assets-222222222222-eu-central-1 in eu-central-1 under arn:aws:iam::222222222222:role/cdk-pay-file-publishing-role-222222222222-eu-central-1",
    ],
  },
  {
    name: "an asset under a key that is no hash",
    stack: { files: { [codeHash]: withDestination({ objectKey: "../latest.zip" }) } },
    finding: [
      "asset-key",
      "critical",
      `Pay/${codeHash}`,
      "Pay.assets.json",
      'object key "../latest.zip"',
      "64 hex digits and an ending (^[0-9a-f]{64}\\.(zip|json|ya?ml|jar|txt|js|mjs|py|sh|html|css|csv|xml|gz|tar)$)",
    ],
  },
  {
    name: "an image built with secrets",
    stack: {
      images: { [codeHash]: imageAsset(codeHash, { dockerBuildSecrets: { token: "src=/root/.npmrc" } }) },
    },
    finding: [
      "image-option",
      "critical",
      `Pay/${codeHash}`,
      "Pay.assets.json",
      "the build option dockerBuildSecrets",
      "directory, dockerFile, dockerBuildArgs, dockerBuildTarget, platform, cacheDisabled",
    ],
  },
  {
    name: "a role without a boundary",
    stack: resource("AWS::IAM::Role", { RoleName: "free" }),
    finding: [
      "role-without-boundary",
      "high",
      "Pay/Thing",
      "Pay.template.json",
      "a role without PermissionsBoundary",
      boundaryArn,
    ],
  },
  {
    name: "a role under a boundary of its own choice",
    stack: resource("AWS::IAM::Role", { PermissionsBoundary: { Ref: "Own" } }),
    finding: [
      "role-without-boundary",
      "high",
      "Pay/Thing",
      "Pay.template.json",
      "PermissionsBoundary <?>",
      boundaryArn,
    ],
  },
  {
    name: "a role that hides in a loop",
    stack: {
      resources: {
        "Fn::ForEach::Roles": [
          "Name",
          ["a", "b"],
          { "Role${Name}": { Type: "AWS::IAM::Role", Properties: {} } },
        ],
      },
    },
    finding: [
      "role-without-boundary",
      "high",
      "Pay/Role${Name}",
      "Pay.template.json",
      "a role without PermissionsBoundary",
      boundaryArn,
    ],
  },
  {
    name: "an access key",
    stack: resource("AWS::IAM::AccessKey", { UserName: "x" }),
    finding: [
      "iam-user",
      "high",
      "Pay/Thing",
      "Pay.template.json",
      "AWS::IAM::AccessKey",
      "roles; no user and no access key",
    ],
  },
  ...[
    ["AWS's macro for serverless applications", "AWS::Serverless-2016-10-31"],
    ["AWS's extensions of the language", "AWS::LanguageExtensions"],
    ["a macro of the account", "Own"],
  ].map(([name = "", transform = ""]) => ({
    name,
    stack: { template: { Transform: transform } },
    finding: transformRow("Pay", `the transform ${transform}`, "no transform"),
  })),
  {
    name: "an include deep inside",
    stack: resource("AWS::SQS::Queue", {
      "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "s3://x/y" } },
    }),
    finding: transformRow("Pay", "the transform AWS::Include", "no transform"),
  },
  {
    name: "a module",
    stack: resource("Acme::Net::Vpc::MODULE", {}),
    finding: transformRow("Pay/Thing", "the module Acme::Net::Vpc::MODULE", "no module"),
  },
  ...[
    { where: "alone", value: "{{resolve:ssm:/a/b}}", found: "{{resolve:ssm:/a/b}}" },
    {
      where: "in parts",
      value: { "Fn::Join": ["", ["{{resolve:", "ssm-secure:/a", "}}"]] },
      found: "{{resolve:ssm-secure:/a}}",
    },
    {
      where: "behind a condition",
      value: { "Fn::If": ["C", { Inner: "{{resolve:ssm:/a}}" }, "b"] },
      found: "{{resolve:ssm:/a}}",
    },
    {
      where: "with a version from a parameter",
      value: { "Fn::Sub": "{{resolve:ssm:/a:${Version}}}" },
      found: "{{resolve:ssm:/a:<?>}}",
    },
    {
      where: "in the values of a substitution",
      value: { "Fn::Sub": ["${A}", { A: "{{resolve:ssm:/a}}" }] },
      found: "{{resolve:ssm:/a}}",
    },
  ].map(({ where, value, found }) => ({
    name: `a parameter without a version, ${where}`,
    stack: resource("AWS::SQS::Queue", { QueueName: value }),
    finding: [
      "unversioned-parameter",
      "high",
      "Pay/Thing",
      "Pay.template.json",
      found,
      "{{resolve:ssm:<name>:<version>}}, so that the approved value is the deployed one",
    ] as const,
  })),
  {
    name: "a nested stack, though its template is an asset",
    stack: {
      ...resource("AWS::CloudFormation::Stack", {
        TemplateURL: {
          "Fn::Join": [
            "",
            [`https://s3.${region}.`, { Ref: "AWS::URLSuffix" }, `/${bucketOf()}/${"d".repeat(64)}.json`],
          ],
        },
      }),
      files: { ["d".repeat(64)]: fileAsset("nested.json", `${"d".repeat(64)}.json`) },
    },
    finding: nestedStack("AWS::CloudFormation::Stack"),
  },
  {
    name: "a nested stack that hides in a loop",
    stack: {
      resources: {
        "Fn::ForEach::Stacks": [
          "Name",
          ["a", "b"],
          { "Nested${Name}": { Type: "AWS::CloudFormation::Stack", Properties: {} } },
        ],
      },
    },
    finding: nestedStack("AWS::CloudFormation::Stack", "Pay/Nested${Name}"),
  },
  {
    name: "a set of stacks",
    stack: resource("AWS::CloudFormation::StackSet", { StackSetName: "x" }),
    finding: nestedStack("AWS::CloudFormation::StackSet"),
  },
  {
    name: "an application of the serverless repository",
    stack: resource("AWS::Serverless::Application", {
      Location: { ApplicationId: "a", SemanticVersion: "1.0.0" },
    }),
    finding: nestedStack("AWS::Serverless::Application"),
  },
  ...[
    {
      type: "AWS::Lambda::Function",
      properties: { Code: { S3Bucket: "x", S3Key: "y.zip" } },
      found: "Code s3://x/y.zip",
    },
    {
      type: "AWS::Lambda::Function",
      properties: { Code: { ImageUri: "public.ecr.aws/x/y:latest" } },
      found: "Code.ImageUri public.ecr.aws/x/y:latest",
    },
    {
      type: "AWS::Lambda::Function",
      properties: { Code: { S3Bucket: { Ref: "Bucket" }, S3Key: "y.zip" } },
      found: "Code s3://<?>/y.zip",
    },
    { type: "AWS::Lambda::LayerVersion", properties: { Content: {} }, found: "Content that names no object" },
  ].map(({ type, properties, found }) => ({
    name: `foreign code: ${found}`,
    stack: resource(type, properties),
    finding: [
      "foreign-code",
      "critical",
      "Pay/Thing",
      "Pay.template.json",
      found,
      "an asset that this stack brings along in the assembly",
    ] as const,
  })),
];

function transformRow(about: string, found: string, none: string): (typeof refused)[number]["finding"] {
  return [
    "transform",
    "critical",
    about,
    "Pay.template.json",
    found,
    `${none}, because it makes resources that the report cannot show: synthesize them in the CDK app`,
  ];
}

function nestedStack(type: string, resource = "Pay/Thing"): (typeof refused)[number]["finding"] {
  return [
    "nested-stack",
    "critical",
    resource,
    "Pay.template.json",
    `${type}, whose template makes resources of its own`,
    "stacks of the app beside each other: the report cannot show what a nested template changes, and the " +
      "execution role may not make nested stacks",
  ];
}

function withDestination(change: Json): Json {
  const asset = structuredClone(code) as { destinations: Record<string, Json> };
  for (const destination of Object.values(asset.destinations)) Object.assign(destination, change);
  return asset;
}

describe("scanning an assembly", () => {
  for (const { name, stack } of accepted) {
    it(`accepts ${name}`, () => assert.deepEqual(findingsOf(stack), []));
  }

  for (const row of refused) {
    it(`refuses ${row.name}`, () => {
      const [rule, severity, about, file, found, allows] = row.finding;
      const expected = { rule, severity, resource: about, file, found, allowed: allows };
      assert.deepEqual(
        findingsOf(row.stack).filter((one) => one.found === found || one.rule === rule),
        [expected],
      );
    });
  }

  it("holds the roles of each destination to its own boundary, though IAM knows no region", () => {
    const west = { accountId, region: "eu-west-1", boundaryName: "west-boundary" };
    const role = { Role: { Type: "AWS::IAM::Role", Properties: { PermissionsBoundary: boundaryArn } } };
    const assembly = sampleAssembly([
      { name: "Pay", resources: role },
      { name: "PayWest", region: west.region, resources: role },
    ]);
    assert.deepEqual(scanAssembly(assembly, { ...allowed, destinations: [...destinations, west] }), [
      {
        rule: "role-without-boundary",
        severity: "high",
        resource: "PayWest/Role",
        file: "PayWest.template.json",
        found: `PermissionsBoundary ${boundaryArn}`,
        allowed: "arn:aws:iam::222222222222:policy/west-boundary",
      },
    ]);
  });

  it("says of a stack for another place no more than that", () => {
    const user = { User: { Type: "AWS::IAM::User" } };
    const elsewhere = sampleAssembly([{ name: "Pay", region: "eu-west-1", resources: user }]);
    assert.deepEqual(
      scanAssembly(elsewhere, allowed).map(({ rule }) => rule),
      ["foreign-destination"],
    );
  });

  it("names each of several transforms", () => {
    const Transform = ["AWS::LanguageExtensions", { Name: "Own", Parameters: {} }];
    assert.deepEqual(
      findingsOf({ template: { Transform } }).map(({ rule, found }) => `${rule}: ${found}`),
      ["transform: the transform AWS::LanguageExtensions", "transform: the transform Own"],
    );
  });

  it("names every finding of every stack in one run", () => {
    const role = { Role: { Type: "AWS::IAM::Role" }, User: { Type: "AWS::IAM::User" } };
    const assembly = sampleAssembly([
      { name: "A", resources: role },
      { name: "B", resources: role },
    ]);
    assert.deepEqual(
      scanAssembly(assembly, allowed).map(({ rule, resource: about }) => `${about} ${rule}`),
      ["A/Role role-without-boundary", "A/User iam-user", "B/Role role-without-boundary", "B/User iam-user"],
    );
  });
});
