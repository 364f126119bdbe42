/**
 * codebuild-network-hardening
 *
 * A build verifies the certificate of its source (`insecureSsl` is off) and has an end: build and batch last
 * two hours at most. Where `requireVpc` is set, a project that can change production runs in a VPC.
 *
 * Why: OWASP CICD-SEC-7. A source without a verified certificate is whoever answers; a build that never ends
 * keeps its credentials as long.
 *
 * Level: the resource's for what a project itself shows; the VPC depends on what its role may do, and so is
 * asked of the stack. Advised, not demanded. Not seen: what leaves the VPC.
 *
 * Parameters: `maxMinutes` (120), `requireVpc` (false), `prodAccounts` (default: targets of the environments of
 * kind production).
 */
import { worldSchema } from "../../config/parameters";
import type { Field } from "../../reader/field";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { nameOf, sourcesOf, switchOf } from "./project";
import { productionPower } from "./project-power";

const defaultMinutes = 120;

export const codebuildNetworkHardening: Rule = {
  number: 35,
  name: "codebuild-network-hardening",
  title: "Builds verify their source, end, and stay in their network",
  description:
    "No source skips the certificate, builds end within a limit, and with requireVpc projects that can change production run in a VPC.",
  severity: "low",
  level: "advisory",
  onUnknown: "advisory",
  remediation: "Remove insecureSsl, set buildTimeout within the limit, and give the project a vpcConfig.",
  parameters: {
    ...worldSchema("prodAccounts"),
    maxMinutes: {
      type: "integer",
      minimum: 5,
      default: defaultMinutes,
      description: "Minutes that a build or a batch may last.",
    },
    requireVpc: {
      type: "boolean",
      default: false,
      description: "Whether projects that can change production must run in a VPC.",
    },
  },
  types: [tokens.project],
  resource: (project, setup) =>
    judged([...judgeCertificates(project), ...judgeEnd(project, maxMinutesOf(setup))]),
  stack: (stack, setup) => {
    if (switchOf(setup.parameters.at("requireVpc")) === "off")
      return notApplicable("requireVpc is not set, so no project has to run in a VPC");
    const projects = stack.ofType(tokens.project);
    if (projects.length === 0) return notApplicable("the stack has no build project");
    return judged(projects.flatMap((project) => judgeVpc(project, stack, setup)));
  },
};

const why =
  "CICD-SEC-7: a source without a verified certificate is whoever answers, and a build keeps its credentials as long as it runs";

function maxMinutesOf({ parameters }: Setup): number {
  const minutes = parameters.at("maxMinutes").text();
  return minutes.kind === "known" && /^\d{1,6}$/.test(minutes.value) ? Number(minutes.value) : defaultMinutes;
}

function judgeCertificates(project: ResourceView): readonly Finding[] {
  return sourcesOf(project.properties).flatMap((source): readonly Finding[] => {
    const field = source.at("insecureSsl");
    const insecure = switchOf(field);
    if (insecure === "off") return [];
    const about = { urn: project.urn, at: [field.path], why };
    return [
      insecure === "on"
        ? {
            ...about,
            kind: "violation",
            what: `Build project ${nameOf(project)} takes its source without verifying the certificate.`,
            fix: "remove insecureSsl, and give the environment the certificate that it should trust",
          }
        : {
            ...about,
            kind: "undetermined",
            what: `whether build project ${nameOf(project)} verifies the certificate of its source is not known yet.`,
            fix: "remove insecureSsl, or write it as a literal",
          },
    ];
  });
}

/** Without a number a build ends after 60 minutes (CodeBuild reference, CreateProject). */
function judgeEnd(project: ResourceView, most: number): readonly Finding[] {
  const { properties } = project;
  const limits: readonly (readonly [Field, string])[] = [
    [properties.at("buildTimeout"), "build"],
    [properties.at("buildBatchConfig").at("timeoutInMins"), "batch"],
  ];
  return limits.flatMap(([field, kind]): readonly Finding[] => {
    const text = field.text();
    if (text.kind === "absent") return [];
    const about = { urn: project.urn, at: [field.path], why };
    const minutes = text.kind === "known" && /^\d{1,9}$/.test(text.value) ? Number(text.value) : undefined;
    if (minutes === undefined)
      return [
        {
          ...about,
          kind: "undetermined",
          what: `how long a ${kind} of build project ${nameOf(project)} may last is not known yet.`,
          fix: "write the minutes as a literal",
        },
      ];
    if (minutes <= most) return [];
    return [
      {
        ...about,
        kind: "violation",
        what: `A ${kind} of build project ${nameOf(project)} may last ${minutes} minutes, longer than ${most}.`,
        fix: `set it to ${most} or less, or raise the parameter maxMinutes`,
      },
    ];
  });
}

function judgeVpc(project: StackResource, stack: Stack, setup: Setup): readonly Finding[] {
  const vpc = project.properties.at("vpcConfig");
  if (!vpc.isAbsent()) return [];
  const power = productionPower(project, stack, setup);
  if (power.kind === "none") return [];
  const about = {
    urn: project.urn,
    why: "CICD-SEC-7: what a build may reach is limited by its network only where it has one",
  };
  return [
    power.kind === "some"
      ? {
          ...about,
          kind: "violation",
          what: `Build project ${nameOf(project)} can change production and runs in no VPC.`,
          way: power.way,
          at: ["vpcConfig"],
          fix: "give the project a vpcConfig with subnets that lead to the services it needs only",
        }
      : {
          ...about,
          kind: "undetermined",
          what: `build project ${nameOf(project)} runs in no VPC, and whether it can change production can't be seen.`,
          at: power.paths,
          fix: "give the project a vpcConfig, or keep its role and its policies in this stack",
        },
  ];
}
