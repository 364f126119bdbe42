import type { DeployTarget } from "../../blueprint/step-configuration";
import type { AssemblyStack } from "../assembly/assembly";
import { insideAssembly } from "../assembly/assembly";
import { inPlace } from "../assembly/intrinsics";
import { assetKeyPattern } from "../scan/stack-rules";
import { StepFailure } from "../step/step-failure";

/** A file or folder of the assembly and the key that it gets in the target's staging bucket. */
export interface TargetAsset {
  readonly key: string;
  /** Inside the assembly. */
  readonly path: string;
  readonly packaging: "file" | "zip";
}

/**
 * The file assets that stacks bring to a target, each once. Bucket and role are the settings'; an asset that
 * names others, or one that has to be made by a program, stops the deploy.
 */
export function targetAssets(stacks: readonly AssemblyStack[], target: DeployTarget): readonly TargetAsset[] {
  const assets = new Map<string, TargetAsset>();
  for (const { assets: manifests } of stacks) {
    for (const { file, files, images } of manifests) {
      const imageNames = Object.keys(images);
      if (imageNames.length > 0) {
        throw new StepFailure(
          `${file} has image assets (${imageNames.join(", ")}); this version of the deploy does not copy ` +
            "images into targets. Nothing was written.",
        );
      }
      for (const [hash, { source, destinations }] of Object.entries(files)) {
        for (const { bucketName, objectKey } of Object.values(destinations)) {
          const asset = checkedAsset(`${file}: asset ${hash}`, file, source, objectKey);
          const bucket = inPlace(bucketName, target);
          if (bucket !== target.stagingBucket) {
            throw new StepFailure(
              `${file}: asset ${hash} goes to ${bucket}; allowed is ${target.stagingBucket}.`,
            );
          }
          const other = assets.get(asset.key);
          if (other !== undefined && other.path !== asset.path) {
            throw new StepFailure(`${file}: ${asset.path} and ${other.path} both have the key ${asset.key}.`);
          }
          assets.set(asset.key, asset);
        }
      }
    }
  }
  return [...assets.values()];
}

function checkedAsset(
  shown: string,
  file: string,
  source: { readonly path?: string | undefined; readonly packaging: string },
  key: string,
): TargetAsset {
  if (source.path === undefined) {
    throw new StepFailure(`${shown} names no file or folder of the assembly.`);
  }
  if (source.packaging !== "file" && source.packaging !== "zip") {
    throw new StepFailure(
      `${shown} has the packaging ${JSON.stringify(source.packaging)}; allowed: file, zip.`,
    );
  }
  if (!assetKeyPattern.test(key)) {
    throw new StepFailure(`${shown} has the key ${JSON.stringify(key)}; allowed: ${assetKeyPattern.source}.`);
  }
  return { key, path: insideAssembly(file, source.path), packaging: source.packaging };
}

/** The asset that is a stack's template: the very file that the report was computed from. */
export function templateAsset(assets: readonly TargetAsset[], stack: AssemblyStack): TargetAsset {
  const found = assets.find(({ path, packaging }) => path === stack.templateFile && packaging === "file");
  if (found === undefined) {
    throw new StepFailure(
      `${stack.manifest}: the template of ${stack.name} (${stack.templateFile}) is not among its assets; ` +
        "the stack needs CDK's DefaultStackSynthesizer.",
    );
  }
  return found;
}
