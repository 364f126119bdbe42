import type { Assembly } from "../../runtime/assembly/assembly";
import { readAssembly } from "../../runtime/assembly/assembly";
import { temporaryFolder } from "./temporary-folder";

/** A JSON value that a test may change before it is written. */
export type Json = Record<string, unknown>;

/** What a stack of the sample is made of; everything else is as aws-cdk-lib 2.276.0 synthesizes it. */
export interface SampleStack {
  readonly name: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly resources?: Json;
  /** Further sections of the template. */
  readonly template?: Json;
  readonly dependsOn?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** Changes the stack's properties in the manifest. */
  readonly properties?: Json;
  /** Adds to or replaces the file assets; the template is one of them. */
  readonly files?: Json;
  readonly images?: Json;
}

export const accountId = "222222222222";
export const region = "eu-central-1";
export const codeHash = "c".repeat(64);

/** Hash that the sample gives a stack's template; made of its name, so that tests can name it. */
export function templateHash(name: string): string {
  return Buffer.from(name).toString("hex").padEnd(64, "0").slice(0, 64);
}

export function bucketOf(account = accountId, where = region): string {
  return `cdk-pay-assets-${account}-${where}`;
}

export function roleOf(role: string, account = accountId, where = region): string {
  return `arn:\${AWS::Partition}:iam::${account}:role/cdk-pay-${role}-${account}-${where}`;
}

/** A file asset as the manifest of assets has it. */
export function fileAsset(
  path: string,
  key: string,
  packaging = "file",
  stack: Partial<SampleStack> = {},
): Json {
  const [account, where] = [stack.accountId ?? accountId, stack.region ?? region];
  return {
    source: { path, packaging },
    destinations: {
      [`${account}-${where}`]: {
        bucketName: bucketOf(account, where),
        objectKey: key,
        region: where,
        assumeRoleArn: roleOf("file-publishing-role", account, where),
      },
    },
  };
}

/** An image asset built from the folder `image`. */
export function imageAsset(hash: string, source: Json = {}): Json {
  return {
    source: { directory: "image", ...source },
    destinations: {
      [`${accountId}-${region}`]: {
        repositoryName: `cdk-pay-container-assets-${accountId}-${region}`,
        imageTag: hash,
        region,
        assumeRoleArn: roleOf("image-publishing-role"),
      },
    },
  };
}

/** A folder with a cloud assembly of these stacks, and what else the test wants in it. */
export function sampleAssemblyFolder(
  stacks: readonly SampleStack[],
  more: Readonly<Record<string, string>> = {},
): string {
  const files: Record<string, string> = {
    "cdk.out": '{"version":"55.0.0"}',
    "image/Dockerfile": "FROM scratch\n",
    "asset.code/index.js": "exports.handler = async () => 1;\n",
  };
  const artifacts: Json = {};
  for (const stack of stacks) {
    const { name } = stack;
    const [account, where] = [stack.accountId ?? accountId, stack.region ?? region];
    files[`${name}.template.json`] = JSON.stringify({
      Resources: stack.resources ?? { Queue: { Type: "AWS::SQS::Queue" } },
      Parameters: {
        BootstrapVersion: {
          Type: "AWS::SSM::Parameter::Value<String>",
          Default: "/cdk-bootstrap/pay/version",
        },
      },
      ...stack.template,
    });
    const hash = templateHash(name);
    files[`${name}.assets.json`] = JSON.stringify({
      version: "55.0.0",
      files: { [hash]: fileAsset(`${name}.template.json`, `${hash}.json`, "file", stack), ...stack.files },
      dockerImages: stack.images ?? {},
    });
    artifacts[`${name}.assets`] = {
      type: "cdk:asset-manifest",
      properties: { file: `${name}.assets.json`, requiresBootstrapStackVersion: 6 },
    };
    artifacts[name] = {
      type: "aws:cloudformation:stack",
      environment: `aws://${account}/${where}`,
      properties: {
        templateFile: `${name}.template.json`,
        terminationProtection: false,
        ...(stack.tags ? { tags: stack.tags } : {}),
        assumeRoleArn: roleOf("deploy-role", account, where),
        cloudFormationExecutionRoleArn: roleOf("cfn-exec-role", account, where),
        requiresBootstrapStackVersion: 6,
        lookupRole: { arn: roleOf("lookup-role", account, where), requiresBootstrapStackVersion: 8 },
        ...stack.properties,
      },
      dependencies: [...(stack.dependsOn ?? []), `${name}.assets`],
      displayName: name,
    };
  }
  files["manifest.json"] = JSON.stringify({ version: "55.0.0", artifacts });
  return temporaryFolder({ ...files, ...more });
}

export function sampleAssembly(
  stacks: readonly SampleStack[],
  more: Readonly<Record<string, string>> = {},
): Assembly {
  return readAssembly(sampleAssemblyFolder(stacks, more));
}
