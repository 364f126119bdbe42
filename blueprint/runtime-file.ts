import { createHash } from "node:crypto";
import type { DeliveryNames } from "./names";
import type { StepConfiguration, StepName } from "./step-configuration";

/** A file that a build step fetches from the report bucket and checks by its hash before it runs. */
export interface RuntimeFile {
  readonly key: string;
  readonly sha256: string;
  readonly source:
    { readonly kind: "file"; readonly path: string } | { readonly kind: "text"; readonly text: string };
}

/** The compiled program of each step: its hash and where it lies in this repository (runtime/index.ts). */
export type StepBundles = Readonly<Record<StepName, { readonly sha256: string; readonly path: string }>>;

export function bundleFile(names: DeliveryNames, bundles: StepBundles, step: StepName): RuntimeFile {
  const { sha256, path } = bundles[step];
  return { key: names.runtimeKey(sha256, "js"), sha256, source: { kind: "file", path } };
}

export function configurationFile(names: DeliveryNames, configuration: StepConfiguration): RuntimeFile {
  const text = JSON.stringify(configuration, null, 2);
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { key: names.runtimeKey(sha256, "json"), sha256, source: { kind: "text", text } };
}
