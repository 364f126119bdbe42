import type { Key } from "@pulumi/aws/kms";
import { BucketObjectv2 } from "@pulumi/aws/s3";
import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import { FileAsset } from "@pulumi/pulumi/asset";
import type { ArtifactStorePlan } from "../blueprint/artifact-store";
import { renderBucket } from "./bucket";
import { renderKey } from "./key";
import type { Principals } from "./principals";
import { protection } from "./protection";

export interface ArtifactStoreArgs {
  readonly plan: ArtifactStorePlan;
  readonly principals: Principals;
}

/**
 * Where a release lies on its way: the bucket of the pipeline's artifacts, the bucket of reports and runtime
 * files, the bucket of their access logs, and the key of the first two.
 */
export class ArtifactStore extends ComponentResource {
  readonly artifactBucket: Output<string>;
  readonly reportBucket: Output<string>;
  readonly artifactKey: Key;
  /** Encrypts the logs of the builds. */
  readonly logKey: Key;
  /** The programs and configurations that the steps fetch. */
  readonly runtimeFiles: readonly Resource[];

  constructor(name: string, args: ArtifactStoreArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:ArtifactStore", name, {}, opts);
    const { plan, principals } = args;
    const kept = { parent: this, ...protection() };
    this.artifactKey = renderKey(`${name}-key`, plan.artifactKey, principals, kept);
    this.logKey = renderKey(`${name}-log-key`, plan.logKey, principals, kept);
    const keyArn = this.artifactKey.arn;
    const logs = renderBucket(`${name}-logs`, plan.logs, undefined, principals, kept);
    const waits = { ...kept, dependsOn: logs.complete };
    this.artifactBucket = renderBucket(`${name}-artifacts`, plan.artifacts, keyArn, principals, waits).bucket;
    this.reportBucket = renderBucket(`${name}-reports`, plan.reports, keyArn, principals, waits).bucket;
    this.runtimeFiles = plan.runtimeFiles.map(
      ({ name: file, key, sha256, source }) =>
        new BucketObjectv2(
          `${name}-${file}`,
          {
            region: plan.reports.place.region,
            bucket: this.reportBucket,
            key,
            sourceHash: sha256,
            serverSideEncryption: "aws:kms",
            kmsKeyId: keyArn,
            ...(source.kind === "file" ? { source: new FileAsset(source.path) } : { content: source.text }),
          },
          // A release may wait for days with the files it started with.
          { parent: this, retainOnDelete: true },
        ),
    );
    this.registerOutputs({ artifactBucket: this.artifactBucket, reportBucket: this.reportBucket });
  }
}
