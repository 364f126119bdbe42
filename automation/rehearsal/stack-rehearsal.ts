import type { Branch, World } from "../../emulator/world";
import { stackResource } from "./analyzer-messages";
import { accountsOf, assumptionsOf } from "./assumptions";
import { Judge } from "./judge";
import { StackMonitor } from "./monitor";
import { PolicyPack } from "./policy-pack";
import { runProgram } from "./program";
import { hidesItsOrigin, messagesOf } from "./program-messages";
import type { ProgramMessages } from "./program-messages";
import type { RegisteredStack } from "./registered-stack";
import { registeredStack } from "./registered-stack";
import type { PolicyResult, StackResult } from "./result";
import { Secrets } from "./secrets";
import { StackHost } from "./stack-host";
import { stackType, urnOf } from "./urn";
import type { StackIdentity } from "./urn";
import { structOf } from "./wire";

export interface StackRequest {
  readonly identity: StackIdentity;
  readonly projectDirectory: string;
  readonly configuration: Readonly<Record<string, string>>;
  /** One for all stacks of a run. */
  readonly world: World;
  /** A world of its own for the second run of a program that failed. */
  readonly freshWorld: () => World;
  /** Folder of the compiled policy pack; absent: no policy is asked. */
  readonly policyPackDirectory?: string;
  /** Policy config by policy name, as `--policy-pack-config` takes it. */
  readonly policyConfig: Branch;
  readonly onProgress: (progress: Progress) => void;
  /** Told what a program that ran to its end has registered. */
  readonly onRegistered?: (registered: RegisteredStack) => void;
}

/** What a person waiting may be told. */
export interface Progress {
  readonly stack: string;
  readonly text: string;
  /** True where the next progress takes its place; false for what the program itself has to say. */
  readonly passing: boolean;
}

/** Rehearses one stack: its program and the policy pack side by side, each in a process of its own. */
export async function rehearseStack(request: StackRequest): Promise<StackResult> {
  const { identity, policyPackDirectory, configuration } = request;
  const startedAt = performance.now();
  const secrets = new Secrets();
  const say = (text: string, passing = true): void =>
    request.onProgress({ stack: identity.stack, text: secrets.hide(text), passing });
  const pack =
    policyPackDirectory === undefined
      ? undefined
      : PolicyPack.start(policyPackDirectory, identity, configuration);
  try {
    const judge = pack && new Judge(pack, request.policyConfig);
    const host = new StackHost(identity.stack, request.world, secrets, (resource) => judge?.add(resource));
    const monitor = new StackMonitor(identity, host);
    say("program started");
    const program = await run(request, monitor, secrets);
    program.notes.forEach((note) => say(note, false));
    if (program.failure === undefined) host.finish();
    say(program.failure === undefined ? `${monitor.resources.size} resources registered` : "program failed");
    const judged =
      program.failure === undefined && judge ? await judgement(judge, monitor, host) : { policies: [] };
    if (program.failure === undefined && request.onRegistered) {
      const circumstances = { settings: configuration, config: request.policyConfig };
      request.onRegistered(registeredStack(identity.stack, monitor, host, secrets, circumstances));
    }
    const failure = program.failure ?? judged.failure;
    const refused =
      failure !== undefined || host.rejections.length > 0 || judged.policies.some(hasMandatoryFinding);
    say(refused ? "refused" : "clean");
    return secrets.hideIn<StackResult>({
      verdict: refused ? "refused" : "clean",
      resources: [...monitor.resources.values()].map((resource) => host.shownResource(resource)),
      policies: judged.policies,
      assumptions:
        judged.policies.length === 0
          ? []
          : assumptionsOf(request.policyConfig, accountsOf(monitor.resources.values())),
      rejections: host.rejections,
      failure: failure ?? null,
      outputs: host.shownPublished(urnOf(identity, stackType, `${identity.project}-${identity.stack}`, "")),
      durationMs: Math.round(performance.now() - startedAt),
    });
  } finally {
    await pack?.close();
  }
}

function hasMandatoryFinding({ findings }: PolicyResult): boolean {
  return findings.some(({ level }) => level === "mandatory");
}

/** Runs the program; one that fails without saying where runs once more, against a world of its own. */
async function run(request: StackRequest, monitor: StackMonitor, secrets: Secrets): Promise<ProgramMessages> {
  const first = await runOnce(request, monitor, false);
  if (first.failure === undefined || !hidesItsOrigin(first.failure)) return first;
  const host = new StackHost(request.identity.stack, request.freshWorld(), secrets, () => undefined);
  const second = await runOnce(request, new StackMonitor(request.identity, host), true);
  return { failure: second.failure ?? first.failure, notes: first.notes };
}

async function runOnce(
  { identity, projectDirectory, configuration }: StackRequest,
  monitor: StackMonitor,
  stackTraces: boolean,
): Promise<ProgramMessages> {
  const address = await monitor.listen();
  try {
    return messagesOf(await runProgram({ identity, projectDirectory, configuration, address, stackTraces }));
  } finally {
    monitor.close();
  }
}

/** Puts the whole stack before the pack, as a preview foresees it. */
async function judgement(
  judge: Judge,
  monitor: StackMonitor,
  host: StackHost,
): Promise<{ readonly policies: PolicyResult[]; readonly failure?: string }> {
  const resources = [...monitor.resources.values()].map((resource) =>
    stackResource(resource, structOf(host.foreseen(resource))),
  );
  try {
    return { policies: await judge.finish(resources) };
  } catch (error) {
    return { policies: [], failure: error instanceof Error ? error.message : String(error) };
  }
}
