/**
 * Stands in for the official Node language host, which comes with the official CLI only: what it does for `preview`,
 * `up`, `refresh`, `destroy` and policy packs, and no more.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { ServerWritableStream, UntypedServiceImplementation } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/language_pb";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { PackageDependency, PluginDependency, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { AnalyzerProxy } from "./analyzer-proxy";
import { answer, unimplemented } from "./grpc-answer";

const version = "3.246.0";
/** The plugins that the road's program needs; the official host reads them from node_modules. */
const plugins = [
  { name: "aws", version: "7.48.0" },
  { name: "gitlab", version: "10.1.1" },
];
/** The runner's exit code where the program has told its error itself. */
const errorAlreadyTold = 32;

let engine = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
const children = new Set<ChildProcess>();

function runner(folder: string, command: string): string {
  return createRequire(join(folder, "index.js")).resolve(`@pulumi/pulumi/cmd/${command}`);
}

function exitOf(child: ChildProcess): Promise<number> {
  children.add(child);
  return new Promise((resolve) => {
    child.once("close", (code) => {
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}

async function runProgram(request: messages.RunRequest): Promise<messages.RunResponse> {
  const root = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const tsconfig = join(root, "tsconfig.json");
  const configuration = Object.fromEntries(
    request
      .getConfigMap()
      .toArray()
      .map(([key, value]): [string, string] => [key, value]),
  );
  const child = spawn(
    process.execPath,
    [
      runner(root, "run"),
      ...["--monitor", request.getMonitorAddress(), "--engine", engine],
      ...["--project", request.getProject(), "--stack", request.getStack()],
      ...["--organization", request.getOrganization(), "--pwd", request.getPwd()],
      ...["--parallel", String(request.getParallel())],
      ...(request.getDryrun() ? ["--dry-run"] : []),
      request.getInfo()?.getEntryPoint() ?? ".",
      ...request.getArgsList(),
    ],
    {
      cwd: request.getPwd(),
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(configuration),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: "true",
        ...(existsSync(tsconfig) ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
      },
    },
  );
  const code = await exitOf(child);
  if (code === 0) return new messages.RunResponse();
  return code === errorAlreadyTold
    ? new messages.RunResponse().setBail(true)
    : new messages.RunResponse().setError(`Program exited with non-zero exit code: ${code}`);
}

/** A policy pack, behind a proxy that knows the stack before the pack starts. */
function runPlugin(call: ServerWritableStream<messages.RunPluginRequest, messages.RunPluginResponse>): void {
  const { request } = call;
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getProgram();
  const proxy = new AnalyzerProxy((stack) => {
    const child = spawn(
      process.execPath,
      [runner(folder, "run-policy-pack"), ...request.getArgsList(), "."],
      {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...environmentOf(request), ...stack },
      },
    );
    void exitOf(child).then((code) => {
      call.write(new messages.RunPluginResponse().setExitcode(code));
      call.end();
      proxy.close();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      call.write(new messages.RunPluginResponse().setStderr(chunk));
    });
    return child;
  });
  void proxy.listen().then((port) => {
    call.write(new messages.RunPluginResponse().setStdout(Buffer.from(`${port}\n`)));
  });
  call.on("cancelled", () => {
    proxy.close();
    call.end();
  });
}

function environmentOf(request: messages.RunPluginRequest): Record<string, string> {
  return Object.fromEntries(
    request.getEnvList().map((entry): [string, string] => {
      const [name = "", ...value] = entry.split("=");
      return [name, value.join("=")];
    }),
  );
}

const served: UntypedServiceImplementation = {
  handshake: answer((request: messages.LanguageHandshakeRequest) => {
    engine = request.getEngineAddress();
    return new messages.LanguageHandshakeResponse();
  }),
  getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
  getRequiredPackages: answer(() =>
    new messages.GetRequiredPackagesResponse().setPackagesList(
      plugins.map((plugin) =>
        new PackageDependency().setKind("resource").setName(plugin.name).setVersion(plugin.version),
      ),
    ),
  ),
  getRequiredPlugins: answer(() =>
    new messages.GetRequiredPluginsResponse().setPluginsList(
      plugins.map((plugin) =>
        new PluginDependency().setKind("resource").setName(plugin.name).setVersion(plugin.version),
      ),
    ),
  ),
  about: answer(() =>
    new messages.AboutResponse().setExecutable(process.execPath).setVersion(process.version),
  ),
  getProgramDependencies: answer(() => new messages.GetProgramDependenciesResponse()),
  run: answer(runProgram),
  runPlugin,
  cancel: answer(() => {
    for (const child of children) child.kill("SIGINT");
    return new Empty();
  }),
};

const rest = Object.keys(LanguageRuntimeService).filter((method) => !(method in served));
const server = new Server({ "grpc.max_receive_message_length": -1 });
server.addService(LanguageRuntimeService, {
  ...Object.fromEntries(rest.map((method) => [method, unimplemented])),
  ...served,
});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
process.on("exit", () => {
  for (const child of children) child.kill();
});
