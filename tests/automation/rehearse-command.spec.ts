import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rehearseCommand } from "../../automation/rehearse-command";
import type { RehearseCommandOptions } from "../../automation/rehearse-command";
import type { Terminal } from "../../automation/terminal";
import { everyCase } from "../every-case";
import { exampleFile, repository, testProject } from "./project";
import type { ProjectFiles } from "./project";

const nothing = 'import "@pulumi/pulumi";';
const escape = "\u001b";

class Paper implements Terminal {
  text = "";
  constructor(readonly isTTY: boolean) {}
  write(text: string): void {
    this.text += text;
  }
}

async function command(
  files: ProjectFiles,
  options: RehearseCommandOptions,
  { isTTY = false, environment = {} }: { isTTY?: boolean; environment?: Record<string, string> } = {},
) {
  const project = testProject(files);
  const [stdout, stderr] = [new Paper(isTTY), new Paper(isTTY)];
  try {
    const { directory } = project;
    const exitCode = await rehearseCommand(options, { directory, environment, stdout, stderr });
    const written = readdirSync(directory, { recursive: true })
      .map(String)
      .filter((file) => file.startsWith("out"))
      .map((file) => file.replaceAll("\\", "/"));
    const read = (file: string): string => readFileSync(join(directory, file), "utf8");
    return {
      exitCode,
      stdout: stdout.text,
      stderr: stderr.text,
      written: Object.fromEntries(
        written.filter((file) => file.includes(".")).map((file) => [file, read(file)]),
      ),
    };
  } finally {
    project.remove();
  }
}

