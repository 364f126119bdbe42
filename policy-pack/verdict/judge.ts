import { Field } from "../reader/field";
import type { HandedInStack } from "../reader/resource";
import { viewResource, viewStack } from "../reader/resource";
import { Stack } from "../stack/stack";
import { failClosed } from "./fail-closed";
import type { Verdict } from "./finding";
import { PackRun, sharingPolicy, stackOfUrn } from "./pack-run";
import type { Level, Rule } from "./rule";
import type { Saying } from "./saying";

/** A resource as a program registers it: plain data, in which the engine's sentinel stands for an unknown. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** What the resource's own check sees. */
  readonly inputs: object;
  /** What the stack's check sees: inputs and foreseen outputs. Default: the inputs. */
  readonly foreseen?: object;
  readonly provider?: {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    readonly inputs: object;
  };
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  /** URNs. */
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  /** URNs of the resources from whose outputs a property is made. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface Circumstances {
  /** The stack's settings: `delivery:` keys with values as the engine hands them over. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Policy config by policy name, in the form of a `--policy-pack-config` file. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The day on which exemptions are read. Default: today. */
  readonly today?: Date;
}

/** What one policy says of a stack. */
export interface Judgement {
  readonly policy: string;
  readonly findings: readonly (Saying & { readonly level: Level })[];
  /** Reasons for which a check did not apply, each once. */
  readonly notApplicable: readonly string[];
  /** Whether any check applied. */
  readonly applied: boolean;
}

/** Puts a stack before rules without an engine: every resource alone, then all of them, as a preview does. */
export function judge(
  rules: readonly Rule[],
  registrations: readonly Registration[],
  { settings = {}, config = {}, today = new Date() }: Circumstances = {},
): readonly Judgement[] {
  const fields = new Field(new Map(Object.entries(settings)), "");
  const run = new PackRun(
    rules,
    () => fields,
    () => today,
  );
  const sharingConfig = configured(config, sharingPolicy);
  if (sharingConfig.level !== "disabled") run.share(sharingConfig.properties);
  const handed = handedOver(registrations);
  const stack = new Stack(viewStack(handed.foreseen));
  const judgements = rules.map((rule) => judgeBy(rule, handed.alone, stack, run, config));
  const unused = run.finish(stackOfUrn(registrations[0]?.urn ?? ""));
  const sharing = rules.find(({ name }) => name === sharingPolicy);
  if (!sharing || unused.length === 0) return judgements;
  const { level } = sharingConfig;
  const said = run
    .say(sharing, unused, run.setup({}, sharing))
    .map((saying) => ({ ...saying, level: saying.level ?? levelOf(level, sharing) }));
  return judgements.map((judgement) =>
    judgement.policy === sharingPolicy
      ? { ...judgement, findings: [...judgement.findings, ...said] }
      : judgement,
  );
}

function judgeBy(
  rule: Rule,
  resources: readonly HandedInStack[],
  stack: Stack,
  run: PackRun,
  config: Readonly<Record<string, unknown>>,
): Judgement {
  const { level, properties } = configured(config, rule.name);
  if (level === "disabled") return { policy: rule.name, findings: [], notApplicable: [], applied: false };
  const setup = run.setup(properties, rule);
  const verdicts: Verdict[] = [];
  const { resource: alone, stack: together, types } = rule;
  if (alone)
    for (const resource of resources)
      if (!types || types.includes(resource.type))
        verdicts.push(failClosed(rule, resource.urn, () => alone(viewResource(resource), setup)));
  if (together) verdicts.push(failClosed(rule, "", () => together(stack, setup)));
  const findings = verdicts.flatMap((verdict) => (verdict.kind === "judged" ? verdict.findings : []));
  return {
    policy: rule.name,
    findings: run
      .say(rule, findings, setup)
      .map((saying) => ({ ...saying, level: saying.level ?? levelOf(level, rule) })),
    notApplicable: [
      ...new Set(verdicts.flatMap((verdict) => (verdict.kind === "not-applicable" ? [verdict.reason] : []))),
    ],
    applied: verdicts.some(({ kind }) => kind === "judged"),
  };
}

const levels = ["advisory", "mandatory", "remediate", "disabled"] as const;
type ConfiguredLevel = (typeof levels)[number];

function levelOf(configuredLevel: ConfiguredLevel | undefined, rule: Rule): Level {
  if (configuredLevel === undefined) return rule.level;
  return configuredLevel === "advisory" ? "advisory" : "mandatory";
}

/** A level alone, or properties with a level among them; the level of `all` counts where a policy has none. */
function configured(
  config: Readonly<Record<string, unknown>>,
  policy: string,
): { readonly level?: ConfiguredLevel; readonly properties: object } {
  const read = (value: unknown): { level?: ConfiguredLevel; properties: object } => {
    const named = levels.find((level) => level === value);
    if (named) return { level: named, properties: {} };
    if (typeof value !== "object" || value === null) return { properties: {} };
    const { enforcementLevel, ...properties } = value as Record<string, unknown>;
    const level = levels.find((one) => one === enforcementLevel);
    return { ...(level ? { level } : {}), properties };
  };
  const own = read(Object.hasOwn(config, policy) ? config[policy] : undefined);
  const all = read(Object.hasOwn(config, "all") ? config["all"] : undefined);
  const level = own.level ?? all.level;
  return { ...(level ? { level } : {}), properties: own.properties };
}

interface Linked extends HandedInStack {
  parent?: HandedInStack;
  dependencies: readonly HandedInStack[];
  propertyDependencies: Record<string, readonly HandedInStack[]>;
}

function handedOver(registrations: readonly Registration[]): {
  readonly alone: readonly HandedInStack[];
  readonly foreseen: readonly HandedInStack[];
} {
  return {
    alone: registrations.map((registration) => handed(registration, registration.inputs)),
    foreseen: linked(registrations),
  };
}

function handed(
  { type, name, urn, provider, protect = false, ignoreChanges = [] }: Registration,
  props: object,
): Linked {
  return {
    type,
    name,
    urn,
    props,
    opts: { protect, ignoreChanges },
    ...(provider ? { provider: { ...provider, props: provider.inputs } } : {}),
    dependencies: [],
    propertyDependencies: {},
  };
}

function linked(registrations: readonly Registration[]): readonly HandedInStack[] {
  const all = new Map(registrations.map((one) => [one.urn, handed(one, one.foreseen ?? one.inputs)]));
  const at = (urns: readonly string[]) => urns.flatMap((urn) => all.get(urn) ?? []);
  for (const { urn, parent, dependencies = [], propertyDependencies = {} } of registrations) {
    const resource = all.get(urn);
    if (!resource) continue;
    const above = parent === undefined ? undefined : all.get(parent);
    if (above) resource.parent = above;
    resource.dependencies = at(dependencies);
    resource.propertyDependencies = Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, urns]) => [property, at(urns)]),
    );
  }
  return [...all.values()];
}
