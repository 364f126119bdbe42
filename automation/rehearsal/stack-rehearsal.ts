import { plannedProperties, stackResource } from "./analyzer-messages";
import { Judge } from "./judge";
import { StackMonitor } from "./monitor";
import { PolicyPack } from "./policy-pack";
import { runProgram } from "./program";
import type { ProgramEnd } from "./program";
import type { PolicyResult, StackResult } from "./result";
import { Secrets } from "./secrets";
import { StackHost } from "./stack-host";
import type { EmulatedWorld } from "./stack-host";
import { stackType, urnOf } from "./urn";
import type { StackIdentity } from "./urn";
import { structOf } from "./wire";
import type { Values } from "./wire";

export interface StackRequest {
  readonly identity: StackIdentity;
  readonly projectDirectory: string;
  readonly configuration: Readonly<Record<string, string>>;
  /** One for all stacks of a run. */
  readonly world: EmulatedWorld;
  /** A world of its own for the second run of a program that failed. */
  readonly freshWorld: () => EmulatedWorld;
  /** Folder of the compiled policy pack; absent: no policy is asked. */
  readonly policyPackDirectory?: string;
  readonly policyConfig: Values;
  readonly onProgress: (progress: Progress) => void;
}

/** What a person waiting may be told. */
export interface Progress {
  readonly stack: string;
  readonly text: string;
}

/** Rehearses one stack: its program and the policy pack side by side, each in a process of its own. */
export async function rehearseStack(request: StackRequest): Promise<StackResult> {
  const { identity, world, onProgress } = request;
  const startedAt = performance.now();
  const secrets = new Secrets();
  const say = (text: string): void => onProgress({ stack: identity.stack, text: secrets.hide(text) });
  const pack = request.policyPackDirectory
    ? PolicyPack.start(request.policyPackDirectory, identity, request.configuration)
    : undefined;
  try {
    const judge = pack && new Judge(pack, request.policyConfig);
    const host = new StackHost(identity.stack, world, secrets, (resource) => judge?.add(resource));
    const monitor = new StackMonitor(identity, host);
    say("program started");
    const end = await runAgainst(monitor, request, false);
    let failure = failureOf(end, monitor);
    if (failure !== undefined && hidesItsOrigin(failure))
      failure = (await failureWithTraces(request, secrets)) ?? failure;
    monitor.logs.filter(({ severity }) => severity !== "error").forEach(({ text }) => say(text));
    say(failure === undefined ? `${monitor.resources.size} resources registered` : "program failed");
    const judged = await verdict(judge, monitor, host, failure !== undefined);
    const policies = "failure" in judged ? [] : judged.policies;
    if ("failure" in judged) failure ??= judged.failure;
    const refused =
      failure !== undefined ||
      host.rejections.length > 0 ||
      policies.some(({ findings }) => findings.some(({ level }) => level === "mandatory"));
    say(refused ? "refused" : "clean");
    return secrets.hideIn<StackResult>({
      verdict: refused ? "refused" : "clean",
      resources: [...monitor.resources.values()].map((resource) => host.shownResource(resource)),
      policies,
      rejections: host.rejections,
      failure: failure ?? null,
      outputs: host.stackOutputs(urnOf(identity, stackType, `${identity.project}-${identity.stack}`, "")),
      durationMs: Math.round(performance.now() - startedAt),
    });
  } finally {
    await pack?.close();
  }
}

async function runAgainst(
  monitor: StackMonitor,
  request: StackRequest,
  stackTraces: boolean,
): Promise<ProgramEnd> {
  const { identity, projectDirectory, configuration } = request;
  const address = await monitor.listen();
  try {
    return await runProgram({ identity, projectDirectory, configuration, address, stackTraces });
  } finally {
    monitor.close();
  }
}

/** Undefined: the program ran to its end and logged no error. */
function failureOf(end: ProgramEnd, monitor: StackMonitor): string | undefined {
  const errors = monitor.logs.filter(({ severity }) => severity === "error").map(({ text }) => text);
  if (end.exitCode === 0 && errors.length === 0) return undefined;
  const told = errors.length > 0 ? errors.join("\n") : end.printed.trim();
  return told || `the program ended with exit code ${String(end.exitCode)} and said nothing`;
}

/** An error of the program's own carries no frames in the quick run; an error for the user needs none. */
function hidesItsOrigin(failure: string): boolean {
  return failure.includes("failed with an unhandled exception");
}

async function failureWithTraces(request: StackRequest, secrets: Secrets): Promise<string | undefined> {
  const host = new StackHost(request.identity.stack, request.freshWorld(), secrets, () => undefined);
  const monitor = new StackMonitor(request.identity, host);
  return failureOf(await runAgainst(monitor, request, true), monitor);
}

/** A stack is judged as a whole only when its program finished, as in a real preview. */
async function verdict(
  judge: Judge | undefined,
  monitor: StackMonitor,
  host: StackHost,
  programFailed: boolean,
): Promise<{ readonly policies: PolicyResult[] } | { readonly failure: string }> {
  if (!judge || programFailed) return { policies: [] };
  const resources = [...monitor.resources.values()].map((resource) => {
    const known = host.known(resource);
    return stackResource(
      resource,
      known ? structOf(known) : plannedProperties(resource, host.computed(resource)),
    );
  });
  try {
    return { policies: await judge.finish(resources) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
