import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { AnalyzerInfo, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { nearest } from "../../blueprint/settings-reader/nearest";
import { isBranch } from "../../emulator/tree";
import { valuesOf } from "./wire";
import type { Branch, Tree } from "../../emulator/tree";

export type PolicyLevel = "advisory" | "mandatory" | "remediate" | "disabled";

/** How one policy is set for a run. */
export interface PolicySetting {
  readonly level: PolicyLevel;
  readonly properties: Branch;
}

/** Policies that a config file may name though no policy has the name: it sets the level of all of them. */
const everyPolicy = "all";

/**
 * What the engine sends a pack before it asks anything: for each policy its level and properties, from the
 * pack's own initial config and the config file, schema defaults filled in. Names what it cannot use.
 */
export function reconcile(
  info: AnalyzerInfo,
  file: Branch,
): { readonly settings: ReadonlyMap<string, PolicySetting>; readonly problems: readonly string[] } {
  const policies = info.getPoliciesList();
  const known = new Set([everyPolicy, ...policies.map((policy) => policy.getName())]);
  const problems = Object.keys(file)
    .filter((name) => !known.has(name))
    .map((name) => `${name}: no policy has this name; ${meant(name, [...known])}`);
  problems.push(...Object.entries(file).flatMap(([name, value]) => misread(name, value)));
  const initial = initialConfig(info);
  const settings = new Map<string, PolicySetting>();
  for (const policy of policies) {
    const name = policy.getName();
    const layers = [
      levelOnly(initial[everyPolicy]),
      settingOf(initial[name]),
      levelOnly(file[everyPolicy]),
      settingOf(file[name]),
    ];
    const properties = layers.reduce((all, layer) => ({ ...all, ...layer.properties }), defaultsOf(policy));
    const required = policy.getConfigschema()?.getRequiredList() ?? [];
    problems.push(
      ...required
        .filter((property) => properties[property] === undefined)
        .map((property) => `${name}.${property}: is required and has no default`),
    );
    const level = layers
      .map((layer) => layer.level)
      .filter((layer) => layer !== undefined)
      .at(-1);
    settings.set(name, { level: level ?? levelName(policy.getEnforcementlevel()), properties });
  }
  return { settings, problems };
}

/** Names that are listed where none is near. */
const mostListed = 12;

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean ${near}?`;
  const more = known.length - mostListed;
  return `the pack has ${known.slice(0, mostListed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

export function levelName(level: EnforcementLevel): PolicyLevel {
  switch (level) {
    case EnforcementLevel.ADVISORY:
      return "advisory";
    case EnforcementLevel.MANDATORY:
      return "mandatory";
    case EnforcementLevel.REMEDIATE:
      return "remediate";
    case EnforcementLevel.DISABLED:
      return "disabled";
    default:
      return level satisfies never;
  }
}

export function levelNumber(level: PolicyLevel): EnforcementLevel {
  switch (level) {
    case "advisory":
      return EnforcementLevel.ADVISORY;
    case "mandatory":
      return EnforcementLevel.MANDATORY;
    case "remediate":
      return EnforcementLevel.REMEDIATE;
    case "disabled":
      return EnforcementLevel.DISABLED;
    default:
      return level satisfies never;
  }
}

const levels: readonly PolicyLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

/** What is set for a policy and is neither a level nor parameters: passed over, it would look as if it were in force. */
function misread(name: string, value: Tree): readonly string[] {
  const allowed = `allowed are ${levels.join(", ")}`;
  if (!isBranch(value))
    return isLevel(value) ? [] : [`${name}: ${JSON.stringify(value)} is no level; ${allowed}, or parameters`];
  const { enforcementLevel } = value;
  if (enforcementLevel === undefined || isLevel(enforcementLevel)) return [];
  return [`${name}.enforcementLevel: ${JSON.stringify(enforcementLevel)} is no level; ${allowed}`];
}

/** A level alone, or properties with a level among them: both forms are allowed. */
function settingOf(value: Tree | undefined): { level?: PolicyLevel; properties: Branch } {
  if (isLevel(value)) return { level: value, properties: {} };
  if (!isBranch(value)) return { properties: {} };
  const { enforcementLevel, ...properties } = value;
  return { ...(isLevel(enforcementLevel) ? { level: enforcementLevel } : {}), properties };
}

/** `all` sets levels and nothing else (engine, ReconcilePolicyPackConfig). */
function levelOnly(value: Tree | undefined): { level?: PolicyLevel; properties: Branch } {
  return { ...settingOf(value), properties: {} };
}

function isLevel(value: Tree | undefined): value is PolicyLevel {
  return levels.some((level) => level === value);
}

function initialConfig(info: AnalyzerInfo): Branch {
  const found: Record<string, Branch> = {};
  info.getInitialconfigMap().forEach((config, name) => {
    found[name] = {
      ...valuesOf(config.getProperties()),
      enforcementLevel: levelName(config.getEnforcementlevel()),
    };
  });
  return found;
}

function defaultsOf(policy: PolicyInfo): Branch {
  const schema = valuesOf(policy.getConfigschema()?.getProperties());
  return Object.fromEntries(
    Object.entries(schema).flatMap(([property, type]) =>
      isBranch(type) && type["default"] !== undefined ? [[property, type["default"]]] : [],
    ),
  );
}
