import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { repository } from "../project";

/** Stands for the CLI: says when it listens, and how often it was interrupted until it ended by itself. */
const cli = `
  let count = 0;
  process.on("SIGINT", () => {
    count += 1;
    if (count === 1) setTimeout(() => { console.log(count + " interrupt"); process.exit(0); }, 500);
  });
  setInterval(() => {}, 1000);
  console.log("listening");
`;

/** A tool that ends its run on a Ctrl-C, as tools do: a moment later than the terminal has told everybody. */
const tool = `
  const { inOwnGroup } = require(${JSON.stringify(join(repository, "automation", "engine", "cli-process.ts"))});
  const end = new AbortController();
  process.on("SIGINT", () => setTimeout(() => end.abort(), 100));
  inOwnGroup({ command: process.execPath, version: null })
    .run(["-e", process.env.CLI, "--"], ".", {}, (text) => process.stdout.write(text), undefined, end.signal)
    .then(({ code }) => console.log("ended with " + code), console.error);
`;

describe("the process of the CLI", () => {
  it("is interrupted once by a Ctrl-C at a terminal, and what it did until its end is known", async () => {
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", tool], {
      cwd: repository,
      env: { ...process.env, CLI: cli },
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    const { pid } = child;
    assert.ok(pid !== undefined);
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      // A terminal tells the whole group.
      if (chunk.toString().includes("listening")) process.kill(-pid, "SIGINT");
    });
    await new Promise((resolve) => child.once("close", resolve));
    assert.equal(printed, "listening\n1 interrupt\nended with 0\n");
  });
});
