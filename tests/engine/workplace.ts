import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { parseDocument } from "yaml";
import { Cloud } from "../../emulator/cloud/cloud";
import type { Entity } from "../../emulator/inventory";
import { CloudServer } from "./cloud-server";
import { pulumiCli } from "./cli";
import type { PulumiCli } from "./cli";
import { installLanguageHost, installProviders } from "./stand-ins/build";

const root = join(__dirname, "..", "..");

/** What a user has in the project's folder. The CLI writes into it, so each workplace has a copy. */
const projectFiles = [
  ...["index.ts", "package.json", "tsconfig.json", "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml"],
  ...["policy-config.json", "blueprint", "components", "runtime", "scripts", "policy-pack"],
];

/** The token that a person would set: no state, log or error may show it. */
export const plantedToken = "glpat-planted-0123456789";

export interface Run {
  readonly code: number | null;
  /** Standard output alone, for `--json`. */
  readonly stdout: string;
  /** Both streams in order, as a person sees them. */
  readonly printed: string;
}

/** A copy of the project with a Pulumi CLI, an empty state and an emulated cloud of its own. */
export class Workplace {
  private constructor(
    private readonly cli: PulumiCli,
    readonly folder: string,
    readonly cloud: Cloud,
    private readonly server: CloudServer,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Over another program than the road's where `program` names its folder. */
  static async open(existing: readonly Entity[], program?: string): Promise<Workplace> {
    const cli = await pulumiCli();
    const home = mkdtempSync(join(tmpdir(), "delivery-engine-"));
    const folder = join(home, "project");
    if (program !== undefined) cpSync(program, folder, { recursive: true });
    else for (const file of projectFiles) cpSync(join(root, file), join(folder, file), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const name of ["state", "bin", "pulumi"]) mkdirSync(join(home, name));
    await installProviders(join(home, "pulumi"));
    if (!cli.official) await installLanguageHost(join(home, "bin"));
    const cloud = new Cloud(existing);
    const server = new CloudServer(cloud);
    const path = [join(home, "bin"), dirname(cli.executable), dirname(process.execPath), "/usr/bin", "/bin"];
    return new Workplace(cli, folder, cloud, server, {
      PATH: path.join(delimiter),
      HOME: home,
      PULUMI_HOME: join(home, "pulumi"),
      PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "of the engine tests",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      DELIVERY_EMULATED_CLOUD: await server.listen(),
      GITLAB_TOKEN: plantedToken,
      no_grpc_proxy: "127.0.0.1",
      NO_COLOR: "1",
    });
  }

  /** Runs the CLI in the project's folder. */
  pulumi(...args: readonly string[]): Promise<Run> {
    return this.start(...args).ended;
  }

  /** As `pulumi`, for a test that does something while it runs. */
  start(...args: readonly string[]): { readonly process: ChildProcess; readonly ended: Promise<Run> } {
    const child = spawn(this.cli.executable, [...args, "--non-interactive", "--color", "never"], {
      cwd: this.folder,
      env: this.environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed: string[] = [];
    const stdout: string[] = [];
    child.stdout.on("data", (chunk: Buffer) => {
      printed.push(chunk.toString());
      stdout.push(chunk.toString());
    });
    child.stderr.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
    const ended = new Promise<Run>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, stdout: stdout.join(""), printed: printed.join("") }));
    });
    return { process: child, ended };
  }

  /** Changes a file of the copy; fails where there is nothing to change. */
  edit(file: string, before: string, after: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(before))
      throw new Error(`${file} holds no '${before}'; it was changed, so change this test too`);
    writeFileSync(path, text.replace(before, after));
  }

  /** Sets one key of a stack's settings, e.g. `["connection", "arn"]`; undefined takes it out. */
  set(stack: string, path: readonly (string | number)[], value: unknown): void {
    const file = join(this.folder, `Pulumi.${stack}.yaml`);
    const document = parseDocument(readFileSync(file, "utf8"));
    const [first, ...rest] = path;
    const keys = ["config", `delivery:${String(first)}`, ...rest];
    if (value === undefined) document.deleteIn(keys);
    else document.setIn(keys, document.createNode(value));
    writeFileSync(file, String(document));
  }

  /** Keeps settings, state and cloud under a name. */
  keep(name: string): void {
    const place = this.kept(name);
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true });
    cpSync(join(this.folder, "..", "state"), join(place, "state"), { recursive: true });
    for (const file of this.settingsFiles()) cpSync(join(this.folder, file), join(place, file));
    this.cloud.save(join(place, "cloud.json"));
  }

  /** All that the backend holds, as text: state, history and locks. */
  backendText(): string {
    const state = join(this.folder, "..", "state");
    return readdirSync(state, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"))
      .join("\n");
  }

  /** Goes back to what was kept. */
  restore(name: string): void {
    const place = this.kept(name);
    if (!existsSync(place)) throw new Error(`Nothing was kept as '${name}'`);
    rmSync(join(this.folder, "..", "state"), { recursive: true });
    cpSync(join(place, "state"), join(this.folder, "..", "state"), { recursive: true });
    for (const file of this.settingsFiles()) cpSync(join(place, file), join(this.folder, file));
    this.cloud.load(join(place, "cloud.json"));
  }

  /** Keeps the program, for a test that changes it. */
  keepProgram(): void {
    cpSync(join(this.folder, "components"), this.kept("components"), { recursive: true });
  }

  restoreProgram(): void {
    cpSync(this.kept("components"), join(this.folder, "components"), { recursive: true });
  }

  close(): void {
    this.server.close();
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }

  private settingsFiles(): readonly string[] {
    return readdirSync(this.folder).filter((file) => /^Pulumi\.[\w-]+\.yaml$/.test(file));
  }

  private kept(name: string): string {
    return join(this.folder, "..", "kept", name);
  }
}
