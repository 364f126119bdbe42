import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../archive/digest";
import { StepFailure } from "../step/step-failure";
import type { TargetAsset } from "./target-assets";
import { zipFolder } from "./zip";

/** What publishing needs of S3, in one target's staging bucket. */
export interface AssetObjects {
  /** Stores an object under a SHA-256 that S3 checks. False: the key is taken. */
  putOnce(key: string, content: Buffer, sha256: string): Promise<boolean>;
  /** SHA-256 of the object that is there. */
  sha256(key: string): Promise<string>;
}

/** Stores each asset once. An object that is already there must hold the very same bytes. */
export async function publishAssets(
  objects: AssetObjects,
  assemblyFolder: string,
  assets: readonly TargetAsset[],
  bucket: string,
  log: (line: string) => void,
): Promise<void> {
  for (const { key, path, packaging } of assets) {
    const content = contentOf(join(assemblyFolder, path), path, packaging);
    const sha256 = digestOf(content);
    if (await objects.putOnce(key, content, sha256)) {
      log(`  stored ${key} (${content.length} bytes)`);
      continue;
    }
    const present = await objects.sha256(key);
    if (present !== sha256) {
      throw new StepFailure(
        `Another object lies under ${bucket}/${key}: its SHA-256 is ${present}, that of ${path} in the ` +
          `assembly is ${sha256}. Somebody else stored it; find out who, delete it, and deploy again.`,
      );
    }
    log(`  there already: ${key}`);
  }
}

function contentOf(location: string, path: string, packaging: TargetAsset["packaging"]): Buffer {
  const found = statSync(location, { throwIfNoEntry: false });
  if (packaging === "zip" ? found?.isDirectory() : found?.isFile()) {
    return packaging === "zip" ? zipFolder(location) : readFileSync(location);
  }
  throw new StepFailure(
    `The asset ${path} is to be packaged as ${packaging}, but the assembly has no ` +
      `${packaging === "zip" ? "folder" : "file"} of this name.`,
  );
}
