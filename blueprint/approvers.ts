import { bucketArn, keysArn, objectsArn, pipelineArn, parseArn } from "./arns";
import type { PolicyDocument } from "./iam/document";
import { policyDocument } from "./iam/document";
import { DeliveryNames } from "./names";
import type { Environment, Settings } from "./settings";
import { actionNames, stageName } from "./stage-names";
import { reportPlace } from "./steps/reports";
import { gatedEnvironments } from "./targets";

/** The right to decide, for one role: on exactly the gates it is named for. */
export interface ApproverPlan {
  readonly roleArn: string;
  readonly roleName: string;
  readonly environments: readonly string[];
  readonly policyName: string;
  readonly document: PolicyDocument;
  /** `print`: the role takes no policy from us; the text is an output to be applied by hand. */
  readonly apply: "attach" | "print";
}

export function planApprovers(settings: Settings): readonly ApproverPlan[] {
  const names = new DeliveryNames(settings);
  const gated = gatedEnvironments(settings);
  const roles = [...new Set(gated.flatMap(({ approval }) => approval.approvers))];
  return roles.map((roleArn): ApproverPlan => {
    const environments = gated.filter(({ approval }) => approval.approvers.includes(roleArn));
    const printed = environments.some(({ approval }) => approval.approverPolicy === "print");
    return {
      roleArn,
      roleName: parseArn(roleArn)?.resource.split("/").at(-1) ?? roleArn,
      environments: environments.map(({ name }) => name),
      policyName: `${names.pipeline()}-approver`,
      document: approverPolicy(settings, environments, !printed),
      apply: printed ? "print" : "attach",
    };
  });
}

/**
 * Approve on these actions, see the pipeline, read the reports. A role that people take with their own
 * sign-in must have used MFA; a session from a federation carries no MFA key, so there the identity provider
 * answers for it (docs/security.md states the assumption).
 */
function approverPolicy(
  settings: Settings,
  environments: readonly Environment[],
  mfa: boolean,
): PolicyDocument {
  const names = new DeliveryNames(settings);
  const { place } = names;
  const pipeline = pipelineArn(place, names.pipeline());
  return policyDocument([
    {
      Sid: "DecideOnTheseGates",
      Effect: "Allow",
      Action: ["codepipeline:PutApprovalResult"],
      Resource: environments.map(
        (environment) => `${pipeline}/${stageName(environment)}/${actionNames.approve}`,
      ),
      ...(mfa ? { Condition: { Bool: { "aws:MultiFactorAuthPresent": ["true"] } } } : {}),
    },
    {
      Sid: "SeeThePipeline",
      Effect: "Allow",
      Action: [
        "codepipeline:GetPipeline",
        "codepipeline:GetPipelineExecution",
        "codepipeline:GetPipelineState",
        "codepipeline:ListActionExecutions",
        "codepipeline:ListPipelineExecutions",
      ],
      Resource: [pipeline],
    },
    {
      // The console's list of pipelines; the call knows no resource.
      Sid: "FindThePipeline",
      Effect: "Allow",
      Action: ["codepipeline:ListPipelines"],
      Resource: ["*"],
      Condition: { StringEquals: { "aws:RequestedRegion": [place.region] } },
    },
    {
      Sid: "OpenTheReportBucket",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:GetBucketVersioning"],
      Resource: [bucketArn(place, names.reportBucket())],
    },
    {
      Sid: "ReadReports",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: environments.map(({ name }) =>
        objectsArn(place, names.reportBucket(), `${reportPlace(names, name).prefix}/*`),
      ),
    },
    {
      Sid: "FindReports",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: [bucketArn(place, names.reportBucket())],
      Condition: {
        StringLike: { "s3:prefix": environments.map(({ name }) => `${reportPlace(names, name).prefix}/*`) },
      },
    },
    {
      Sid: "DecryptReports",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: [keysArn(place)],
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.artifactKeyAlias()] },
        StringEquals: { "kms:ViaService": [`s3.${place.region}.amazonaws.com`] },
      },
    },
  ]);
}
