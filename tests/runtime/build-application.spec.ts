import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extractArchive } from "../../runtime/archive/extract";
import { buildApplication } from "../../runtime/build-application";
import { runCommand } from "../../runtime/step/command";
import { temporaryFolder } from "./temporary-folder";

const context = { "@aws-cdk/core:bootstrapQualifier": "pay" };

/** A synth that writes what it was given and what it finds in its HOME. */
const synth = `bash ./synth.sh`;
const synthScript = `
mkdir -p "$3" && echo "$@" > "$3/arguments" && echo "$HOME" > "$3/home" && cp "$HOME/.cdk.json" "$3/cdk.json"
cp ../order "$3/order" && echo '{}' > "$3/manifest.json"
`;

async function build(
  change: Partial<{ directory: string; install: string; test: string; synth: string }> = {},
  output = temporaryFolder(),
) {
  const source = temporaryFolder({ "my app/synth.sh": synthScript });
  const archive = join(output, "assembly.tar");
  const settings = {
    step: "build" as const,
    directory: "my app",
    install: "echo install >> ../order",
    test: "echo test >> ../order",
    synth,
    context,
    ...change,
  };
  const lines: string[] = [];
  await buildApplication(settings, source, archive, runCommand, (line) => lines.push(line));
  const unpacked = temporaryFolder();
  extractArchive(archive, unpacked);
  return { lines, read: (file: string) => readFileSync(join(unpacked, file), "utf8") };
}

describe("building the application", () => {
  const inherited = process.env["TMPDIR"];
  beforeEach(() => (process.env["TMPDIR"] = temporaryFolder()));
  afterEach(() => {
    if (inherited === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = inherited;
  });

  it("installs, tests, synthesizes without lookups, and packs the assembly", async () => {
    const { lines, read } = await build();
    assert.equal(lines.length, 3);
    assert.deepEqual(lines.slice(0, 2), [
      "\n— install: echo install >> ../order",
      "\n— test: echo test >> ../order",
    ]);
    assert.equal(read("order"), "install\ntest\n");
    assert.match(read("arguments"), /^--no-lookups --output \/\S+\/cdk\.out\n$/);
    assert.equal(read("manifest.json"), "{}\n");
  });

  it("gives CDK the context in a HOME of its own", async () => {
    const { read } = await build();
    assert.deepEqual(JSON.parse(read("cdk.json")), { context });
    assert.notEqual(read("home"), `${process.env["HOME"] ?? ""}\n`);
  });

  for (const [name, change, failure] of [
    [
      "install",
      { install: "exit 3" },
      { message: 'install failed: "exit 3" ended with exit code 3.', exitCode: 3 },
    ],
    ["test", { test: "exit 4" }, { message: 'test failed: "exit 4" ended with exit code 4.', exitCode: 4 }],
    [
      "test by a signal",
      { test: "kill -9 $$" },
      { message: 'test failed: "kill -9 $$" ended with exit code 137.', exitCode: 137 },
    ],
    [
      "a folder that is not there",
      { directory: "infra" },
      { message: 'build.directory is "infra", which the source does not have.', exitCode: 1 },
    ],
  ] as const) {
    it(`ends with the exit code and one line when it fails: ${name}`, async () => {
      await assert.rejects(build(change), { name: "StepFailure", ...failure });
    });
  }

  it("fails when synth ends well but leaves no assembly", async () => {
    await assert.rejects(build({ synth: "true" }), ({ message }: Error) => {
      assert.match(
        message,
        /^synth ended without an assembly: "true --no-lookups --output '\S+\/cdk\.out'" wrote no \S+manifest\.json\. build\.synth must be a command that accepts the options of `cdk synth`\.$/,
      );
      return true;
    });
  });

  it("packs nothing that lies elsewhere, when synth links to it", async () => {
    const elsewhere = temporaryFolder({ "manifest.json": "{}", secret: "x" });
    const script = `f() { ln -s '${elsewhere}' "$3"; }; f`;
    await assert.rejects(build({ synth: script }), ({ name, message }: Error) => {
      assert.equal(name, "StepFailure");
      assert.equal(
        message.replace(/\/\S+\/cdk\.out/, "<assembly>"),
        `The assembly <assembly> is a link to ${elsewhere}. Only what synth writes into its output folder is ` +
          "packed: build.synth must write there, not link to another folder.",
      );
      return true;
    });
  });

  it("lets nothing leave but the archive: what lies in its folder already is refused", async () => {
    const output = temporaryFolder({ "left.txt": "x", "assembly.tar": "x" });
    await assert.rejects(build({}, output), {
      name: "StepFailure",
      message:
        `The step's output ${output} holds assembly.tar, left.txt before anything was packed. Only the assembly ` +
        "leaves this step: the commands of build must write elsewhere.",
    });
    assert.deepEqual(readdirSync(output).sort(), ["assembly.tar", "left.txt"]);
  });

  it("does not write through a link that the commands put in the output's place", async () => {
    const [output, elsewhere] = [temporaryFolder(), temporaryFolder()];
    const test = `rmdir '${output}' && ln -s '${elsewhere}' '${output}'`;
    await assert.rejects(build({ test }, output), {
      name: "StepFailure",
      message: `The step's output ${output} is no folder any more. The commands of build must leave it alone.`,
    });
    assert.deepEqual(readdirSync(elsewhere), []);
  });
});
