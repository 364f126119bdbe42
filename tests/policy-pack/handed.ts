import type {
  PolicyProviderResource,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  StackValidationArgs,
} from "@pulumi/policy";
import * as sdk from "@pulumi/policy";
import { allConfig, setAllConfig } from "@pulumi/pulumi/runtime";
import { register } from "../../policy-pack/verdict/register";
import type { Rule } from "../../policy-pack/verdict/rule";

/** Exported by the SDK, but not declared: what it wraps properties in before a policy sees them. */
export const { unknownCheckingProxy } = sdk as unknown as {
  unknownCheckingProxy: (properties: Record<string, unknown>) => Record<string, unknown>;
};

/** What stands for a value that a preview does not know. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as a test writes it. */
export interface Written {
  readonly type: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  readonly provider?: WrittenProvider;
  /** Names of the resources from whose outputs a property is made. */
  readonly madeFrom?: Readonly<Record<string, readonly string[]>>;
}

export interface WrittenProvider {
  readonly type?: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
}

/** What is said of a stack: level, message, and of which resource (`""` for the stack itself). */
export interface Said {
  readonly level: string;
  readonly message: string;
  readonly resource: string;
}

export interface Answer {
  readonly said: readonly Said[];
  /** Reasons for which a check did not apply, each once. */
  readonly notApplicable: readonly string[];
}

export interface Circumstances {
  /** The stack's settings, by key without `delivery:`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The policy's config. */
  readonly config?: Readonly<Record<string, unknown>>;
}

export function urnOf(name: string): string {
  return `urn:pulumi:prod::delivery::any::${name}`;
}

/**
 * Puts a stack before one rule as the SDK does: every resource alone by its inputs, then all of them, each
 * time behind the SDK's own proxies, with the settings where the engine puts them.
 */
export async function judge(
  rule: Rule,
  resources: readonly Written[],
  { settings = {}, config = {} }: Circumstances,
): Promise<Answer> {
  const before = allConfig();
  setAllConfig(
    Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [
        `delivery:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
  );
  try {
    return await ask(rule, resources, config);
  } finally {
    setAllConfig(before);
  }
}

class NotApplicable extends Error {}

async function ask(rule: Rule, resources: readonly Written[], config: object): Promise<Answer> {
  const policy = register(rule);
  const said: Said[] = [];
  const reasons = new Set<string>();
  const level = policy.enforcementLevel ?? "advisory";
  const reporter = (own: string): ReportViolation => {
    const report = (violation: Reported): void => {
      const { message, urn } = violation;
      said.push({
        level: violation.enforcementLevel ?? level,
        message,
        resource: (urn ?? own).split("::").at(-1) ?? "",
      });
    };
    return report as unknown as ReportViolation;
  };
  const attempt = async (check: () => void | Promise<void>): Promise<void> => {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw error;
      reasons.add(error.message);
    }
  };
  const shared = {
    stackTags: new Map<string, string>(),
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the SDK declares it so
    getConfig: <T extends object>(): T => config as T,
    notApplicable: (reason?: string): never => {
      throw new NotApplicable(reason);
    },
  };
  if ("validateResource" in policy && policy.validateResource) {
    const { validateResource } = policy;
    const checks = Array.isArray(validateResource) ? validateResource : [validateResource];
    for (const resource of resources)
      for (const check of checks) {
        const mark = "__pulumiType" in check ? check.__pulumiType : resource.type;
        if (mark !== resource.type) continue;
        const args: ResourceValidationArgs = { ...handed(resource), ...shared };
        await attempt(() => check(args, reporter(args.urn)));
      }
  }
  if ("validateStack" in policy) {
    const args: StackValidationArgs = { ...shared, resources: handedStack(resources) };
    await attempt(() => policy.validateStack(args, reporter("")));
  }
  return { said, notApplicable: [...reasons] };
}

interface Reported {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: string;
}

function handed({ type, name, props, provider }: Written) {
  return {
    type,
    name,
    urn: urnOf(name),
    props: unknownCheckingProxy(props),
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
    ...(provider ? { provider: handedProvider(provider) } : {}),
    isType: () => false,
    asType: () => undefined,
  };
}

function handedProvider({
  type = "pulumi:providers:aws",
  name,
  props,
}: WrittenProvider): PolicyProviderResource {
  return { type, name, urn: urnOf(name), props: unknownCheckingProxy(props) };
}

function handedStack(written: readonly Written[]): PolicyResource[] {
  const resources = new Map<string, PolicyResource>(
    written.map((resource) => [
      resource.name,
      { ...handed(resource), dependencies: [], propertyDependencies: {} },
    ]),
  );
  for (const { name, madeFrom = {} } of written)
    for (const [property, names] of Object.entries(madeFrom)) {
      const resource = resources.get(name);
      if (resource)
        resource.propertyDependencies[property] = names.flatMap((other) => resources.get(other) ?? []);
    }
  return [...resources.values()];
}
