import { existingFor } from "../engine/existing";
import { Road, withPolicies } from "../engine/road";

/**
 * `npm run bench`: what a person waits for with the real Pulumi CLI over the emulated cloud, for both example stacks:
 * a preview without policies and with them, and an update with them, each of a stack that has nothing yet. The pack
 * has a bar: what it adds to the preview of `prod`.
 */
const stacks = ["dev", "prod"] as const;
const packSeconds = 2.5;
/** The median of so many, as the first run of a CLI reads its files from the disk. */
const rounds = 3;

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return (performance.now() - startedAt) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

interface Waiting {
  readonly preview: number;
  readonly judged: number;
  readonly up: number;
}

async function measure(stack: (typeof stacks)[number]): Promise<Waiting> {
  const road = await Road.begin(stack, existingFor(stack));
  try {
    const plain: number[] = [];
    const judged: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      plain.push(await seconds(() => road.succeeds(road.run("preview"))));
      judged.push(await seconds(() => road.succeeds(road.run("preview", ...withPolicies))));
    }
    const up = await seconds(() => road.succeeds(road.up(...withPolicies)));
    return { preview: median(plain), judged: median(judged), up };
  } finally {
    road.close();
  }
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(20)).join("");
}

async function main(): Promise<void> {
  console.log(row(["stack", "preview, s", "with the pack, s", "up with the pack, s"]));
  let added = 0;
  for (const stack of stacks) {
    const { preview, judged, up } = await measure(stack);
    if (stack === "prod") added = judged - preview;
    console.log(row([stack, ...[preview, judged, up].map((time) => time.toFixed(1))]));
  }
  const kept = added < packSeconds;
  console.log(
    `The pack adds ${added.toFixed(1)} s to the preview of prod, under ${packSeconds} s: ${kept ? "yes" : "no"}.`,
  );
  if (!kept) process.exitCode = 1;
}

void main();
