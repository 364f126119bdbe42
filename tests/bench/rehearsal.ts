import { join } from "node:path";
import { rehearse } from "../../automation/rehearse";
import { prodWithTargets } from "./many-targets";
import { PeakMemory } from "./memory";

/** `npm run bench`: what a rehearsal of `prod` costs with more and more production targets. */
const sizes = [3, 20, 200];
/** The bar for the largest, in seconds. */
const limitSeconds = 45;

interface Measurement {
  readonly targets: number;
  readonly resources: number;
  readonly seconds: number;
  readonly mebibytes: number;
  readonly verdict: string;
}

async function measure(targets: number): Promise<Measurement> {
  const memory = new PeakMemory();
  const done = await rehearse({
    projectDirectory: join(__dirname, "..", ".."),
    stackFiles: { prod: prodWithTargets(targets) },
  });
  const mebibytes = memory.stop();
  if (done.kind === "refusal") throw new Error(done.problems);
  const stack = done.result.stacks["prod"];
  if (!stack) throw new Error("prod was not rehearsed");
  if (stack.failure !== null) throw new Error(stack.failure);
  const seconds = done.result.durationMs / 1000;
  return { targets, resources: stack.resources.length, seconds, mebibytes, verdict: stack.verdict };
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(14)).join("");
}

async function main(): Promise<void> {
  console.log(row(["targets", "resources", "seconds", "ms a resource", "peak MiB", "verdict"]));
  const measured: Measurement[] = [];
  for (const targets of sizes) {
    const next = await measure(targets);
    measured.push(next);
    console.log(
      row([
        String(next.targets),
        String(next.resources),
        next.seconds.toFixed(1),
        ((next.seconds * 1000) / next.resources).toFixed(1),
        String(next.mebibytes),
        next.verdict,
      ]),
    );
  }
  const [, middle, largest] = measured;
  if (!middle || !largest) return;
  const slope = (largest.seconds - middle.seconds) / (largest.resources - middle.resources);
  const fits = largest.seconds < limitSeconds;
  console.log(`\nEach further resource: ${(slope * 1000).toFixed(1)} ms.`);
  console.log(`${largest.targets} targets in under ${limitSeconds} s: ${fits ? "yes" : "no"}.`);
  const clean = measured.every(({ verdict }) => verdict === "clean");
  if (!fits || !clean) process.exitCode = 1;
}

void main();
