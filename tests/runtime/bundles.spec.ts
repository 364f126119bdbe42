import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { stepBundles } from "../../runtime";
import { sampleAssemblyFolder } from "./sample-assembly";
import { temporaryFolder } from "./temporary-folder";

const steps = join(__dirname, "../../runtime/steps");
const names = ["build", "deploy", "images", "plan", "scan", "validate"] as const;
const execution = "0b7a1c2d-1111-4222-8333-444455556666";

const stepsWithArtifact = ["build", "images"];
const stepsWithVariables = ["scan", "plan"];

/**
 * Runs a compiled step as the buildspec does: an empty environment but for what is listed. STEP_OUTPUT and
 * STEP_VARIABLES are only there for steps that have a use for them.
 */
async function run(
  bundle: string,
  configuration: object | undefined,
  variables: Record<string, string> = {},
) {
  const folder = temporaryFolder({
    "configuration.json": JSON.stringify(configuration ?? {}),
    variables: "",
  });
  const step = basename(bundle, ".js");
  mkdirSync(join(folder, "output"));
  const argv = [bundle, ...(configuration ? [join(folder, "configuration.json")] : [])];
  const environment = {
    PATH: process.env["PATH"],
    HOME: folder,
    TMPDIR: temporaryFolder(),
    ...(stepsWithArtifact.includes(step) ? { STEP_OUTPUT: join(folder, "output") } : {}),
    ...(stepsWithVariables.includes(step) ? { STEP_VARIABLES: join(folder, "variables") } : {}),
    ...variables,
  };
  const child = spawn(process.execPath, argv, { cwd: folder, env: environment });
  let errors = "";
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  const message = errors.slice(errors.lastIndexOf("\n", errors.length - 2)).trim();
  return { exitCode, message, output, folder, variables: readFileSync(join(folder, "variables"), "utf8") };
}

