import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { AnalyzeDiagnostic } from "@pulumi/pulumi/proto/analyzer_pb";
import {
  AnalyzeRequest,
  AnalyzeStackRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { AnalyzeResponse, AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Answer, Written, WrittenProvider } from "./handed";
import { urnOf } from "./handed";

const root = join(__dirname, "..", "..");
const pack = join(root, "policy-pack");

/** Builds the pack where its JavaScript is missing or older than its source. */
export function compilePack(): void {
  const entry = join(pack, "bin", "index.js");
  const sources = readdirSync(pack, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.(ts|json)$/.test(file) && !/^(bin|node_modules)\b/.test(file),
  );
  const newest = Math.max(...sources.map((file) => statSync(join(pack, file)).mtimeMs));
  if (existsSync(entry) && statSync(entry).mtimeMs >= newest) return;
  execFileSync(process.execPath, [join(root, "scripts", "build-pack.mjs"), "--no-types"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

export interface PackConfig {
  readonly level?: EnforcementLevel;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The compiled pack behind the SDK's own runner, as the official language host starts it. */
export class PackProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
    /** All that the pack wrote to stdout. */
    readonly printed: () => string,
  ) {}

  static async start(settings: Readonly<Record<string, unknown>>): Promise<PackProcess> {
    const config = Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [
        `delivery:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", pack], {
      cwd: pack,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_NODEJS_ORGANIZATION: "organization",
        PULUMI_NODEJS_PROJECT: "delivery",
        PULUMI_NODEJS_STACK: "prod",
        PULUMI_NODEJS_DRY_RUN: "true",
      },
    });
    let printed = "";
    let complaints = "";
    child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        const line = /^(\d+)\n/.exec(printed)?.[1];
        if (line !== undefined) resolve(line);
      });
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the pack ended with ${String(code)}: ${complaints}`)));
    });
    // A proxy of the surroundings must not come between two processes of one machine.
    const options = { "grpc.enable_http_proxy": 0 };
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), options);
    return new PackProcess(child, client, () => printed);
  }

  info(): Promise<AnalyzerInfo> {
    return this.ask((done) => this.client.getAnalyzerInfo(new Empty(), done));
  }

  /** Replaces the whole config of the pack: level and properties by policy name. */
  async configure(config: Readonly<Record<string, PackConfig>>): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    for (const [policy, { level = EnforcementLevel.MANDATORY, properties = {} }] of Object.entries(config))
      request
        .getPolicyconfigMap()
        .set(policy, new PolicyConfig().setEnforcementlevel(level).setProperties(struct(properties)));
    await this.ask<Empty>((done) => this.client.configure(request, done));
  }

  /** What one policy says of a stack, first resource by resource and then of the whole. */
  async judge(policy: string, resources: readonly Written[]): Promise<Answer> {
    const answers: (readonly [AnalyzeResponse, string])[] = [];
    for (const resource of resources)
      answers.push([await this.ask((done) => this.client.analyze(request(resource), done)), resource.name]);
    const stack = new AnalyzeStackRequest().setResourcesList(resources.map(inStack));
    answers.push([await this.ask((done) => this.client.analyzeStack(stack, done)), ""]);
    const said = answers.flatMap(([answer, resource]) =>
      answer
        .getDiagnosticsList()
        .filter((diagnostic) => diagnostic.getPolicyname() === policy)
        .map((diagnostic) => ({
          level: levelOf(diagnostic),
          message: diagnostic.getMessage(),
          resource: diagnostic.getUrn().split("::").at(-1) || resource,
        })),
    );
    const reasons = answers.flatMap(([answer]) =>
      answer
        .getNotApplicableList()
        .filter((entry) => entry.getPolicyName() === policy)
        .map((entry) => entry.getReason())
        .filter((reason) => !reason.startsWith("Policy only applies to resources of type")),
    );
    return { said, notApplicable: [...new Set(reasons)] };
  }

  stop(): void {
    this.client.close();
    this.child.kill();
  }

  private ask<Answered>(
    call: (done: (error: ServiceError | null, answer: Answered) => void) => void,
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      call((error, answer) => {
        if (error) reject(new Error(error.details));
        else resolve(answer);
      });
    });
  }
}

function levelOf(diagnostic: AnalyzeDiagnostic): string {
  return diagnostic.getEnforcementlevel() === EnforcementLevel.MANDATORY ? "mandatory" : "advisory";
}

function struct(values: Record<string, unknown>): Struct {
  const plain = JSON.parse(JSON.stringify(values)) as Record<string, JavaScriptValue>;
  return Struct.fromJavaScript(plain);
}

function options({ protect = false, ignoreChanges = [] }: Written): AnalyzerResourceOptions {
  return new AnalyzerResourceOptions()
    .setProtect(protect)
    .setIgnorechangesList([...ignoreChanges])
    .setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts());
}

function providerMessage(provider: WrittenProvider | undefined): AnalyzerProviderResource | undefined {
  if (!provider) return undefined;
  const { type = "pulumi:providers:aws", name, props } = provider;
  return new AnalyzerProviderResource()
    .setType(type)
    .setName(name)
    .setUrn(urnOf(name))
    .setProperties(struct(props));
}

export function request(written: Written): AnalyzeRequest {
  const { type, name, props, provider, urn = urnOf(name) } = written;
  return new AnalyzeRequest()
    .setType(type)
    .setName(name)
    .setUrn(urn)
    .setProperties(struct(props))
    .setOptions(options(written))
    .setProvider(providerMessage(provider));
}

export function inStack(written: Written): AnalyzerResource {
  const {
    type,
    name,
    props,
    provider,
    urn = urnOf(name),
    parent,
    madeFrom = {},
    dependencies = [],
  } = written;
  const message = new AnalyzerResource()
    .setType(type)
    .setName(name)
    .setUrn(urn)
    .setProperties(struct(written.foreseen ?? props))
    .setOptions(options(written))
    .setProvider(providerMessage(provider))
    .setDependenciesList(dependencies.map(urnOf));
  if (parent !== undefined) message.setParent(urnOf(parent));
  for (const [property, names] of Object.entries(madeFrom))
    message
      .getPropertydependenciesMap()
      .set(property, new AnalyzerPropertyDependencies().setUrnsList(names.map(urnOf)));
  return message;
}
