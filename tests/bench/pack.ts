import { join } from "node:path";
import type { AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";
import { AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { configurationOf, openProject } from "../../automation/project";
import { readStacks } from "../../automation/read-stacks";
import { analyzeRequest, stackResource } from "../../automation/rehearsal/analyzer-messages";
import { StackMonitor } from "../../automation/rehearsal/monitor";
import { reconcile } from "../../automation/rehearsal/policy-config";
import { PolicyPack } from "../../automation/rehearsal/policy-pack";
import { runProgram } from "../../automation/rehearsal/program";
import { messagesOf } from "../../automation/rehearsal/program-messages";
import type { RegisteredResource } from "../../automation/rehearsal/registered-resource";
import { Secrets } from "../../automation/rehearsal/secrets";
import { StackHost } from "../../automation/rehearsal/stack-host";
import { structOf } from "../../automation/rehearsal/wire";
import { seedFromSettings } from "../../emulator/seed";
import { World } from "../../emulator/world";
import { prodWithTargets } from "./many-targets";
import { PeakMemory } from "./memory";

/**
 * `npm run bench`: what all policies cost over roads of some 600 and 3,000 resources, and over the first 60 of one,
 * with their bars. A road is judged whole: without its pipeline, which comes last, every role of it is a finding.
 */
const roads = [{ targets: 2, first: 60 }, { targets: 11 }, { targets: 78 }];
const bars = { startSeconds: 2, millisecondsAResource: 2, stackSeconds: 2 };
/** Questions that may wait for an answer at once, as in a rehearsal. */
const openQuestions = 16;

const projectDirectory = join(__dirname, "..", "..");
const identity = { project: "delivery", stack: "prod" };

interface Captured {
  readonly resources: readonly RegisteredResource[];
  readonly inStack: readonly AnalyzerResource[];
  readonly configuration: Readonly<Record<string, string>>;
}

/** What the program registers for a road of many targets, as the engine would put it before the pack. */
async function capture(targets: number): Promise<Captured> {
  const project = openProject(projectDirectory, { prod: prodWithTargets(targets) });
  const read = readStacks(project, ["prod"], new Date());
  if ("problems" in read) throw new Error(read.problems);
  const [only] = read.stacks;
  if (!only) throw new Error("prod has no settings");
  const configuration = configurationOf(project, only.file);
  const host = new StackHost(
    "prod",
    new World(seedFromSettings(read.stacks)),
    new Secrets(),
    () => undefined,
  );
  const monitor = new StackMonitor(identity, host);
  const address = await monitor.listen();
  const { failure } = messagesOf(
    await runProgram({ identity, projectDirectory, configuration, address, stackTraces: false }),
  );
  monitor.close();
  if (failure !== undefined) throw new Error(failure);
  host.finish();
  const resources = [...monitor.resources.values()];
  return {
    resources,
    inStack: resources.map((resource) => stackResource(resource, structOf(host.foreseen(resource)))),
    configuration,
  };
}

interface Measurement {
  readonly resources: number;
  readonly startSeconds: number;
  readonly millisecondsAResource: number;
  readonly stackSeconds: number;
  readonly mebibytes: number;
}

async function measure(targets: number, first = Infinity): Promise<Measurement> {
  const captured = await capture(targets);
  const size = Math.min(first, captured.resources.length);
  const memory = new PeakMemory();
  const startedAt = performance.now();
  const pack = PolicyPack.start(join(projectDirectory, "policy-pack"), identity, captured.configuration);
  try {
    const info = await pack.info();
    const startSeconds = (performance.now() - startedAt) / 1000;
    await pack.configure(reconcile(info, {}).settings);
    const waiting = captured.resources.slice(0, size);
    const analysedAt = performance.now();
    await Promise.all(
      Array.from({ length: openQuestions }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift())
          await pack.analyze(analyzeRequest(next));
      }),
    );
    const millisecondsAResource = (performance.now() - analysedAt) / size;
    const whole = written(captured.inStack.slice(0, size));
    const stackAt = performance.now();
    await pack.analyzeStack(whole);
    return {
      resources: size,
      startSeconds,
      millisecondsAResource,
      stackSeconds: (performance.now() - stackAt) / 1000,
      mebibytes: memory.stop(),
    };
  } finally {
    await pack.close();
  }
}

/** The question about a whole stack as bytes: to write it is the engine's part, which does so in another language. */
function written(resources: readonly AnalyzerResource[]): AnalyzeStackRequest {
  const request = new AnalyzeStackRequest().setResourcesList([...resources]);
  const bytes = request.serializeBinary();
  request.serializeBinary = () => bytes;
  return request;
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(16)).join("");
}

async function main(): Promise<void> {
  console.log(row(["resources", "start, s", "ms a resource", "whole stack, s", "peak MiB"]));
  let largest: Measurement | undefined;
  for (const { targets, first } of roads) {
    largest = await measure(targets, first);
    const { resources, startSeconds, millisecondsAResource, stackSeconds, mebibytes } = largest;
    console.log(
      row([
        String(resources),
        startSeconds.toFixed(2),
        millisecondsAResource.toFixed(2),
        stackSeconds.toFixed(2),
        String(mebibytes),
      ]),
    );
  }
  if (!largest) return;
  const fits =
    largest.startSeconds < bars.startSeconds &&
    largest.millisecondsAResource < bars.millisecondsAResource &&
    largest.stackSeconds < bars.stackSeconds;
  console.log(
    `\nStart under ${bars.startSeconds} s, a resource under ${bars.millisecondsAResource} ms, the stack of ${largest.resources} under ${bars.stackSeconds} s: ${fits ? "yes" : "no"}.`,
  );
  if (!fits) process.exitCode = 1;
}

void main();
