/**
 * `npm test`: types, lint, format and unit tests, each run to its end so that one run shows every fault. Lint takes one
 * core for longer than types and format together, so the tests, which use all cores, begin beside it.
 */
import { spawn } from "node:child_process";

const failed = [];

/** Runs one script; what it prints is shown when it has ended, or at once where it runs alone. */
async function check(name, alone = false) {
  const child = spawn("npm", ["run", "--silent", name], {
    stdio: ["ignore", alone ? "inherit" : "pipe", alone ? "inherit" : "pipe"],
    shell: process.platform === "win32",
  });
  const printed = [];
  child.stdout?.on("data", (chunk) => printed.push(chunk));
  child.stderr?.on("data", (chunk) => printed.push(chunk));
  if (alone) console.log(`\n— npm run ${name}`);
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (!alone) console.log(`\n— npm run ${name}: ${code === 0 ? "passed" : "failed"}`);
  if (printed.length > 0 && code !== 0) process.stdout.write(Buffer.concat(printed));
  if (code !== 0) failed.push(name);
}

async function inTurn(...names) {
  for (const name of names) await check(name);
}

const lint = check("test:lint");
await inTurn("test:types", "test:format");
await check("test:unit", true);
await lint;
console.log(failed.length === 0 ? "\nAll checks passed." : `\nFailed: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
