import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "./project";

/** What a call of the compiled command has loaded from node_modules/@aws-sdk. */
function loadedClients(...call: readonly string[]): readonly string[] {
  const program = `
    process.on("exit", () => {
      const clients = Object.keys(require.cache).map((file) => /@aws-sdk.(client-[a-z-]+)/.exec(file)?.[1]);
      process.stdout.write("\\n" + JSON.stringify([...new Set(clients)].filter(Boolean).sort()));
    });
    require(${JSON.stringify(join(repository, "bin", "delivery.js"))});
  `;
  const { stdout } = spawnSync(process.execPath, ["-e", program, "--", ...call], {
    cwd: repository,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_EC2_METADATA_DISABLED: "true",
    },
  });
  return JSON.parse(stdout.split("\n").at(-1) ?? "") as readonly string[];
}

describe("AWS clients are loaded by the commands that call AWS, and by no other", () => {
  const rows: readonly (readonly [call: readonly string[], clients: readonly string[]])[] = [
    [["rehearse", "--stack", "no-such-stack"], []],
    [["provisioner"], []],
    [
      ["status", "--stack", "prod"],
      ["client-codepipeline", "client-sts"],
    ],
    [
      ["connect", "--stack", "prod"],
      ["client-codestar-connections", "client-sts"],
    ],
  ];
  for (const [call, clients] of rows)
    it(call.join(" "), () => assert.deepEqual(loadedClients(...call), clients));
});
