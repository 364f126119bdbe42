import { echo } from "./echo";
import type { Finding, Rule } from "./finding";
import { problem } from "./finding";

/** Shorter beginnings are an application's own only by chance. */
const leastCharacters = 4;

/** CloudFormation keeps so much of a stack's name in the names it makes (physical-names.ts). */
const keptCharacters = 24;

/** What begins the names, or the paths, of roles that others put into an account; `cdk-` and `aws-` also begin buckets. */
const foreignRoles: readonly (readonly [beginning: string, whose: string])[] = [
  ["cdk-", "the roles and buckets of CDK bootstrap"],
  ["AWS", "roles of IAM Identity Center, Control Tower and other services of AWS"],
  ["aws-", "the paths of service-linked and Identity Center roles, and roles and buckets of Control Tower"],
  ["service-role/", "the path of roles that consoles of AWS make"],
  ["stacksets-exec-", "the roles of CloudFormation StackSets"],
  ["OrganizationAccountAccess", "the role with which an organization enters its accounts"],
];
const foreignBuckets: readonly string[] = ["cdk-", "aws-"];

/**
 * The execution role may write every role, and every bucket, whose name begins as a stack's does:
 * that beginning must be the application's own. Roles that were bootstrapped elsewhere have rights of their own.
 */
export const stackNamesAreOwn: Rule = ({ app = "payments", environments, provisioningRole, workload }) =>
  workload?.bootstrap === "adopt"
    ? []
    : (environments ?? []).flatMap((environment, at) =>
        (environment?.stacks ?? []).flatMap((pattern, index): readonly Finding[] => {
          const fault = pattern === undefined ? undefined : faultOf(pattern, provisioningRole);
          if (fault === undefined) return [];
          const example = `${inPascalCase(app)}-${environment?.name ?? "dev"}-*`;
          return [
            problem({
              path: `delivery:environments[${at}].stacks[${index}]`,
              ...fault,
              fix: `write for example ${example}: stacks that are named after the application`,
            }),
          ];
        }),
      );

function faultOf(
  pattern: string,
  provisioningRole: string | undefined,
): { readonly got: string; readonly allowed: string } | undefined {
  const beginning = pattern.replace(/\*.*$/, "").slice(0, keptCharacters);
  if (beginning.length < leastCharacters) {
    return {
      got: `${echo(pattern)}, which gives away every role named ${beginning}*`,
      allowed: `at least ${leastCharacters} characters before the first *: a deploy may write every role and bucket whose name begins with them`,
    };
  }
  const whose = ownerOf(beginning, provisioningRole);
  return whose === undefined
    ? undefined
    : {
        got: `${echo(pattern)}: ${beginning}* takes in ${whose}`,
        allowed:
          "a beginning that is the application's own: a deploy may write every role and bucket whose name begins so",
      };
}

/** Whose names a beginning would take in; undefined where they are the application's own. */
function ownerOf(beginning: string, provisioningRole: string | undefined): string | undefined {
  if (provisioningRole?.startsWith(beginning) === true) {
    return `${provisioningRole}, which is delivery:provisioningRole`;
  }
  // Names of buckets are in small letters, so a stack CDK-x makes buckets cdk-x.
  const bucket = beginning.toLowerCase();
  return foreignRoles.find(
    ([name]) =>
      name.startsWith(beginning) ||
      beginning.startsWith(name) ||
      (foreignBuckets.includes(name) && bucket.startsWith(name)),
  )?.[1];
}

/** `payments-lab` as CDK apps usually name their stacks: `PaymentsLab`. */
function inPascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
