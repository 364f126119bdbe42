import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** The Pulumi CLI that the tests drive, and whether an official language host comes with it. */
export interface PulumiCli {
  readonly executable: string;
  readonly version: string;
  readonly official: boolean;
}

const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionFlag = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/**
 * The CLI of the SDK's version: the one on PATH, else one built from Pulumi's Go module into a cache outside of the
 * tree.
 * @throws Error that says what is missing, where neither works: these tests never pass by not running.
 */
export async function pulumiCli(): Promise<PulumiCli> {
  const version = sdkVersion();
  const onPath = find("pulumi");
  const found = onPath === undefined ? undefined : versionOf(onPath);
  if (onPath !== undefined && found === version)
    return { executable: onPath, version, official: isOfficial(onPath) };
  const executable = join(cacheFolder(version), "pulumi");
  if (versionOf(executable) !== version) await buildCli(executable, version, found);
  return { executable, version, official: false };
}

function sdkVersion(): string {
  const file = createRequire(__filename).resolve("@pulumi/pulumi/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function cacheFolder(version: string): string {
  const home = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(home, "gitlab-aws-delivery", `pulumi-${version}`);
}

function find(name: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

function isOfficial(executable: string): boolean {
  return (
    existsSync(join(dirname(executable), "pulumi-language-nodejs")) ||
    find("pulumi-language-nodejs") !== undefined
  );
}

function versionOf(executable: string): string | undefined {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { status, stdout } = spawnSync(executable, ["version"], { encoding: "utf8", env });
  return status === 0 ? stdout.trim().replace(/^v/, "") : undefined;
}

async function buildCli(executable: string, version: string, onPath: string | undefined): Promise<void> {
  const go = find("go") ?? ["/usr/local/go/bin/go"].find((file) => existsSync(file));
  const seen = onPath === undefined ? "no pulumi is on PATH" : `pulumi ${onPath} is on PATH`;
  if (go === undefined)
    throw new Error(
      `The engine tests need the Pulumi CLI ${version}; ${seen}, and there is no go to build it with. ` +
        `Install the CLI (https://www.pulumi.com/docs/install/) in that version, or Go 1.26.`,
    );
  console.error(`${seen}; building pulumi ${version} into ${dirname(executable)}, once, about 5 minutes`);
  mkdirSync(dirname(executable), { recursive: true });
  const unfinished = `${executable}.${process.pid}`;
  const flags = `-s -w -X ${versionFlag}=${version}`;
  const child = spawn(go, ["build", "-v", "-o", unfinished, "-ldflags", flags, command], {
    cwd: join(__dirname, "go"),
    stdio: ["ignore", "inherit", "pipe"],
  });
  const code = await progress(child);
  if (code !== 0)
    throw new Error(
      `The engine tests could not build the Pulumi CLI ${version}: go build ended with exit code ${code}, see above.`,
    );
  renameSync(unfinished, executable);
}

/** One line every hundred packages; whatever is no package's name is shown. */
function progress(child: ReturnType<typeof spawn>): Promise<number> {
  let packages = 0;
  child.stderr?.on("data", (chunk: Buffer) => {
    for (const line of chunk
      .toString()
      .split("\n")
      .filter((text) => text !== ""))
      if (/\s/.test(line) && !line.startsWith("go: downloading")) console.error(line);
      else if (++packages % 100 === 0) console.error(`  ${packages} packages`);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
