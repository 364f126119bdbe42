import { partitionOf } from "./arns";
import type { Partition } from "./arns";
import { nearest } from "./settings-reader/nearest";

/** Day on which the table below was last held against its sources. */
export const regionsCheckedOn = "2026-11-24";

/** Whether a pipeline in a region can take its source from GitLab. */
export type GitLabSource = "supported" | "conditional" | "refused";

/** What stands at the beginning of a region's ARNs; this program delivers to the two of `Partition`. */
export type AnyPartition = Partition | "aws-cn" | "aws-eusc" | "aws-iso";

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly partition: AnyPartition;
  readonly gitlabSource: GitLabSource;
  /** What a conditional region asks for, or why a region is refused, and who says so. */
  readonly evidence: string;
  /** Supported regions to use instead, the nearest first; empty where the region itself is supported. */
  readonly alternatives: readonly string[];
  /**
   * AWS's notification rules (codestar-notifications). `fallback`: there are none, and notices must go through
   * EventBridge, as this program's do everywhere.
   */
  readonly notifications: "supported" | "fallback";
}

/** Endpoints of codestar-notifications in the SDK's table (botocore 1.43.67): 18 regions. */
const notificationRules = new Set([
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"],
  ...["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "me-south-1", "ap-east-1"],
  ...["ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2"],
]);

const onBothLists = "AWS's page on GitLab connections and GitLab's own page both exclude it";
const onAwsList = "AWS's page on GitLab connections excludes it";
const noEndpoint = "AWS's pages do not list it, and it has no endpoint for connections";
const noPipeline = "CodePipeline is not offered there";

type Row = readonly [code: string, name: string];

const supported: readonly Row[] = [
  ["us-east-1", "US East (N. Virginia)"],
  ["us-east-2", "US East (Ohio)"],
  ["us-west-1", "US West (N. California)"],
  ["us-west-2", "US West (Oregon)"],
  ["ca-central-1", "Canada (Central)"],
  ["sa-east-1", "South America (São Paulo)"],
  ["eu-central-1", "Europe (Frankfurt)"],
  ["eu-west-1", "Europe (Ireland)"],
  ["eu-west-2", "Europe (London)"],
  ["eu-west-3", "Europe (Paris)"],
  ["eu-north-1", "Europe (Stockholm)"],
  ["ap-northeast-1", "Asia Pacific (Tokyo)"],
  ["ap-northeast-2", "Asia Pacific (Seoul)"],
  ["ap-south-1", "Asia Pacific (Mumbai)"],
  ["ap-southeast-1", "Asia Pacific (Singapore)"],
  ["ap-southeast-2", "Asia Pacific (Sydney)"],
];

const conditional: readonly (readonly [...Row, evidence: string, alternatives: readonly string[]])[] = [
  [
    "eu-south-1",
    "Europe (Milan)",
    "AWS asks for two things: the region enabled in the account, and the region's own connector app installed in GitLab",
    ["eu-central-1", "eu-west-3"],
  ],
  [
    "us-gov-east-1",
    "AWS GovCloud (US-East)",
    "AWS's page and endpoints include it, GitLab's page excludes it, and this program was tried in commercial regions only: a connection and a first release there must have been tried",
    [],
  ],
];

const refused: readonly (readonly [...Row, evidence: string, alternatives: readonly string[]])[] = [
  ["us-gov-west-1", "AWS GovCloud (US-West)", onBothLists, ["us-gov-east-1"]],
  ["ap-east-1", "Asia Pacific (Hong Kong)", onBothLists, ["ap-southeast-1", "ap-northeast-1"]],
  ["af-south-1", "Africa (Cape Town)", onBothLists, ["eu-west-1", "eu-west-2"]],
  ["me-south-1", "Middle East (Bahrain)", onBothLists, ["ap-south-1", "eu-central-1"]],
  ["eu-central-2", "Europe (Zurich)", onBothLists, ["eu-central-1", "eu-west-3"]],
  ["ap-south-2", "Asia Pacific (Hyderabad)", onAwsList, ["ap-south-1", "ap-southeast-1"]],
  ["ap-southeast-3", "Asia Pacific (Jakarta)", onAwsList, ["ap-southeast-1", "ap-southeast-2"]],
  ["ap-southeast-4", "Asia Pacific (Melbourne)", onAwsList, ["ap-southeast-2", "ap-southeast-1"]],
  ["ap-northeast-3", "Asia Pacific (Osaka)", onAwsList, ["ap-northeast-1", "ap-northeast-2"]],
  ["me-central-1", "Middle East (UAE)", onAwsList, ["ap-south-1", "eu-central-1"]],
  ["eu-south-2", "Europe (Spain)", onAwsList, ["eu-west-3", "eu-west-1"]],
  ["il-central-1", "Israel (Tel Aviv)", onAwsList, ["eu-central-1", "eu-west-3"]],
  ["ap-southeast-5", "Asia Pacific (Malaysia)", noEndpoint, ["ap-southeast-1", "ap-southeast-2"]],
  ["ap-southeast-6", "Asia Pacific (New Zealand)", noEndpoint, ["ap-southeast-2", "ap-southeast-1"]],
  ["cn-north-1", "China (Beijing)", noEndpoint, []],
  ["cn-northwest-1", "China (Ningxia)", noEndpoint, []],
  ["ap-east-2", "Asia Pacific (Taipei)", noPipeline, ["ap-northeast-1", "ap-southeast-1"]],
  ["ap-southeast-7", "Asia Pacific (Thailand)", noPipeline, ["ap-southeast-1", "ap-south-1"]],
  ["ca-west-1", "Canada West (Calgary)", noPipeline, ["ca-central-1", "us-west-2"]],
  ["mx-central-1", "Mexico (Central)", noPipeline, ["us-east-2", "us-west-1"]],
  ["eusc-de-east-1", "AWS European Sovereign Cloud (Germany)", noPipeline, []],
];

/** Every region of AWS that is open to the public, by code. */
export const regions: ReadonlyMap<string, Region> = new Map(
  [
    ...supported.map(([code, name]) =>
      region(code, name, "supported", "AWS's page and endpoints include it", []),
    ),
    ...conditional.map(([code, name, evidence, alternatives]) =>
      region(code, name, "conditional", evidence, alternatives),
    ),
    ...refused.map(([code, name, evidence, alternatives]) =>
      region(code, name, "refused", evidence, alternatives),
    ),
  ].map((row) => [row.code, row]),
);

function region(
  code: string,
  name: string,
  gitlabSource: GitLabSource,
  evidence: string,
  alternatives: readonly string[],
): Region {
  return {
    code,
    name,
    partition: anyPartitionOf(code),
    gitlabSource,
    evidence,
    alternatives,
    notifications: notificationRules.has(code) ? "supported" : "fallback",
  };
}

/** Also of a region that the table does not know. The isolated regions of governments are not in it. */
export function anyPartitionOf(code: string): AnyPartition {
  if (code.startsWith("cn-")) return "aws-cn";
  if (code.startsWith("eusc-")) return "aws-eusc";
  return /^[a-z]+-iso/.test(code) ? "aws-iso" : partitionOf(code);
}

/** The region that was probably meant; undefined where nothing is near. */
export function nearestRegion(code: string): Region | undefined {
  const near = nearest(code, [...regions.keys()]);
  return near === undefined ? undefined : regions.get(near);
}
