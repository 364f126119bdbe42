import type { ScanDestination } from "../../blueprint/step-configuration";
import type { AssemblyStack } from "../assembly/assembly";
import type { Place } from "../assembly/intrinsics";
import { fixedText, partitionOf, textOf } from "../assembly/intrinsics";
import type { JsonObject } from "../assembly/json";
import { objectAt } from "../assembly/json";
import type { Finding } from "./finding";
import { finding } from "./finding";
import type { TemplateResource } from "./template-walk";
import { resourcesOf, textsIn, transformsOf } from "./template-walk";

/** What a template may not hold, wherever its code comes from; see scanRules for the list. */
export function templateFindings(
  stack: AssemblyStack,
  destination: ScanDestination,
  file: string,
  template: JsonObject,
): readonly Finding[] {
  const resources = resourcesOf(template);
  const about = (logicalId: string): string => `${stack.name}/${logicalId}`;
  return [
    ...resources.flatMap((resource) => [
      ...boundaryFinding(about(resource.logicalId), file, resource, destination),
      ...userFinding(about(resource.logicalId), file, resource),
      ...moduleFinding(about(resource.logicalId), file, resource),
      ...nestedStackFinding(about(resource.logicalId), file, resource),
    ]),
    ...transformFindings(stack.name, file, template),
    ...parameterFindings(stack, destination, file, template),
  ];
}

function boundaryFinding(
  resource: string,
  file: string,
  { type, properties }: TemplateResource,
  destination: ScanDestination,
): readonly Finding[] {
  if (type !== "AWS::IAM::Role") return [];
  const { accountId, region, boundaryName } = destination;
  const expected = `arn:${partitionOf(region)}:iam::${accountId}:policy/${boundaryName}`;
  const boundary = properties["PermissionsBoundary"];
  if (fixedText(boundary, destination) === expected) return [];
  return [
    finding("role-without-boundary", {
      resource,
      file,
      found:
        boundary === undefined
          ? "a role without PermissionsBoundary"
          : `PermissionsBoundary ${textOf(boundary, destination) ?? JSON.stringify(boundary)}`,
      allowed: expected,
    }),
  ];
}

const longLivedIdentities = ["AWS::IAM::User", "AWS::IAM::AccessKey", "AWS::IAM::UserToGroupAddition"];

function userFinding(resource: string, file: string, { type }: TemplateResource): readonly Finding[] {
  if (!longLivedIdentities.includes(type)) return [];
  return [finding("iam-user", { resource, file, found: type, allowed: "roles; no user and no access key" })];
}

/**
 * A transform rewrites the template when the change set is made: what it makes has logical ids that no
 * template shows, so neither the report nor the comparison with it covers them. That holds for AWS's own too,
 * AWS::Serverless-2016-10-31 and AWS::LanguageExtensions (Fn::ForEach), and the deploy role has no right to any
 * (CloudFormation asks for CreateChangeSet on the transform's ARN).
 */
function transformFindings(stack: string, file: string, template: JsonObject): readonly Finding[] {
  return transformsOf(template).map((name) =>
    finding("transform", {
      resource: stack,
      file,
      found: `the transform ${name}`,
      allowed: `no transform, ${shownInTemplate}`,
    }),
  );
}

const shownInTemplate =
  "because it makes resources that the report cannot show: synthesize them in the CDK app";

/** A module is text that CloudFormation takes from the account's registry, not from this assembly. */
function moduleFinding(resource: string, file: string, { type }: TemplateResource): readonly Finding[] {
  if (!type.endsWith("::MODULE")) return [];
  return [
    finding("transform", {
      resource,
      file,
      found: `the module ${type}`,
      allowed: `no module, ${shownInTemplate}`,
    }),
  ];
}

const typesWithOtherTemplates = [
  "AWS::CloudFormation::Stack",
  "AWS::CloudFormation::StackSet",
  "AWS::Serverless::Application",
];

/**
 * Such a resource shows as one line of the report, whatever its template changes. CloudFormation makes a
 * nested stack with the execution role, which has no right to CloudFormation and may not be passed on.
 */
function nestedStackFinding(resource: string, file: string, { type }: TemplateResource): readonly Finding[] {
  if (!typesWithOtherTemplates.includes(type)) return [];
  return [
    finding("nested-stack", {
      resource,
      file,
      found: `${type}, whose template makes resources of its own`,
      allowed:
        "stacks of the app beside each other: the report cannot show what a nested template changes, and the " +
        "execution role may not make nested stacks",
    }),
  ];
}

/** Any dynamic reference but one to Secrets Manager, whose secrets change by themselves and are not shown. */
const parameterReference = /\{\{resolve:(?!secretsmanager:).*?(\}\}|$)/gs;
const versionedReference = /^\{\{resolve:ssm(-secure)?:[^:}]+:[0-9]+\}\}$/;

function parameterFindings(
  stack: AssemblyStack,
  place: Place,
  file: string,
  template: JsonObject,
): readonly Finding[] {
  const named = Object.entries(template).flatMap(([section, content]) =>
    section === "Resources"
      ? Object.entries(objectAt(template, "Resources")).map(
          ([logicalId, one]) => [`${stack.name}/${logicalId}`, one] as const,
        )
      : [[stack.name, content] as const],
  );
  return named.flatMap(([resource, content]) => {
    const references = textsIn(content, place).flatMap((text) => text.match(parameterReference) ?? []);
    return [...new Set(references)]
      .filter((reference) => !versionedReference.test(reference))
      .map((reference) =>
        finding("unversioned-parameter", {
          resource,
          file,
          found: reference,
          allowed: "{{resolve:ssm:<name>:<version>}}, so that the approved value is the deployed one",
        }),
      );
  });
}
