import { partitionOf, policyArn, roleArn } from "./arns";
import type { PolicyDocument } from "./iam/document";
import { policyDocument } from "./iam/document";
import { targetBoundary } from "./iam/target-boundary";
import type { ManagedPolicyPlan, RolePlan } from "./role";
import type { Environment, Settings, Target } from "./settings";
import type { BucketPlan, KeyPlan } from "./storage";
import { administerKey, bucketPolicy, grantKeyToRepository, roleUseOfKey } from "./storage";
import { bootstrapNames } from "./targets";
import { targetRoles } from "./target-roles";

/**
 * What stands in one target, an account in a region: a CDK bootstrap that the unmodified CDK CLI can deploy
 * through (names, tags and version parameter of bootstrap v33), with narrower trust and rights. Every
 * difference from the plain bootstrap is listed in docs/security.md.
 */
export interface TargetAccountPlan {
  readonly key: string;
  readonly environment: string;
  readonly kind: Environment["kind"];
  readonly target: Target;
  readonly boundary: ManagedPolicyPlan;
  /** Deploy, execution, file publishing; image publishing with images; lookup where somebody may read. */
  readonly roles: readonly RolePlan[];
  readonly stagingKey: KeyPlan;
  readonly stagingBucket: BucketPlan;
  readonly assetRepository: AssetRepositoryPlan;
  readonly versionParameter: { readonly name: string; readonly value: string };
}

export interface AssetRepositoryPlan {
  readonly name: string;
  readonly keyAlias: string;
  readonly policy: PolicyDocument;
  /** ECR lifecycle policy text as data. */
  readonly lifecycle: Readonly<Record<string, unknown>>;
}

/** Bootstrap version whose features the roles provide; the CDK CLI reads it from the parameter. */
export const bootstrapVersion = "33";

export function planTargetAccount(
  settings: Settings,
  environment: Environment,
  target: Target,
): TargetAccountPlan {
  const names = bootstrapNames(settings, target);
  const boundaryArn = policyArn(target, names.boundary());
  const provisioner = roleArn(target, settings.provisioningRole);
  const roles = targetRoles(settings, environment, target);
  const publisher = roleArn(target, names.role("file-publishing-role"));
  const readers = [roleArn(target, names.role("deploy-role")), roleArn(target, names.role("cfn-exec-role"))];
  return {
    key: `${environment.name}-${target.accountId}-${target.region}`,
    environment: environment.name,
    kind: environment.kind,
    target,
    boundary: {
      name: names.boundary(),
      arn: boundaryArn,
      description: `The most that anything delivered by ${settings.app} can do in ${target.region}`,
      document: targetBoundary(settings, environment, target),
    },
    roles: roles.map(({ role }) => role),
    stagingKey: {
      alias: names.keyAlias(),
      place: target,
      description: "CDK staging bucket and asset repository",
      policy: policyDocument([
        administerKey(target),
        roleUseOfKey("PublishAssets", target, "s3", [publisher], ["kms:Decrypt", "kms:GenerateDataKey"]),
        roleUseOfKey("ReadAssets", target, "s3", readers, ["kms:Decrypt"]),
        grantKeyToRepository(target, [provisioner]),
      ]),
    },
    stagingBucket: {
      name: names.bucket(),
      place: target,
      policy: bucketPolicy(target, names.bucket(), true),
      keyAlias: names.keyAlias(),
      lifecycle: [{ id: "staging", prefix: "", noncurrentDays: 30, abortUploadsAfterDays: 1 }],
    },
    assetRepository: {
      name: names.repository(),
      keyAlias: names.keyAlias(),
      policy: lambdaPulls(target),
      lifecycle: expireUntagged,
    },
    versionParameter: { name: names.versionParameter(), value: bootstrapVersion },
  };
}

/** Lambda reads images with its own service principal (Lambda guide, "Amazon ECR permissions"). */
function lambdaPulls(target: Target): PolicyDocument {
  return policyDocument([
    {
      Sid: "LambdaPullsImages",
      Effect: "Allow",
      Principal: { Service: ["lambda.amazonaws.com"] },
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Condition: {
        ArnLike: {
          "aws:SourceArn": [
            `arn:${partitionOf(target.region)}:lambda:${target.region}:${target.accountId}:function:*`,
          ],
        },
      },
    },
  ]);
}

/** The same rule as CDK bootstrap: untagged images go after a year. */
export const expireUntagged = {
  rules: [
    {
      rulePriority: 1,
      description: "Untagged images expire after a year",
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: 365,
      },
      action: { type: "expire" },
    },
  ],
} as const;