/** An S3 on loopback that remembers what is put, answers as a versioned bucket, and holds `{}` once under every key. */
async function loopbackS3() {
  const puts: { url: string; ifNoneMatch: string; body: string }[] = [];
  const bodyOf = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = request.url ?? "";
      if (request.method === "GET") {
        response.statusCode = url.includes("/attempt-") ? 404 : 200;
        response.end(response.statusCode === 200 ? "{}" : "");
        return;
      }
      puts.push({ url, ifNoneMatch: request.headers["if-none-match"] ?? "", body });
      response.setHeader("x-amz-version-id", "v1").end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { puts, address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe("the compiled steps", () => {
  let folder = "";
  before(async () => {
    folder = temporaryFolder();
    await build({
      entryPoints: readdirSync(steps).map((file) => join(steps, file)),
      outdir: folder,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      logLevel: "silent",
    });
  });

  it("are one file each, and nothing else", () => {
    assert.deepEqual(
      readdirSync(folder).sort(),
      names.map((name) => `${name}.js`),
    );
  });

  for (const name of names) {
    it(`${name} says how it is called, and ends with 1`, async () => {
      const { exitCode, message } = await run(join(folder, `${name}.js`), undefined);
      assert.deepEqual([exitCode, message], [1, `${name}: Usage: node ${name}.js <configuration.json>`]);
    });
  }

  it("refuse the configuration of another step", async () => {
    const { exitCode, message, folder: place } = await run(join(folder, "plan.js"), { step: "deploy" });
    assert.deepEqual(
      [exitCode, message],
      [1, `plan: ${join(place, "configuration.json")} configures the step "deploy", not "plan".`],
    );
  });

  it("plan and deploy stop at an exchanged assembly before they unpack it or call anybody", async () => {
    const source = temporaryFolder({ "assembly.tar": "exchanged" });
    const variables = {
      CODEBUILD_SRC_DIR: source,
      EXECUTION_ID: execution,
      DIGEST: "0".repeat(64),
      BATCH: "0",
      TMPDIR: temporaryFolder(),
    };
    const found = createHash("sha256").update("exchanged").digest("hex");
    for (const step of ["plan", "deploy"]) {
      const { exitCode, message } = await run(join(folder, `${step}.js`), { step }, variables);
      assert.deepEqual(
        [exitCode, message],
        [
          1,
          `${step}: The assembly is not the one that was scanned: SHA-256 of ${join(source, "assembly.tar")} is ` +
            `${found}, the scan's is ${"0".repeat(64)}. It was exchanged after the scan; nothing was unpacked. ` +
            "Start a new release.",
        ],
      );
    }
    assert.deepEqual(readdirSync(variables.TMPDIR), []);
  });

  it("build and scan hand an assembly on: packed, digested, scanned, reported", async () => {
    const assembly = sampleAssemblyFolder([{ name: "Pay", resources: { User: { Type: "AWS::IAM::User" } } }]);
    const source = temporaryFolder({ "synth.sh": `cp -r '${assembly}' "$3"\n` });
    const commands = { install: "true", test: "true", synth: "bash synth.sh" };
    const built = await run(
      join(folder, "build.js"),
      { step: "build", directory: ".", ...commands, context: {} },
      { CODEBUILD_SRC_DIR: source },
    );
    assert.equal(built.exitCode, 0, built.message);
    const artifact = join(built.folder, "output");
    const digest = createHash("sha256")
      .update(readFileSync(join(artifact, "assembly.tar")))
      .digest("hex");
    const s3 = await loopbackS3();
    const place = {
      bucket: "reports",
      prefix: "reports/scan",
      region: "eu-central-1",
      accountId: "111111111111",
    };
    const scanned = await run(
      join(folder, "scan.js"),
      {
        step: "scan",
        reports: place,
        qualifier: "pay",
        destinations: [{ accountId: "222222222222", region: "eu-central-1", boundaryName: "boundary" }],
        failOn: "critical",
        waivers: [],
      },
      {
        CODEBUILD_SRC_DIR: artifact,
        EXECUTION_ID: execution,
        AWS_ENDPOINT_URL_S3: s3.address,
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "example",
      },
    );
    s3.close();
    assert.equal(scanned.exitCode, 0, scanned.message);
    assert.equal(scanned.variables, `export DIGEST='${digest}'\nexport FINDINGS='1'\n`);
    const [put] = s3.puts;
    assert.equal(put?.ifNoneMatch, "*");
    assert.match(put.url, new RegExp(`reports/scan/${execution}/report\\.json`));
    assert.deepEqual((JSON.parse(put.body) as { digest: string }).digest, digest);
  });

  it("validate has neither artifact nor variables to write, and needs no place for them", async () => {
    const s3 = await loopbackS3();
    const target = { accountId: "222222222222", region: "eu-central-1" };
    const place = { bucket: "reports", prefix: "reports/dev", ...target };
    const { exitCode, output, message } = await run(
      join(folder, "validate.js"),
      {
        step: "validate",
        environment: "dev",
        directory: ".",
        commands: ['echo "$DELIVERY_ENVIRONMENT ${STEP_OUTPUT-none} ${STEP_VARIABLES-none}"'],
        reports: place,
        batches: [[target]],
      },
      {
        CODEBUILD_SRC_DIR: temporaryFolder(),
        EXECUTION_ID: execution,
        BATCH: "0",
        AWS_ENDPOINT_URL_S3: s3.address,
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "example",
      },
    );
    s3.close();
    assert.equal(exitCode, 0, message);
    assert.equal(output.trimEnd().split("\n").at(-1), "dev none none");
    assert.deepEqual(s3.puts, []);
  });
});

describe("the bundles as data", () => {
  it("give path and hash of every step", () => {
    const files = Object.fromEntries(names.map((name) => [`${name}.js`, name]));
    const folder = temporaryFolder(files);
    const expected = names.map((name) => [
      name,
      { sha256: createHash("sha256").update(name).digest("hex"), path: join(folder, `${name}.js`) },
    ]);
    assert.deepEqual(stepBundles(folder), Object.fromEntries(expected));
    for (const { path } of Object.values(stepBundles(folder))) assert.ok(existsSync(path));
  });

  it("say what to do when one is missing", () => {
    const folder = temporaryFolder({ "build.js": "" });
    assert.throws(() => stepBundles(folder), {
      message: `The program of the step images is not compiled (no ${join(folder, "images.js")}): run "npm run prepare".`,
    });
  });
});
