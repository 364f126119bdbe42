import type { PolicyDocument } from "./document";
import { policyDocument } from "./document";

/** Trust of a build role: CodeBuild, and only for this one project (CodeBuild guide, confused deputy page). */
export function trustBuildProject(projectArn: string): PolicyDocument {
  return policyDocument([
    {
      Sid: "ThisBuildProject",
      Effect: "Allow",
      Principal: { Service: ["codebuild.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
      Condition: { StringEquals: { "aws:SourceArn": [projectArn] } },
    },
  ]);
}

/**
 * Trust of the pipeline role. Whether CodePipeline sends `aws:SourceAccount` is not documented, so the test
 * applies if it is sent and does not lock the service out if it is not.
 */
export function trustPipelineService(accountId: string): PolicyDocument {
  return policyDocument([
    {
      Sid: "PipelinesOfThisAccount",
      Effect: "Allow",
      Principal: { Service: ["codepipeline.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
      Condition: { StringEqualsIfExists: { "aws:SourceAccount": [accountId] } },
    },
  ]);
}

/** Trust of a role that an EventBridge rule uses for its target. */
export function trustEventRule(ruleArn: string, accountId: string): PolicyDocument {
  return policyDocument([
    {
      Sid: "ThisRule",
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
      Condition: { StringEquals: { "aws:SourceArn": [ruleArn], "aws:SourceAccount": [accountId] } },
    },
  ]);
}

/**
 * Trust of a bootstrap role: exactly these roles, never an account. No external id may be sent, as in CDK
 * bootstrap v29 and later; no session tags, which nothing here needs.
 */
export function trustRoles(roleArns: readonly string[]): PolicyDocument {
  return policyDocument([
    {
      Sid: "TheseRoles",
      Effect: "Allow",
      Principal: { AWS: roleArns },
      Action: ["sts:AssumeRole"],
      Condition: { Null: { "sts:ExternalId": ["true"] } },
    },
  ]);
}

/** Trust of the execution role. No source condition: CloudFormation is not documented to send one. */
export function trustCloudFormation(): PolicyDocument {
  return policyDocument([
    {
      Sid: "CloudFormation",
      Effect: "Allow",
      Principal: { Service: ["cloudformation.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
    },
  ]);
}

/** Who an id token of GitLab CI must speak for. */
export interface GitLabSubject {
  readonly providerArn: string;
  /** Host of the issuer, which prefixes the condition keys: `gitlab.com`. */
  readonly host: string;
  readonly audience: string;
  /** Pattern of the `sub` claim; a `*` only after the whole project path. */
  readonly subject: string;
  readonly projectId: number;
  /** Demand that the ref is protected. */
  readonly protectedRef: boolean;
}

/**
 * Trust of a GitLab CI job. Native claim keys (`project_id`, `ref_protected`) exist only for gitlab.com;
 * a self-managed issuer offers `aud` and `sub`.
 */
export function trustGitLab(subject: GitLabSubject): PolicyDocument {
  const { host } = subject;
  const native = host === "gitlab.com";
  const wildcard = /[*?]/.test(subject.subject);
  const exact: Record<string, readonly string[]> = { [`${host}:aud`]: [subject.audience] };
  if (!wildcard) exact[`${host}:sub`] = [subject.subject];
  if (native) exact[`${host}:project_id`] = [String(subject.projectId)];
  if (native && subject.protectedRef) exact[`${host}:ref_protected`] = ["true"];
  return policyDocument([
    {
      Sid: "ThisProject",
      Effect: "Allow",
      Principal: { Federated: [subject.providerArn] },
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Condition: {
        StringEquals: exact,
        ...(wildcard ? { StringLike: { [`${host}:sub`]: [subject.subject] } } : {}),
      },
    },
  ]);
}
