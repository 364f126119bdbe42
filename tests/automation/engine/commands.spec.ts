import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleFile, repository, testProject } from "../project";

const bin = join(repository, "bin", "delivery.js");
const commands = ["preview", "up", "destroy"] as const;
const pack = "require('@pulumi/policy');";

/** The command as a script calls it: no terminal, and a PATH without `pulumi`. */
function delivery(args: readonly string[], { files = {}, cwd }: { files?: object; cwd?: string } = {}) {
  const project = testProject({ program: 'throw new Error("ran");', pack, ...files });
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
      cwd: cwd ?? project.directory,
      encoding: "utf8",
      env: { PATH: project.directory },
    });
    return { status, stdout, stderr: stderr.replaceAll(project.directory, "<project>") };
  } finally {
    project.remove();
  }
}

describe("commands of the engine", () => {
  for (const name of commands) {
    it(`${name} --help fits into 80 columns and tells the exit codes`, () => {
      const { status, stdout } = delivery([name, "--help"]);
      assert.equal(status, 0);
      assert.deepEqual(
        stdout.split("\n").filter((line) => line.length > 80),
        [],
      );
      assert.match(stdout, /--stack <name>[^]+--json \[file\][^]+Exit code: 0 done, 1 refused/);
    });

    it(`${name} without a stack is a wrong call`, () => {
      const { status, stdout, stderr } = delivery([name]);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, /^error: required option '--stack <name>' not specified\n/);
    });

    it(`${name} outside of a project says so`, () => {
      const folder = mkdtempSync(join(tmpdir(), "delivery-nowhere-"));
      const { status, stdout, stderr } = delivery(
        [name, "--stack", "dev", "--yes"].slice(0, name === "preview" ? 3 : 4),
        {
          cwd: folder,
        },
      );
      rmSync(folder, { recursive: true });
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, /^Pulumi\.yaml can't be read: ENOENT[^\n]+\n$/);
    });
  }

  for (const name of ["up", "destroy"])
    it(`${name} does nothing where nobody can say yes`, () => {
      const { status, stdout, stderr } = delivery([name, "--stack", "dev"]);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.equal(
        stderr,
        "Nobody is at a terminal to say yes. Give --yes, or for up a plan that was agreed to: --plan FILE.\n",
      );
    });

  it("wrong settings are told as the rehearsal tells them, before anything starts", () => {
    const stacks = { dev: exampleFile("dev").replace("tier: free", "tier: gold") };
    const { status, stdout, stderr } = delivery(["preview", "--stack", "dev"], { files: { stacks } });
    assert.deepEqual([status, stdout], [2, ""]);
    assert.equal(
      stderr,
      [
        "Pulumi.dev.yaml has 1 problem.",
        "",
        "  delivery:gitlab.tier (line 9)",
        '    got      "gold"',
        "    allowed  one of free, premium, ultimate",
        "    fix      write for example tier: free",
        "",
      ].join("\n"),
    );
  });

  it("a stack that has no settings is told, and which have", () => {
    const { status, stderr } = delivery(["up", "--stack", "acme/live", "--yes"]);
    assert.deepEqual([status, stderr], [2, "There is no stack 'live'. There are: dev.\n"]);
  });

  it("a project without a policy pack is refused, not left unjudged", () => {
    const { status, stderr } = delivery(["preview", "--stack", "dev"], { files: { pack: undefined } });
    assert.deepEqual(
      [status, stderr],
      [
        2,
        "There is no policy pack in <project>/policy-pack: no file PulumiPolicy.yaml. Nothing is done unjudged.\n",
      ],
    );
  });

  it("a plan that can't be read is told before anything starts", () => {
    const { status, stderr } = delivery(["up", "--stack", "dev", "--plan", "no.json"]);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^The plan can't be read: ENOENT[^\n]+\nWrite it with a preview of the same stack\.\n$/,
    );
  });

  it("--json alone prints the result and nothing else on standard output, --json FILE writes it", () => {
    const project = testProject({ program: "", pack });
    try {
      const run = (...json: string[]) =>
        spawnSync(process.execPath, [bin, "preview", "--stack", "dev", "--json", ...json], {
          cwd: project.directory,
          encoding: "utf8",
          env: { PATH: project.directory },
        });
      const shape = (text: string): unknown => ({ ...(JSON.parse(text) as object), durationMs: 0 });
      const expected = {
        kind: "failure",
        error: {
          code: "cli-missing",
          message:
            "There is no `pulumi` on the PATH. Install the Pulumi CLI: https://www.pulumi.com/docs/install/",
          urns: [],
        },
        ...{ version: 1, operation: "preview", stack: "dev", steps: [], unchanged: 0, policies: [] },
        ...{ messages: [], outputs: {}, warnings: "", durationMs: 0 },
      };
      const alone = run();
      assert.deepEqual([alone.status, shape(alone.stdout)], [2, expected]);
      const { stdout, stderr } = run("out/result.json");
      assert.deepEqual([stdout, stderr], ["", `${expected.error.message}\n`]);
      assert.deepEqual(shape(readFileSync(join(project.directory, "out", "result.json"), "utf8")), expected);
    } finally {
      project.remove();
    }
  });

  it("a pulumi that is too old is told from none", () => {
    const project = testProject({ program: "", pack });
    try {
      writeFileSync(join(project.directory, "pulumi"), "#!/bin/sh\necho v3.1.0\n", { mode: 0o755 });
      const { status, stderr } = spawnSync(process.execPath, [bin, "preview", "--stack", "dev"], {
        cwd: project.directory,
        encoding: "utf8",
        env: { PATH: `${project.directory}:/bin` },
      });
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^Minimum version requirement failed\. [^\n]+3\.1\.0[^\n]+\nInstall the newest Pulumi CLI: /,
      );
    } finally {
      project.remove();
    }
  });
});
