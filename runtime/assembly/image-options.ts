import { z } from "zod";

/** How an image asset may be built: from its folder, with arguments, and nothing of the machine around it. */
const imageSource = z.strictObject({
  directory: z.string(),
  dockerFile: z.string().optional(),
  dockerBuildArgs: z.record(z.string(), z.string()).optional(),
  dockerBuildTarget: z.string().optional(),
  platform: z.string().optional(),
  cacheDisabled: z.boolean().optional(),
});

export type ImageSource = z.infer<typeof imageSource>;

const allowedOptions = Object.keys(imageSource.shape).join(", ");

export interface ImageOptionProblem {
  readonly found: string;
  readonly allowed: string;
}

/**
 * Says what the road does not build: assets made by a program, with secrets, SSH, a network mode, caches or
 * contexts from outside, or under a name that is no hash.
 */
export function imageOptionProblems(
  hash: string,
  source: Readonly<Record<string, unknown>>,
): readonly ImageOptionProblem[] {
  const parsed = imageSource.safeParse(source);
  const issues = parsed.success ? [] : parsed.error.issues;
  return [
    ...(/^[0-9a-f]{64}$/.test(hash)
      ? []
      : [{ found: `the image is named ${JSON.stringify(hash)}`, allowed: "64 hex digits" }]),
    ...issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({ found: `the build option ${key}`, allowed: allowedOptions }))
        : [{ found: `${issue.path.join(".")}: ${issue.message}`, allowed: allowedOptions }],
    ),
  ];
}

/** The options of an asset without problems; throws otherwise. */
export function imageSourceOf(source: Readonly<Record<string, unknown>>): ImageSource {
  return imageSource.parse(source);
}
