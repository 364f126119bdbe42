import type { JsonObject } from "../assembly/json";
import { canonicalJson, objectAt } from "../assembly/json";
import type { ChangedInputs } from "./changed-inputs";
import { changedInputs, inputsAmong } from "./changed-inputs";
import { referencesIn } from "./references";

export type EffectKind = "add" | "change" | "may-replace" | "remove";

/** What a release may do to one resource. */
export interface Effect {
  readonly logicalId: string;
  readonly type: string;
  readonly kind: EffectKind;
  /** What differs in the resource itself; empty where it is only touched through what it refers to. */
  readonly differs: readonly string[];
  /** What it refers to that may have another value afterwards. */
  readonly through: readonly string[];
}

/**
 * Compares two templates resource by resource, and over-approximates:
 * - any changed property of an existing resource counts as `may-replace`, because which properties replace is
 *   not known here; changed tags, metadata, dependencies and policies of CloudFormation count as `change`;
 * - what refers to a changed resource, parameter, condition or mapping is touched in the same way.
 *
 * @param deployed undefined: the stack does not exist.
 */
export function templateEffects(
  deployed: JsonObject | undefined,
  next: JsonObject,
  parametersWithNewValue: ReadonlySet<string> = new Set(),
): readonly Effect[] {
  const before = objectAt(deployed, "Resources");
  const after = objectAt(next, "Resources");
  const inputs = changedInputs(deployed ?? {}, next, parametersWithNewValue);
  const everything = deployed !== undefined && transformDiffers(deployed, next);
  const effects = new Map<string, Effect>();
  for (const logicalId of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const effect = directEffect(logicalId, before[logicalId], after[logicalId], inputs, everything);
    if (effect !== undefined) effects.set(logicalId, effect);
  }
  spread(effects, after);
  return [...effects.values()].sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1));
}

function directEffect(
  logicalId: string,
  before: unknown,
  after: unknown,
  inputs: ChangedInputs,
  everything: boolean,
): Effect | undefined {
  const effect = (kind: EffectKind, differs: readonly string[], through: readonly string[] = []): Effect => ({
    logicalId,
    type: typeOf(after ?? before),
    kind,
    differs,
    through,
  });
  if (before === undefined) return effect("add", []);
  if (after === undefined) return effect("remove", []);
  const differs = differences(before, after);
  const through = inputsAmong(referencesIn(after), inputs);
  if (everything) return effect("may-replace", [...differs, "the template's transform"], through);
  if (differs.length === 0 && through.length === 0) return undefined;
  const harmless = typeOf(after) === metadataType || differs.every((part) => harmlessParts.includes(part));
  return effect(harmless && through.length === 0 ? "change" : "may-replace", differs, through);
}

/** Holds no more than a list of libraries: CDK's own note in every stack. */
const metadataType = "AWS::CDK::Metadata";

/** Parts of a resource that CloudFormation changes in place. */
const harmlessParts = [
  "Metadata",
  "DependsOn",
  "DeletionPolicy",
  "UpdateReplacePolicy",
  "UpdatePolicy",
  "CreationPolicy",
  "Properties.Tags",
];

/** Names the parts that differ; properties one by one. */
function differences(before: unknown, after: unknown): readonly string[] {
  const unlike = (a: unknown, b: unknown): readonly string[] => {
    const [left, right] = [asRecord(a), asRecord(b)];
    return [...new Set([...Object.keys(left), ...Object.keys(right)])]
      .filter((key) => canonicalJson(left[key]) !== canonicalJson(right[key]))
      .sort();
  };
  return unlike(before, after).flatMap((part) =>
    part === "Properties"
      ? unlike(asRecord(before)["Properties"], asRecord(after)["Properties"]).map(
          (name) => `Properties.${name}`,
        )
      : [part],
  );
}

/** Carries effects on to what refers to them, until nothing more is touched. */
function spread(effects: Map<string, Effect>, resources: JsonObject): void {
  const references = Object.entries(resources).map(
    ([logicalId, resource]) => [logicalId, [...referencesIn(resource).names]] as const,
  );
  for (let touched = true; touched;) {
    touched = false;
    for (const [logicalId, names] of references) {
      const old = effects.get(logicalId);
      if (old?.kind === "add" || old?.kind === "remove") continue;
      const sources = names.filter((name) => {
        const kind = name === logicalId ? undefined : effects.get(name)?.kind;
        return kind === "change" || kind === "may-replace";
      });
      const replaced = sources.some((name) => effects.get(name)?.kind === "may-replace");
      const through = [...new Set([...(old?.through ?? []), ...sources])];
      const kind = replaced || old?.kind === "may-replace" ? "may-replace" : "change";
      if (sources.length === 0 || (old?.kind === kind && old.through.length === through.length)) continue;
      const type = typeOf(resources[logicalId]);
      effects.set(logicalId, { logicalId, type, kind, differs: old?.differs ?? [], through });
      touched = true;
    }
  }
}

/** Whether CloudFormation rewrites the template in another way than at the last deploy. */
function transformDiffers(deployed: JsonObject, next: JsonObject): boolean {
  return ["Transform", "Globals"].some((key) => canonicalJson(deployed[key]) !== canonicalJson(next[key]));
}

function typeOf(resource: unknown): string {
  const type = asRecord(resource)["Type"];
  return typeof type === "string" ? type : "unknown";
}

function asRecord(value: unknown): JsonObject {
  return objectAt({ value }, "value");
}
