import { join } from "node:path";
import type { ImagesConfiguration } from "../blueprint/step-configuration";
import type { Assembly } from "./assembly/assembly";
import { insideAssembly } from "./assembly/assembly";
import type { ImageSource } from "./assembly/image-options";
import { imageOptionProblems, imageSourceOf } from "./assembly/image-options";
import type { CommandRunner } from "./step/command";
import { failWith, StepFailure } from "./step/step-failure";

/** Where an image asset was pushed. */
export interface PushedImage {
  readonly repository: string;
  readonly tag: string;
  /** `sha256:` and 64 hex digits, as the registry gave it. */
  readonly digest: string;
}

interface ImageToBuild {
  readonly hash: string;
  readonly folder: string;
  readonly source: ImageSource;
}

/**
 * Builds every image asset of the assembly with Docker and pushes it under `<hash>-<execution>`. Options that
 * reach outside the asset's folder are refused before anything is built.
 *
 * @returns the pushed images by asset hash.
 */
export async function pushImages(
  configuration: Pick<ImagesConfiguration, "registry" | "repository">,
  assembly: Assembly,
  execution: string,
  password: () => Promise<string>,
  run: CommandRunner,
): Promise<Readonly<Record<string, PushedImage>>> {
  const { registry, repository } = configuration;
  const images = imagesToBuild(assembly);
  const pushed: Record<string, PushedImage> = {};
  if (images.length === 0) return pushed;
  const options = { folder: assembly.folder };
  const docker = async (
    what: string,
    argv: readonly string[],
    more: { input?: string; capture?: boolean } = {},
  ) => {
    const { exitCode, output } = await run(["docker", ...argv], { ...options, ...more });
    if (exitCode !== 0) throw new StepFailure(`${what} failed: docker ended with exit code ${exitCode}.`);
    return output;
  };
  const login = ["login", "--username", "AWS", "--password-stdin", registry];
  await docker(`Login to ${registry}`, login, { input: await password() });
  for (const { hash, folder, source } of images) {
    const tag = `${hash}-${execution}`;
    const name = `${registry}/${repository}:${tag}`;
    await docker(`The build of image asset ${hash}`, buildArguments(name, folder, source));
    await docker(`The push of image asset ${hash}`, ["push", name]);
    const format = ["image", "inspect", "--format", "{{json .RepoDigests}}", name];
    const digests = await docker(`The inspection of image asset ${hash}`, format, { capture: true });
    pushed[hash] = { repository, tag, digest: digestIn(digests, `${registry}/${repository}`, hash) };
  }
  return pushed;
}

function imagesToBuild(assembly: Assembly): readonly ImageToBuild[] {
  const problems = new Set<string>();
  const images = new Map<string, ImageToBuild>();
  for (const manifest of assembly.stacks.flatMap(({ assets }) => assets)) {
    for (const [hash, { source }] of Object.entries(manifest.images)) {
      const found = imageOptionProblems(hash, source);
      for (const one of found) {
        problems.add(`${manifest.file}: image asset ${hash}: ${one.found}; allowed: ${one.allowed}`);
      }
      if (found.length > 0) continue;
      const options = imageSourceOf(source);
      const folder = insideAssembly(manifest.file, options.directory);
      insideAssembly(join(folder, "Dockerfile"), options.dockerFile ?? "Dockerfile");
      images.set(hash, { hash, folder, source: options });
    }
  }
  if (problems.size > 0)
    throw failWith("The assembly has image assets that are not built here:", [...problems]);
  return [...images.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

function buildArguments(name: string, folder: string, source: ImageSource): readonly string[] {
  const option = (flag: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [flag, value];
  const buildArgs = Object.entries(source.dockerBuildArgs ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "build",
    ...["--tag", name],
    ...option("--target", source.dockerBuildTarget),
    ...option("--file", source.dockerFile === undefined ? undefined : join(folder, source.dockerFile)),
    ...option("--platform", source.platform),
    ...(source.cacheDisabled === true ? ["--no-cache"] : []),
    ...buildArgs.flatMap(([key, value]) => ["--build-arg", `${key}=${value}`]),
    "--",
    folder,
  ];
}

/** The digest under which this repository holds the image; Docker lists those of other repositories too. */
function digestIn(output: string, repository: string, hash: string): string {
  const digests = JSON.parse(output) as readonly string[];
  const digest = digests.find((one) => one.startsWith(`${repository}@`))?.slice(repository.length + 1);
  if (digest === undefined || !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw new StepFailure(`Docker names no digest of image asset ${hash} in ${repository}: ${output.trim()}`);
  }
  return digest;
}
