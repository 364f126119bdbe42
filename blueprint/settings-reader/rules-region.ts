import type { Problem } from "../problems";
import type { Region } from "../regions";
import { anyPartitionOf, nearestRegion, regions, regionsCheckedOn } from "../regions";
import type { Finding, Rule } from "./finding";
import { problem, warning } from "./finding";
import { echo } from "./echo";

const titled = (code: string): string => `${code}, ${regions.get(code)?.name ?? "unknown"}`;

/** The pipeline's region must be able to take its source from GitLab. */
export const pipelineRegionHasGitLab: Rule = ({ devops }) => {
  const code = devops?.region;
  if (code === undefined) return [];
  const region = regions.get(code);
  if (isElsewhere(code)) return [problem(elsewhere("delivery:devops.region", code))];
  const { got, fix } = doubtAbout(code, region);
  const override = devops?.regionOverride;
  if (got === undefined) return override === undefined ? [] : [overrideWithoutNeed(code)];
  if (override?.reason !== undefined) {
    return [
      warning({
        path: "delivery:devops.region",
        got,
        allowed: `used all the same, because: ${override.reason}`,
        fix: "remove regionOverride once the region is listed as supported",
      }),
    ];
  }
  const known = [...regions.values()].filter(({ gitlabSource }) => gitlabSource === "supported");
  return [
    problem({
      path: "delivery:devops.region",
      got,
      allowed:
        `a region where a pipeline can take its source from GitLab, as of ${regionsCheckedOn}: ` +
        known.map((supported) => supported.code).join(", "),
      fix,
    }),
  ];
};

/** What speaks against a region, and what to do about it; no `got` where nothing does. */
function doubtAbout(code: string, region: Region | undefined): { got?: string; fix: string } {
  const override = "set delivery:devops.regionOverride: { reason: … }";
  if (region === undefined) {
    const near = nearestRegion(code);
    return {
      got: `${echo(code)}, which the table does not know`,
      fix: `${near ? `did you mean ${titled(near.code)}? ` : ""}If AWS has added it since, ${override}`,
    };
  }
  const got = `${echo(code)}, ${region.name}: ${region.evidence}`;
  const instead =
    region.alternatives.length === 0
      ? "use a supported region"
      : `use ${region.alternatives.map(titled).join("; or ")}`;
  switch (region.gitlabSource) {
    case "supported":
      return { fix: "" };
    case "conditional":
      return { got, fix: `when that is met, say who checked it: ${override}. Otherwise ${instead}` };
    case "refused":
      return { got, fix: `${instead}. If AWS has added it since, ${override}` };
    default:
      return region.gitlabSource satisfies never;
  }
}

/** In a partition where no pipeline can take its source from GitLab, whatever an override says. */
function isElsewhere(code: string): boolean {
  const partition = anyPartitionOf(code);
  switch (partition) {
    case "aws":
    case "aws-us-gov":
      return false;
    case "aws-cn":
    case "aws-eusc":
    case "aws-iso":
      return true;
    default:
      return partition satisfies never;
  }
}

function elsewhere(path: string, code: string): Problem {
  const region = regions.get(code);
  const partition = anyPartitionOf(code);
  return {
    path,
    got:
      region === undefined
        ? `${echo(code)}, in partition ${partition}`
        : `${echo(code)}, ${region.name}, in partition ${partition}: ${region.evidence}`,
    allowed:
      "a region of AWS or AWS GovCloud (US): in no other partition can a pipeline take its source from GitLab",
    fix: "use such a region; no override helps here, and no pipeline elsewhere can deliver there",
  };
}

function overrideWithoutNeed(code: string): Finding {
  return warning({
    path: "delivery:devops.regionOverride",
    got: `an override for ${echo(code)}, which is supported`,
    allowed: "an override for a region that is not listed as supported",
    fix: "remove it",
  });
}

/** A target needs CloudFormation, which every region has; it must be a region, and in the same cloud. */
export const targetRegionsExist: Rule = ({ devops, environments }) => {
  const home =
    devops?.region === undefined || isElsewhere(devops.region) ? undefined : anyPartitionOf(devops.region);
  return (environments ?? []).flatMap((environment, at) =>
    (environment?.targets ?? []).flatMap((target, index): readonly Finding[] => {
      const code = target?.region;
      if (code === undefined) return [];
      const path = `delivery:environments[${at}].targets[${index}].region`;
      if (isElsewhere(code)) return [problem(elsewhere(path, code))];
      const region = regions.get(code);
      if (region === undefined) {
        const near = nearestRegion(code);
        return [
          problem({
            path,
            got: `${echo(code)}, which is no region of AWS as of ${regionsCheckedOn}`,
            allowed: "the code of an AWS region",
            fix: near ? `did you mean ${titled(near.code)}?` : "write for example eu-central-1",
          }),
        ];
      }
      if (home === undefined || region.partition === home) return [];
      return [
        problem({
          path,
          got: `${echo(code)}, in partition ${region.partition}`,
          allowed: `a region of partition ${home}, like delivery:devops.region`,
          fix: "deliver to another partition from a stack of its own, with its own DevOps account there",
        }),
      ];
    }),
  );
};
