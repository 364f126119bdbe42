import { bucketArn, logGroupArn, objectsArn, roleArn } from "./arns";
import type { Statement } from "./iam/document";
import { policyDocument } from "./iam/document";
import { DeliveryNames } from "./names";
import type { RuntimeFile } from "./runtime-file";
import type { Settings } from "./settings";
import type { BuildStep } from "./steps/step";
import type { BucketPlan, KeyPlan } from "./storage";
import { gatedEnvironments } from "./targets";
import { administerKey, bucketPolicy, roleUseOfKey } from "./storage";

/** Where a release lies on its way: artifacts, reports and runtime files, and the log of who touched them. */
export interface ArtifactStorePlan {
  readonly artifactKey: KeyPlan;
  /** Encrypts the log groups of the builds. */
  readonly logKey: KeyPlan;
  readonly artifacts: BucketPlan;
  /** Reports and runtime files: a bucket of their own, apart from what untrusted steps write. */
  readonly reports: BucketPlan;
  readonly logs: BucketPlan;
  readonly runtimeFiles: readonly RuntimeFile[];
}

/** The longest a release can wait is its approvals; artifacts outlive that by far. */
const artifactDays = 365;

export function planArtifactStore(settings: Settings, steps: readonly BuildStep[]): ArtifactStorePlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const keyAlias = names.artifactKeyAlias();
  const accessLog = (prefix: string) => ({ bucket: names.logBucket(), prefix });
  return {
    artifactKey: artifactKey(settings, steps),
    logKey: logKey(settings),
    artifacts: {
      name: names.artifactBucket(),
      place,
      policy: bucketPolicy(place, names.artifactBucket(), true),
      keyAlias,
      accessLog: accessLog("artifacts/"),
      lifecycle: [
        {
          id: "artifacts",
          prefix: "",
          expireAfterDays: artifactDays,
          noncurrentDays: 30,
          abortUploadsAfterDays: 1,
        },
      ],
    },
    reports: {
      name: names.reportBucket(),
      place,
      policy: bucketPolicy(place, names.reportBucket(), true, [writtenOnce(names)]),
      keyAlias,
      accessLog: accessLog("reports/"),
      // Runtime files are named by their content and have no end: an execution may wait for days.
      lifecycle: [
        {
          id: "reports",
          prefix: `${names.reportPrefix()}/`,
          expireAfterDays: settings.notices.retentionDays,
          noncurrentDays: 30,
          abortUploadsAfterDays: 1,
        },
      ],
    },
    logs: {
      name: names.logBucket(),
      place,
      policy: bucketPolicy(place, names.logBucket(), false, [accessLogDelivery(names)]),
      lifecycle: [
        {
          id: "access-logs",
          prefix: "",
          expireAfterDays: settings.notices.retentionDays,
          noncurrentDays: 30,
          abortUploadsAfterDays: 1,
        },
      ],
    },
    runtimeFiles: [...new Map(steps.flatMap(({ files }) => files).map((file) => [file.name, file])).values()],
  };
}

function artifactKey(settings: Settings, steps: readonly BuildStep[]): KeyPlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const rolesThat = (write: boolean) =>
    steps.filter(({ writesObjects }) => writesObjects === write).map(({ role }) => role.arn);
  const [readers, writers] = [rolesThat(false), rolesThat(true)];
  const approvers = gatedEnvironments(settings).flatMap(({ approval }) => approval.approvers);
  return {
    alias: names.artifactKeyAlias(),
    place,
    description: `Artifacts, reports and runtime files of ${settings.app}`,
    policy: policyDocument([
      administerKey(place),
      roleUseOfKey(
        "StepsThatWrite",
        place,
        "s3",
        [roleArn(place, names.role("pipeline")), ...writers],
        ["kms:Decrypt", "kms:GenerateDataKey"],
      ),
      ...(readers.length > 0 ? [roleUseOfKey("StepsThatRead", place, "s3", readers, ["kms:Decrypt"])] : []),
      ...(approvers.length > 0
        ? [roleUseOfKey("ApproversReadReports", place, "s3", [...new Set(approvers)], ["kms:Decrypt"])]
        : []),
      roleUseOfKey(
        "UploadRuntimeFiles",
        place,
        "s3",
        [roleArn(place, settings.provisioningRole)],
        ["kms:Decrypt", "kms:GenerateDataKey"],
      ),
    ]),
  };
}

/** CloudWatch Logs encrypts with its own principal, per log group (Logs guide, "Encrypt log data using AWS KMS"). */
function logKey(settings: Settings): KeyPlan {
  const names = new DeliveryNames(settings);
  const { place } = names;
  return {
    alias: names.logKeyAlias(),
    place,
    description: `Build logs of ${settings.app}`,
    policy: policyDocument([
      administerKey(place),
      {
        Sid: "EncryptBuildLogs",
        Effect: "Allow",
        Principal: { Service: [`logs.${place.region}.amazonaws.com`] },
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: ["*"],
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [logGroupArn(place, names.buildLog("*"))],
          },
        },
      },
    ]),
  };
}

/**
 * A report is evidence: it can be written, never overwritten (S3 guide, "Enforce conditional writes"). Uploads
 * in parts carry no such condition and are refused with it: a report is one put.
 */
function writtenOnce(names: DeliveryNames): Statement {
  return {
    Sid: "ReportsAreWrittenOnce",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:PutObject"],
    Resource: [objectsArn(names.place, names.reportBucket(), `${names.reportPrefix()}/*`)],
    Condition: { Null: { "s3:if-none-match": ["true"] } },
  };
}

/** S3 delivers access logs with its own principal (S3 guide, "Enabling server access logging"). */
function accessLogDelivery(names: DeliveryNames): Statement {
  const { place } = names;
  return {
    Sid: "AccessLogDelivery",
    Effect: "Allow",
    Principal: { Service: ["logging.s3.amazonaws.com"] },
    Action: ["s3:PutObject"],
    Resource: [objectsArn(place, names.logBucket(), "*")],
    Condition: {
      ArnEquals: {
        "aws:SourceArn": [bucketArn(place, names.artifactBucket()), bucketArn(place, names.reportBucket())],
      },
      StringEquals: { "aws:SourceAccount": [place.accountId] },
    },
  };
}
