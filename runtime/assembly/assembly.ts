import { dirname, join, relative, sep } from "node:path";
import { z } from "zod";
import { failWith, StepFailure } from "../step/step-failure";
import type { AssetManifest } from "./asset-manifest";
import { readAssetManifest } from "./asset-manifest";
import { readJsonObject } from "./json";

/** What the steps read from an extracted CDK cloud assembly. All paths are relative to its root folder. */
export interface Assembly {
  readonly folder: string;
  /** Of every stage, in an order in which each stack follows those that it depends on. */
  readonly stacks: readonly AssemblyStack[];
}

export interface AssemblyStack {
  /** Name in CloudFormation. */
  readonly name: string;
  /** The manifest that declares it. */
  readonly manifest: string;
  /** `aws://<account>/<region>` as the application wrote it. */
  readonly environment: string;
  readonly templateFile: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Roles that the manifest asks for; the road uses its own, so these are only checked. */
  readonly roles: readonly { readonly property: string; readonly arn: string }[];
  /** Least bootstrap version that the stack and its assets need. */
  readonly bootstrapVersion: number;
  readonly assets: readonly AssetManifest[];
}

const role = z.object({ arn: z.string() }).optional();
const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      dependencies: z.array(z.string()).default([]),
      properties: z
        .object({
          file: z.string().optional(),
          directoryName: z.string().optional(),
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          parameters: z.record(z.string(), z.string()).default({}),
          tags: z.record(z.string(), z.string()).default({}),
          assumeRoleArn: z.string().optional(),
          cloudFormationExecutionRoleArn: z.string().optional(),
          lookupRole: role,
          requiresBootstrapStackVersion: z.number().int().default(0),
        })
        .default({ parameters: {}, tags: {}, requiresBootstrapStackVersion: 0 }),
    }),
  ),
});

type Artifact = z.infer<typeof manifestSchema>["artifacts"][string];

interface FoundStack extends AssemblyStack {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

/**
 * Reads manifest.json and those of nested stages (aws-cdk-lib cloud-assembly-schema 55). The bootstrap
 * version and the names come from untrusted code: they are checked against, never trusted.
 */
export function readAssembly(folder: string): Assembly {
  const found = readManifest(folder, "manifest.json", 0);
  if (found.length === 0) throw new StepFailure("The assembly holds no stack: synth made none.");
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const { name, environment, manifest } of found) {
    const key = `${name} in ${environment}`;
    const other = seen.get(key);
    if (other !== undefined) twice.push(`${key} (${other} and ${manifest})`);
    seen.set(key, manifest);
  }
  if (twice.length > 0) throw failWith("The assembly has two stacks of one name and environment:", twice);
  return { folder, stacks: inDependencyOrder(found) };
}

/** Joins a path of the assembly to the folder of the file that names it, and keeps it inside the assembly. */
export function insideAssembly(namedIn: string, path: string): string {
  const joined = join(dirname(namedIn), path);
  if (joined.startsWith("/") || path.startsWith("/") || joined.split(sep)[0] === "..") {
    throw new StepFailure(`${namedIn} names ${JSON.stringify(path)}, which lies outside the assembly.`);
  }
  return relative(".", joined);
}

function readManifest(folder: string, file: string, depth: number): readonly FoundStack[] {
  if (depth > 10) throw new StepFailure(`${file}: stages are nested more than 10 deep.`);
  const parsed = manifestSchema.safeParse(readJsonObject(join(folder, file), file));
  if (!parsed.success) {
    throw failWith(
      `${file} is no manifest of a CDK assembly:`,
      parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    );
  }
  const { artifacts } = parsed.data;
  return Object.entries(artifacts).flatMap(([id, artifact]) => {
    const { directoryName } = artifact.properties;
    if (artifact.type === "cdk:cloud-assembly" && directoryName !== undefined) {
      return readManifest(folder, insideAssembly(file, join(directoryName, "manifest.json")), depth + 1);
    }
    return artifact.type === "aws:cloudformation:stack"
      ? [readStack(folder, file, id, artifact, artifacts)]
      : [];
  });
}

function readStack(
  folder: string,
  file: string,
  id: string,
  { environment, dependencies, properties }: Artifact,
  artifacts: Readonly<Record<string, Artifact>>,
): FoundStack {
  if (properties.templateFile === undefined)
    throw new StepFailure(`${file}: the stack ${id} has no template.`);
  const assetArtifacts = dependencies
    .map((dependency) => artifacts[dependency])
    .filter((artifact) => artifact?.type === "cdk:asset-manifest");
  const versions = assetArtifacts.map((artifact) => artifact?.properties.requiresBootstrapStackVersion ?? 0);
  return {
    id,
    dependsOn: dependencies,
    name: properties.stackName ?? id,
    manifest: file,
    environment: environment ?? "",
    templateFile: insideAssembly(file, properties.templateFile),
    parameters: properties.parameters,
    tags: properties.tags,
    roles: [
      { property: "assumeRoleArn", arn: properties.assumeRoleArn },
      { property: "cloudFormationExecutionRoleArn", arn: properties.cloudFormationExecutionRoleArn },
      { property: "lookupRole", arn: properties.lookupRole?.arn },
    ].filter((one): one is { property: string; arn: string } => one.arn !== undefined),
    bootstrapVersion: Math.max(properties.requiresBootstrapStackVersion, ...versions),
    assets: assetArtifacts
      .map((artifact) => artifact?.properties.file)
      .filter((name) => name !== undefined)
      .map((name) => readAssets(folder, insideAssembly(file, name))),
  };
}

/** The manifest of assets, whose files and folders must lie in the assembly. */
function readAssets(folder: string, file: string): AssetManifest {
  const manifest = readAssetManifest(folder, file);
  for (const { source } of Object.values(manifest.files)) {
    if (source.path !== undefined) insideAssembly(file, source.path);
  }
  return manifest;
}

function inDependencyOrder(stacks: readonly FoundStack[]): readonly AssemblyStack[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const ordered = new Set<FoundStack>();
  const visit = (stack: FoundStack, above: readonly FoundStack[]): void => {
    if (above.includes(stack)) {
      const circle = [...above, stack].map(({ name }) => name).join(" → ");
      throw new StepFailure(`The stacks of the assembly depend on each other in a circle: ${circle}.`);
    }
    for (const id of stack.dependsOn) {
      const dependency = byId.get(id);
      if (dependency !== undefined && !ordered.has(dependency)) visit(dependency, [...above, stack]);
    }
    ordered.add(stack);
  };
  for (const stack of stacks) if (!ordered.has(stack)) visit(stack, []);
  return [...ordered];
}
