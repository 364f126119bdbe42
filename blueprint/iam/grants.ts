import type { Place } from "../arns";
import { bucketArn, keysArn, logStreamsArn, objectsArn } from "../arns";
import type { Need } from "./need";

/** What CodeBuild itself does under a build role (CodeBuild guide, "Allow CodeBuild to interact with other services"). */
export function writeLog(place: Place, logGroup: string): Need {
  return {
    sid: "WriteOwnLog",
    why: "CodeBuild writes the log of the build",
    by: "service",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [logStreamsArn(place, logGroup)],
  };
}

/** Reads of input artifacts by prefix: `<pipeline>/<artifact>` as CodePipeline shortens them. */
export function readArtifacts(place: Place, bucket: string, prefixes: readonly string[]): Need {
  return {
    sid: "ReadInputArtifacts",
    why: "the service hands the step its input",
    by: "service",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    resources: prefixes.map((prefix) => objectsArn(place, bucket, `${prefix}/*`)),
  };
}

export function writeArtifacts(place: Place, bucket: string, prefixes: readonly string[]): Need {
  return {
    sid: "WriteOutputArtifacts",
    why: "the service stores the step's output under the step's own prefix",
    by: "service",
    actions: ["s3:PutObject"],
    resources: prefixes.map((prefix) => objectsArn(place, bucket, `${prefix}/*`)),
  };
}

export function locateBucket(place: Place, bucket: string): Need {
  return {
    sid: "LocateArtifactBucket",
    why: "the service checks owner and region of the bucket before it uses it",
    by: "service",
    actions: ["s3:GetBucketAcl", "s3:GetBucketLocation"],
    resources: [bucketArn(place, bucket)],
  };
}

/**
 * Use of one key through one service. The key's id is random, so it is named by its alias: all keys of the
 * account and region, narrowed by `kms:ResourceAliases` (KMS guide, "Use aliases to control access").
 */
export function useKey(
  purpose: { sid: string; why: string; by: Need["by"] },
  place: Place,
  key: { alias: string; through: string },
  actions: readonly string[],
): Need {
  return {
    ...purpose,
    actions,
    resources: [keysArn(place)],
    condition: {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": [key.alias] },
      StringEquals: { "kms:ViaService": [`${key.through}.${place.region}.amazonaws.com`] },
    },
  };
}

export function assumeRoles(sid: string, why: string, roleArns: readonly string[]): Need {
  return { sid, why, by: "step", actions: ["sts:AssumeRole"], resources: roleArns };
}
