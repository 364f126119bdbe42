import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "../gitlab/gitlab-api";
import type { DoctorLine } from "./line";
import { lines } from "./line";

/** What a program printed; undefined: it is not there, or did not end well. */
export type RunTool = (command: string, call: readonly string[]) => Promise<string | undefined>;

export const runTool: RunTool = (command, call) =>
  new Promise((resolve) => {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    execFile(command, call, { timeout: 30_000, env }, (error, stdout) => resolve(error ? undefined : stdout));
  });

/** The oldest Node that the program runs on, as package.json says under `engines`. */
export const oldestNode = "20.19.0";

export async function toolLines(
  directory: string,
  run: RunTool,
  nodeVersion: string,
): Promise<readonly DoctorLine[]> {
  const cli = await cliLine(directory, run);
  return [nodeLine(nodeVersion), cli, ...(cli.level === "fault" ? [] : await pluginLines(directory, run))];
}

function nodeLine(version: string): DoctorLine {
  const { ok, fault } = lines("node");
  return isOlder(version, oldestNode)
    ? fault("Node", `${version} is too old`, `install Node ${oldestNode} or newer`)
    : ok("Node", version);
}

async function cliLine(directory: string, run: RunTool): Promise<DoctorLine> {
  const { ok, warning, fault } = lines("pulumi");
  const said = await run("pulumi", ["version"]);
  const version = said === undefined ? undefined : /\d+\.\d+\.\d+/.exec(said)?.[0];
  if (version === undefined)
    return fault("Pulumi CLI", "not found on PATH", "install it: https://www.pulumi.com/docs/install/");
  const sdk = installed(directory, "@pulumi/pulumi");
  return sdk !== undefined && isOlder(version, sdk)
    ? warning("Pulumi CLI", `${version} is older than the SDK, ${sdk}`, "update the Pulumi CLI")
    : ok("Pulumi CLI", version);
}

async function pluginLines(directory: string, run: RunTool): Promise<readonly DoctorLine[]> {
  const { ok, warning, fault } = lines("plugin");
  const present = pluginsIn(await run("pulumi", ["plugin", "ls", "--json"]));
  return ["aws", "gitlab"].map((name) => {
    const wanted = installed(directory, `@pulumi/${name}`);
    if (wanted === undefined) return fault(name, "its package is not installed", "run npm ci");
    if (present === undefined)
      return warning(name, "not checked: the CLI did not list its plugins", "run pulumi plugin ls");
    return present.includes(`${name} ${wanted}`)
      ? ok(name, wanted)
      : warning(
          name,
          `${wanted} is not here yet`,
          `the first run fetches it and needs a network; or run pulumi plugin install resource ${name} ${wanted}`,
        );
  });
}

function pluginsIn(text: string | undefined): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text ?? "");
    if (!Array.isArray(list)) return undefined;
    return list
      .filter(isRecord)
      .filter(({ kind }) => kind === "resource")
      .map(({ name, version }) => `${String(name)} ${String(version)}`);
  } catch {
    return undefined;
  }
}

/** Version of a package of the project's program. */
function installed(directory: string, name: string): string | undefined {
  const file = join(directory, "node_modules", name, "package.json");
  if (!existsSync(file)) return undefined;
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version?: string };
  return version;
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(".").map(Number));
  const at = [0, 1, 2].find((index) => a?.[index] !== b?.[index]);
  return at !== undefined && (a?.[at] ?? 0) < (b?.[at] ?? 0);
}
