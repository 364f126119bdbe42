import { createHash } from "node:crypto";
import type { DeliveryNames } from "./names";
import type { StepConfiguration, StepName } from "./step-configuration";

/** A file that a build step fetches from the report bucket and checks by its hash before it runs. */
export interface RuntimeFile {
  /** Stays when the content changes: `program-deploy`, `configuration-deploy-prod`. */
  readonly name: string;
  /** Key in the bucket, named by the content. */
  readonly key: string;
  readonly sha256: string;
  readonly source:
    { readonly kind: "file"; readonly path: string } | { readonly kind: "text"; readonly text: string };
}

/** The compiled program of each step: its hash and where it lies in this repository (runtime/index.ts). */
export type StepBundles = Readonly<Record<StepName, { readonly sha256: string; readonly path: string }>>;

export function bundleFile(names: DeliveryNames, bundles: StepBundles, step: StepName): RuntimeFile {
  const { sha256, path } = bundles[step];
  return {
    name: `program-${step}`,
    key: names.runtimeKey(sha256, "js"),
    sha256,
    source: { kind: "file", path },
  };
}

/** `step` is the build step's key, e.g. `deploy-prod`. */
export function configurationFile(
  names: DeliveryNames,
  step: string,
  configuration: StepConfiguration,
): RuntimeFile {
  const text = JSON.stringify(configuration, null, 2);
  const sha256 = createHash("sha256").update(text).digest("hex");
  const key = names.runtimeKey(sha256, "json");
  return { name: `configuration-${step}`, key, sha256, source: { kind: "text", text } };
}
