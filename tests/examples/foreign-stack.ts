import { join } from "node:path";
import { configurationOf, openProject } from "../../automation/project";
import { StackMonitor } from "../../automation/rehearsal/monitor";
import { runProgram } from "../../automation/rehearsal/program";
import { messagesOf } from "../../automation/rehearsal/program-messages";
import type { RegisteredResource } from "../../automation/rehearsal/registered-resource";
import { rehearseStack } from "../../automation/rehearsal/stack-rehearsal";
import { Secrets } from "../../automation/rehearsal/secrets";
import { StackHost } from "../../automation/rehearsal/stack-host";
import { unwrapped } from "../../automation/rehearsal/wire";
import type { Entity } from "../../emulator/inventory";
import { wholeWorld } from "../../emulator/placement";
import { connectionEntity } from "../../emulator/seed-aws";
import type { Branch } from "../../emulator/tree";
import { World } from "../../emulator/world";
import type { Registration } from "../../policy-pack/library";
import { compilePack } from "../policy-pack/pack-process";
import type { Said } from "./foreign-page";

const stack = "shop";

/** A stack as its program registers it, and what AWS would refuse of it. */
export interface ForeignStack {
  readonly registrations: readonly Registration[];
  readonly refused: readonly string[];
}

const byOthers = "another team";

/** What exists before: the person who approves, and the bucket for access logs. */
const madeElsewhere: readonly Entity[] = [
  {
    type: "aws:iam/user:User",
    site: { account: "111111111111", region: "global" },
    name: "product-owner",
    id: "product-owner",
    inputs: {},
    outputs: { arn: "arn:aws:iam::111111111111:user/product-owner" },
    recordedBy: byOthers,
  },
  {
    type: "aws:s3/bucket:Bucket",
    site: wholeWorld,
    name: "acme-access-logs-111111111111-eu-central-1",
    id: "acme-access-logs-111111111111-eu-central-1",
    inputs: {},
    outputs: {},
    facts: { account: "111111111111", region: "eu-central-1" },
    recordedBy: byOthers,
  },
];

/** Runs the program of a project that never heard of ours, as it stands, through the rehearsal's own parts. */
export async function foreignStack(projectDirectory: string): Promise<ForeignStack> {
  const { identity, configuration, world } = opened(projectDirectory);
  const host = new StackHost(stack, world, new Secrets(), () => undefined);
  const monitor = new StackMonitor(identity, host);
  const address = await monitor.listen();
  try {
    const run = { identity, projectDirectory, configuration, address, stackTraces: false };
    const { failure } = messagesOf(await runProgram(run));
    if (failure !== undefined) throw new Error(failure);
  } finally {
    monitor.close();
  }
  host.finish();
  return {
    registrations: [...monitor.resources.values()].map((resource) => seen(resource, host)),
    refused: host.rejections.map(({ rule, message, urn }) => `${rule} of ${urn}: ${message}`),
  };
}

function seen(resource: RegisteredResource, host: StackHost): Registration {
  const { type, name, urn, inputs, provider, parent, dependencies, propertyDependencies } = resource;
  return {
    type,
    name,
    urn,
    inputs,
    foreseen: unwrapped(host.foreseen(resource), () => undefined),
    ...(provider ? { provider } : {}),
    protect: resource.options.protect,
    ignoreChanges: resource.options.ignoreChanges,
    ...(parent === "" ? {} : { parent }),
    dependencies,
    propertyDependencies: Object.fromEntries(propertyDependencies),
  };
}

/** What the compiled pack says in its own process, asked as a preview asks it. */
export async function rehearsedForeign(
  projectDirectory: string,
  policyConfig: Branch,
): Promise<{ readonly failure: string | null; readonly said: readonly Said[] }> {
  compilePack();
  const { failure, policies } = await rehearseStack({
    ...opened(projectDirectory),
    projectDirectory,
    freshWorld: () => opened(projectDirectory).world,
    policyPackDirectory: join(__dirname, "..", "..", "policy-pack"),
    policyConfig,
    onProgress: () => undefined,
  });
  const said = policies.map(({ name, findings }) => ({
    policy: name,
    findings: findings.map(({ level, urn, message }) => ({ level, urn: urn ?? "", message })),
  }));
  return { failure, said };
}

/** The project with its settings, in a world where nothing of it exists but what it counts on. */
function opened(projectDirectory: string) {
  const project = openProject(projectDirectory);
  const configuration = configurationOf(project, project.stackFiles[stack] ?? "");
  const arn = configuration[`${project.name}:connection`] ?? "";
  return {
    identity: { project: project.name, stack },
    configuration,
    world: new World({ entities: [connectionEntity({ kind: "adopt", arn }, byOthers), ...madeElsewhere] }),
  };
}
