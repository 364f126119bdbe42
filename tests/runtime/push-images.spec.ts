import assert from "node:assert/strict";
import { pushImages } from "../../runtime/push-images";
import type { CommandOptions } from "../../runtime/step/command";
import { imageAsset, sampleAssembly } from "./sample-assembly";
import type { Json } from "./sample-assembly";

const execution = "0b7a1c2d-1111-4222-8333-444455556666";
const registry = "111111111111.dkr.ecr.eu-central-1.amazonaws.com";
const [plain, full] = ["a".repeat(64), "b".repeat(64)];
const digest = `sha256:${"d".repeat(64)}`;

/** Runs the step with a Docker that records what it is asked. */
async function push(images: Json, failing = "nothing") {
  const calls: { argv: readonly string[]; options: CommandOptions }[] = [];
  const assembly = sampleAssembly([{ name: "Pay", images }]);
  const pushed = await pushImages(
    { registry, repository: "payments-assets" },
    assembly,
    execution,
    () => Promise.resolve("secret"),
    (argv, options) => {
      calls.push({ argv, options });
      const output = `["other.example/x@sha256:0","${registry}/payments-assets@${digest}"]\n`;
      return Promise.resolve({ exitCode: argv[1] === failing ? 7 : 0, output });
    },
  );
  return { calls, pushed, folder: assembly.folder };
}

describe("building and pushing image assets", () => {
  it("gives Docker exactly the options of the asset, and the password on standard input only", async () => {
    const images = {
      [full]: imageAsset(full, {
        dockerFile: "docker/Dockerfile.arm",
        dockerBuildArgs: { Z: "--privileged", A: "1 2" },
        dockerBuildTarget: "run",
        platform: "linux/arm64",
        cacheDisabled: true,
      }),
      [plain]: imageAsset(plain),
    };
    const { calls, pushed, folder } = await push(images);
    const name = (hash: string) => `${registry}/payments-assets:${hash}-${execution}`;
    const inspect = ["docker", "image", "inspect", "--format", "{{json .RepoDigests}}"];
    assert.deepEqual(calls, [
      {
        argv: ["docker", "login", "--username", "AWS", "--password-stdin", registry],
        options: { folder, input: "secret" },
      },
      { argv: ["docker", "build", "--tag", name(plain), "--", "image"], options: { folder } },
      { argv: ["docker", "push", name(plain)], options: { folder } },
      { argv: [...inspect, name(plain)], options: { folder, capture: true } },
      {
        argv: [
          ...["docker", "build", "--tag", name(full), "--target", "run"],
          ...["--file", "image/docker/Dockerfile.arm", "--platform", "linux/arm64", "--no-cache"],
          ...["--build-arg", "A=1 2", "--build-arg", "Z=--privileged", "--", "image"],
        ],
        options: { folder },
      },
      { argv: ["docker", "push", name(full)], options: { folder } },
      { argv: [...inspect, name(full)], options: { folder, capture: true } },
    ]);
    assert.deepEqual(pushed, {
      [plain]: { repository: "payments-assets", tag: `${plain}-${execution}`, digest },
      [full]: { repository: "payments-assets", tag: `${full}-${execution}`, digest },
    });
  });

  it("does not even log in when there is no image", async () => {
    const { calls, pushed } = await push({});
    assert.deepEqual([calls, pushed], [[], {}]);
  });

  it("refuses, before anything is built, every option that reaches outside the asset's folder", async () => {
    const options = {
      dockerBuildSecrets: { a: "src=x" },
      dockerBuildSsh: "default",
      networkMode: "host",
      cacheFrom: [{ type: "registry" }],
      cacheTo: { type: "registry" },
      dockerOutputs: ["type=local,dest=/"],
      dockerBuildContexts: { x: "/" },
      executable: ["sh"],
    };
    const allowed = "directory, dockerFile, dockerBuildArgs, dockerBuildTarget, platform, cacheDisabled";
    await assert.rejects(push({ [plain]: imageAsset(plain, options), latest: imageAsset("latest") }), {
      name: "StepFailure",
      message: [
        "The assembly has image assets that are not built here:",
        ...Object.keys(options).map(
          (option) =>
            `  - Pay.assets.json: image asset ${plain}: the build option ${option}; allowed: ${allowed}`,
        ),
        '  - Pay.assets.json: image asset latest: the image is named "latest"; allowed: 64 hex digits',
      ].join("\n"),
    });
  });

  it("refuses a folder and a Dockerfile outside the assembly", async () => {
    await assert.rejects(push({ [plain]: imageAsset(plain, { directory: "../../root" }) }), {
      message: 'Pay.assets.json names "../../root", which lies outside the assembly.',
    });
    await assert.rejects(push({ [plain]: imageAsset(plain, { dockerFile: "../../Dockerfile" }) }), {
      message: 'image/Dockerfile names "../../Dockerfile", which lies outside the assembly.',
    });
  });

  for (const [command, message] of [
    ["login", `Login to ${registry} failed: docker ended with exit code 7.`],
    ["build", `The build of image asset ${plain} failed: docker ended with exit code 7.`],
    ["push", `The push of image asset ${plain} failed: docker ended with exit code 7.`],
  ] as const) {
    it(`stops when docker ${command} fails`, async () => {
      await assert.rejects(push({ [plain]: imageAsset(plain) }, command), { name: "StepFailure", message });
    });
  }
});
