import { join } from "node:path";
import { z } from "zod";
import { failWith } from "../step/step-failure";
import { readJsonObject } from "./json";

const fileDestination = z.object({
  bucketName: z.string(),
  objectKey: z.string(),
  region: z.string().optional(),
  assumeRoleArn: z.string().optional(),
});

const imageDestination = z.object({
  repositoryName: z.string(),
  imageTag: z.string(),
  region: z.string().optional(),
  assumeRoleArn: z.string().optional(),
});

const fileAsset = z.object({
  source: z.object({
    path: z.string().optional(),
    packaging: z.string().default("file"),
    executable: z.array(z.string()).optional(),
  }),
  destinations: z.record(z.string(), fileDestination),
});

const imageAsset = z.object({
  /** Every option is kept, so that one which is not known can be refused. */
  source: z.record(z.string(), z.unknown()),
  destinations: z.record(z.string(), imageDestination),
});

const schema = z.object({
  files: z.record(z.string(), fileAsset).default({}),
  dockerImages: z.record(z.string(), imageAsset).default({}),
});

export type FileAsset = z.infer<typeof fileAsset>;
export type ImageAsset = z.infer<typeof imageAsset>;

/** The assets of a stack, by the hash that the application gave them; the file names it, inside the assembly. */
export interface AssetManifest {
  readonly file: string;
  readonly files: Readonly<Record<string, FileAsset>>;
  readonly images: Readonly<Record<string, ImageAsset>>;
}

export function readAssetManifest(folder: string, file: string): AssetManifest {
  const parsed = schema.safeParse(readJsonObject(join(folder, file), file));
  if (!parsed.success) {
    throw failWith(
      `${file} is no manifest of CDK assets:`,
      parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    );
  }
  return { file, files: parsed.data.files, images: parsed.data.dockerImages };
}