describe("delivery rehearse", () => {
  it("exits 0 when nothing is refused, with plain lines where nobody watches", async () => {
    const { exitCode, stdout, stderr } = await command({ program: nothing }, {});
    assert.equal(exitCode, 0);
    assert.match(stdout, /^dev {2}0 resources, \d+\.\d s\n/);
    assert.match(
      stdout,
      /Verdict\n {2}✓ clean: no policy was asked, AWS and GitLab would accept all 0 resources\n$/,
    );
    assert.ok(!stdout.includes(escape));
    assert.deepEqual(stderr.split("\n"), [
      "dev: program started",
      "dev: 1 resources registered",
      "dev: clean",
      "",
    ]);
  });

  it("prints what the settings' reader warns of, and goes on", async () => {
    const file = exampleFile("prod").replace('notify: ["owner@example.com"]', "notify: []");
    const { exitCode, stderr } = await command({ program: nothing, stacks: { prod: file } }, {});
    assert.equal(exitCode, 0);
    const [, warning] = stderr.split("prod: clean\n");
    const [title, , where, got] = (warning ?? "").split("\n");
    assert.equal(title, "Pulumi.prod.yaml has 1 warning.");
    assert.match(where ?? "", /^ {2}delivery:environments\[2\]\.approval\.notify \(line \d+\)$/);
    assert.match(got ?? "", /^ {4}got {6}/);
  });

  if (everyCase)
    it("exits 1 when a program fails", async () => {
      const program = 'import { RunError } from "@pulumi/pulumi"; throw new RunError("the road is closed");';
      const { exitCode, stdout } = await command({ program }, {});
      assert.equal(exitCode, 1);
      assert.match(
        stdout,
        /Did not finish\n {2}the road is closed\nVerdict\n {2}✗ refused: did not finish, /,
      );
    });

  it("exits 2 for a stack that does not exist, and says which do", async () => {
    const stacks = { dev: exampleFile("dev"), prod: exampleFile("prod") };
    const { exitCode, stdout, stderr } = await command(
      { program: nothing, stacks },
      { stack: ["live", "dev"] },
    );
    assert.equal(exitCode, 2);
    assert.equal(stdout, "");
    assert.equal(stderr, "There is no stack 'live'. There are: dev, prod.\n");
  });

  it("exits 2 for wrong settings before anything starts: every problem of every stack, no stack trace", async () => {
    const stacks = {
      dev: exampleFile("dev").replace("tier: free", "tier: gold"),
      prod: exampleFile("prod").replace("timeoutHours: 72", "timeoutHours: 99999"),
    };
    const { exitCode, stdout, stderr } = await command({ program: 'throw new Error("ran");', stacks }, {});
    assert.equal(exitCode, 2);
    assert.equal(stdout, "");
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
        "Pulumi.prod.yaml has 1 problem.",
        "",
        "  delivery:environments[2].approval.timeoutHours (line 40)",
        "    got      99999",
        "    allowed  a whole number of hours from 1 to 1440 (CodePipeline waits at most 86,400 minutes)",
        "    fix      write for example timeoutHours: 72",
        "",
      ].join("\n"),
    );
  });

  it("exits 2 outside a project", async () => {
    const [stdout, stderr] = [new Paper(false), new Paper(false)];
    const exitCode = await rehearseCommand({}, { directory: __dirname, environment: {}, stdout, stderr });
    assert.equal(exitCode, 2);
    assert.equal(
      stderr.text,
      `There is no Pulumi.yaml in ${__dirname}. Run this in the folder of the project.\n`,
    );
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ["policy-config.json", '{ "all": ', /^policy-config\.json is no JSON: [^\n]+\.\n$/],
    [
      "policy-config.json",
      "[]",
      /^policy-config\.json must be an object: the name of a policy, and its level or its parameters for each\.\n$/,
    ],
    ["Pulumi.yaml", ": : [", /^Pulumi\.yaml can't be read: Nested mappings are not allowed [^]+\n$/],
  ];
  for (const [file, text, said] of broken)
    it(`exits 2 with a ${file} that reads ${text}, without a trace`, async () => {
      const project = testProject({ program: 'throw new Error("ran");' });
      const [stdout, stderr] = [new Paper(false), new Paper(false)];
      try {
        writeFileSync(join(project.directory, file), text);
        const surroundings = { directory: project.directory, environment: {}, stdout, stderr };
        assert.equal(await rehearseCommand({}, surroundings), 2);
      } finally {
        project.remove();
      }
      assert.match(stderr.text, said);
      assert.ok(!/\n\s+at /.test(stderr.text));
    });

  it("writes the results and a page a stack where it is told to", async () => {
    const { written } = await command(
      { program: nothing },
      { json: "out/deep/result.json", report: "out/report" },
    );
    assert.deepEqual(Object.keys(written).sort(), ["out/deep/result.json", "out/report/dev.html"]);
    const result = JSON.parse(written["out/deep/result.json"] ?? "") as { version: number; stacks: object };
    assert.equal(result.version, 1);
    assert.deepEqual(Object.keys(result.stacks), ["dev"]);
    assert.match(written["out/report/dev.html"] ?? "", /^<!doctype html>\n/);
  });

  if (everyCase)
    it("colours on a terminal, unless NO_COLOR asks not to", async () => {
      const coloured = await command({ program: nothing }, {}, { isTTY: true });
      assert.ok(coloured.stdout.includes(`${escape}[1mVerdict${escape}[22m`));
      const plain = await command({ program: nothing }, {}, { isTTY: true, environment: { NO_COLOR: "1" } });
      assert.ok(!plain.stdout.includes(escape));
      assert.equal(
        plain.stdout.replace(/\d+\.\d s/, ""),
        coloured.stdout.replaceAll(/\u001b\[\d+m/g, "").replace(/\d+\.\d s/, ""),
      );
    });

  it("treats a call it does not understand as wrong settings", () => {
    const entry = join(repository, "automation", "delivery.ts");
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ["-r", "ts-node/register/transpile-only", entry, ...args], {
        cwd: repository,
        encoding: "utf8",
      });
    const unknown = run("rehearse", "--stak", "dev");
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /^error: unknown option '--stak'\n/);
    assert.ok(!/\n\s+at /.test(unknown.stderr));
    assert.equal(run("rehearse", "--help").status, 0);
  });
});
