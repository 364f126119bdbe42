import type {
  PolicyProviderResource,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  StackValidationArgs,
} from "@pulumi/policy";
import * as sdk from "@pulumi/policy";
import { allConfig, setAllConfig } from "@pulumi/pulumi/runtime";
import { rules } from "../../policy-pack/policies";
import { exemptionValid } from "../../policy-pack/policies/stack/exemption-valid";
import type { Judgement, Registration } from "../../policy-pack/verdict/judge";
import { judge as judgePure } from "../../policy-pack/verdict/judge";
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
  /** What the stack's check sees; default: `props`. */
  readonly foreseen?: Record<string, unknown>;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  /** Name of the resource above. */
  readonly parent?: string;
  /** Names of the resources that it waits for. */
  readonly dependencies?: readonly string[];
  /** Default: made from the name. */
  readonly urn?: string;
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
  /** What the pack's shared config says for all policies: `exemptions`, `world`. */
  readonly shared?: Readonly<Record<string, unknown>>;
}

export function urnOf(name: string): string {
  return `urn:pulumi:prod::delivery::any::${name}`;
}

/** Settings as the engine hands them over: structured values are JSON text. */
export function handedSettings(settings: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      `delivery:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** Puts a stack before rules without the SDK: the pack as a library. */
export function judgeStack(
  resources: readonly Written[],
  circumstances: Library = {},
  judging: readonly Rule[] = rules,
): readonly Judgement[] {
  const { settings = {}, config = {}, today } = circumstances;
  return judgePure(judging, resources.map(registration), {
    settings: handedSettings(settings),
    config,
    ...(today ? { today } : {}),
  });
}

export interface Library {
  /** The stack's settings, by key without `delivery:`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The policy config file: by policy name. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly today?: Date;
}

function registration(written: Written): Registration {
  const { type, name, props, foreseen, provider, madeFrom = {}, protect, ignoreChanges, parent } = written;
  const { urn = urnOf(name), dependencies = [] } = written;
  return {
    type,
    name,
    urn,
    inputs: props,
    ...(foreseen ? { foreseen } : {}),
    ...(provider ? { provider: providerRegistration(provider) } : {}),
    ...(protect === undefined ? {} : { protect }),
    ...(ignoreChanges ? { ignoreChanges } : {}),
    ...(parent === undefined ? {} : { parent: urnOf(parent) }),
    dependencies: dependencies.map(urnOf),
    propertyDependencies: Object.fromEntries(
      Object.entries(madeFrom).map(([property, names]) => [property, names.map(urnOf)]),
    ),
  };
}

function providerRegistration({ type = "pulumi:providers:aws", name, props }: WrittenProvider) {
  return { type, name, urn: urnOf(name), inputs: props };
}

/**
 * Puts a stack before one rule as the SDK does: every resource alone by its inputs, then all of them, each
 * time behind the SDK's own proxies, with the settings where the engine puts them.
 */
export async function judge(
  rule: Rule,
  resources: readonly Written[],
  { settings = {}, config = {}, shared }: Circumstances,
): Promise<Answer> {
  const before = allConfig();
  setAllConfig(handedSettings(settings));
  try {
    return await ask(rule, resources, config, shared);
  } finally {
    setAllConfig(before);
  }
}

class NotApplicable extends Error {}

async function ask(
  rule: Rule,
  resources: readonly Written[],
  config: object,
  shared: object | undefined,
): Promise<Answer> {
  const policies = register(shared ? [exemptionValid, rule] : [rule]);
  const said: Said[] = [];
  const reasons = new Set<string>();
  for (const policy of policies) {
    const own = policy.name === rule.name;
    const level = policy.enforcementLevel ?? "advisory";
    const reporter = (resource: string): ReportViolation => {
      const report = (violation: Reported): void => {
        const { message, urn } = violation;
        if (own)
          said.push({
            level: violation.enforcementLevel ?? level,
            message,
            resource: (urn ?? resource).split("::").at(-1) ?? "",
          });
      };
      return report as unknown as ReportViolation;
    };
    const attempt = async (check: () => void | Promise<void>): Promise<void> => {
      try {
        await check();
      } catch (error) {
        if (!(error instanceof NotApplicable)) throw error;
        if (own && !error.message.startsWith("Policy only applies to resources of type"))
          reasons.add(error.message);
      }
    };
    const given = own ? config : (shared ?? {});
    const common = {
      stackTags: new Map<string, string>(),
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the SDK declares it so
      getConfig: <T extends object>(): T => given as T,
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
          const args: ResourceValidationArgs = { ...handed(resource, resource.props), ...common };
          await attempt(() => check(args, reporter(args.urn)));
        }
    }
    if ("validateStack" in policy) {
      const args: StackValidationArgs = { ...common, resources: handedStack(resources) };
      await attempt(() => policy.validateStack(args, reporter("")));
    }
  }
  return { said, notApplicable: [...reasons] };
}

interface Reported {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: string;
}

function handed(
  { type, name, provider, protect = false, ignoreChanges = [], urn = urnOf(name) }: Written,
  props: Record<string, unknown>,
) {
  return {
    type,
    name,
    urn,
    props: unknownCheckingProxy(props),
    opts: {
      protect,
      ignoreChanges: [...ignoreChanges],
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
      {
        ...handed(resource, resource.foreseen ?? resource.props),
        dependencies: [],
        propertyDependencies: {},
      },
    ]),
  );
  const called = (names: readonly string[]) => names.flatMap((other) => resources.get(other) ?? []);
  for (const { name, madeFrom = {}, parent, dependencies = [] } of written) {
    const resource = resources.get(name);
    if (!resource) continue;
    const above = parent === undefined ? undefined : resources.get(parent);
    if (above) resource.parent = above;
    resource.dependencies = called(dependencies);
    for (const [property, names] of Object.entries(madeFrom))
      resource.propertyDependencies[property] = called(names);
  }
  return [...resources.values()];
}
