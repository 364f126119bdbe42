import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The SDK's folder. */
export const sdkFolder = join(__dirname, "..", "..", "sdks", "gitlab");

export interface Property {
  readonly type: string;
  readonly required?: boolean;
  readonly note?: "secret" | "replaces" | "deprecated" | "json";
  readonly values?: readonly (string | number)[];
}

export type Properties = Readonly<Record<string, Property>>;

export interface Entry {
  readonly token: string;
  readonly inputProperties: Properties;
  readonly properties: Properties;
}

export interface ProviderSchema {
  readonly version: string;
  readonly provider: Entry;
  readonly resources: Readonly<Record<string, Entry>>;
  readonly functions: Readonly<Record<"getProject", Entry>>;
  readonly types: Readonly<
    Record<string, { readonly properties: Properties; readonly nodeOutputsRequired?: readonly string[] }>
  >;
}

/** The provider's schema as it lies beside the SDK. */
export const schema = JSON.parse(readFileSync(join(sdkFolder, "schema.json"), "utf8")) as ProviderSchema;

export function requiredNames(properties: Properties): string[] {
  return Object.keys(properties).filter((name) => properties[name]?.required);
}

export function notedNames(properties: Properties, note: Property["note"]): string[] {
  return Object.keys(properties).filter((name) => properties[name]?.note === note);
}

/** A value that the provider accepts for a property; nested types with all their members. */
export function sampleOf({ type, values }: Property): unknown {
  const [, outer, inner = ""] = /^(array|map|ref)[<:](.*?)>?$/.exec(type) ?? [];
  switch (outer ?? type) {
    case "array":
      return [sampleOf({ type: inner })];
    case "map":
      return { key: sampleOf({ type: inner }) };
    case "ref":
      return samplesOf(schema.types[inner]?.properties ?? {});
    case "string":
      return values?.at(-1) ?? "text";
    case "integer":
      return values?.at(-1) ?? 7;
    case "boolean":
      return true;
    default:
      throw new Error(`no sample for the type ${type}`);
  }
}

/** A value for each property. */
export function samplesOf(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, spec]) => [name, sampleOf(spec)]));
}
