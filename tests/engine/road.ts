import type { Entity } from "../../emulator/inventory";
import { tokens } from "../../emulator/type-tokens";
import { Workplace } from "./workplace";
import type { Run } from "./workplace";

/** A resource of the state, as `pulumi stack export` shows it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  /** `<urn>::<id>` of its provider. */
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly delete?: boolean;
  readonly external?: boolean;
  readonly initErrors?: readonly string[];
}

/** What a preview says would happen, without what stays the same. */
export interface Plan {
  readonly run: Run;
  /** `<operation> <type> <name>`, sorted. */
  readonly changes: readonly string[];
}

/** The flags with which the documents run the policy pack. */
export const withPolicies = ["--policy-pack", "policy-pack", "--policy-pack-config", "policy-config.json"];

/** One stack of the program under the real engine, over an emulated cloud. */
export class Road {
  private constructor(
    readonly workplace: Workplace,
    readonly stack: string,
  ) {}

  static async begin(stack: string, existing: readonly Entity[], program?: string): Promise<Road> {
    const road = new Road(await Workplace.open(existing, program), stack);
    await road.succeeds(road.workplace.pulumi("stack", "init", stack));
    return road;
  }

  get cloud() {
    return this.workplace.cloud;
  }

  set(path: readonly (string | number)[], value: unknown): void {
    this.workplace.set(this.stack, path, value);
  }

  up(...flags: readonly string[]): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview", ...flags);
  }

  run(command: string, ...flags: readonly string[]): Promise<Run> {
    return this.workplace.pulumi(command, ...flags, "--stack", this.stack);
  }

  /** As `run`, and fails with all that was printed where the command failed. */
  async succeeds(run: Promise<Run>): Promise<Run> {
    const ended = await run;
    if (ended.code !== 0)
      throw new Error(`pulumi ended with exit code ${String(ended.code)}:\n${ended.printed}`);
    return ended;
  }

  async preview(...flags: readonly string[]): Promise<Plan> {
    const run = await this.run("preview", "--json", ...flags);
    const { steps = [] } = JSON.parse(run.stdout) as { steps?: { op: string; urn: string }[] };
    const changes = steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${shortOf(urn)}`);
    return { run, changes: changes.sort() };
  }

  async state(): Promise<readonly StateResource[]> {
    const { stdout } = await this.succeeds(this.run("stack", "export"));
    const { deployment } = JSON.parse(stdout) as { deployment: { resources?: StateResource[] } };
    return deployment.resources ?? [];
  }

  /** What a person does in the browser. */
  finishHandshake(): string {
    const [connection] = this.cloud.world.all(tokens.connection);
    if (!connection) throw new Error("There is no connection to finish");
    this.cloud.change(connection, { connectionStatus: "AVAILABLE" });
    return connection.id;
  }

  close(): void {
    this.workplace.close();
  }
}

/** `<type> <name>` of a URN. */
export function shortOf(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name.join("::")}`;
}
