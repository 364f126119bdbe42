/**
 * log-groups
 *
 * Log groups of builds and pipelines are kept for at least `minDays` and encrypted with a key of the customer. These
 * are the groups under /aws/codebuild/ and /aws/codepipeline/, and those that a build project of the stack names.
 *
 * Why: OWASP CICD-SEC-10. A log that is gone after a week tells nothing when somebody asks what was deployed in
 * spring; and build logs are where secrets leak to.
 *
 * Level: both. Names under the two prefixes, retention and a key that is not named show in the group; what a project
 * names, and whose key an id names, take the stack.
 *
 * Not seen: groups that AWS makes by itself because nobody made them here.
 *
 * Parameters: `minDays` 90. A group that names no retention keeps everything (CloudWatch Logs guide, "Change log data
 * retention").
 */
import { numberParameter, wholeNumber } from "../../config/number-parameter";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { KeyPlace } from "./own-key";
import { judgeKeyAlone, judgeKeyInStack } from "./own-key";
import { fullName, ownName } from "./own-name";

const defaultDays = 90;

export const logGroups: Rule = {
  number: 104,
  name: "log-groups",
  title: "Logs of the road are kept, and encrypted",
  description:
    "Log groups of builds and pipelines keep minDays at least and are encrypted with a key of the customer.",
  severity: "low",
  level: "advisory",
  onUnknown: "advisory",
  remediation: "Set retentionInDays to at least the limit, and kmsKeyId to a key of this stack.",
  parameters: {
    minDays: {
      type: "integer",
      minimum: 1,
      default: defaultDays,
      description: "Shortest time in days that a log of a build or pipeline is kept.",
    },
  },
  types: [tokens.logGroup],
  resource: (group, { parameters }) => {
    if (!isOfRoadByName(group))
      return notApplicable("the log group is not one of builds or pipelines by name");
    return judged(judgeAlone(group, numberParameter(parameters, "minDays", defaultDays)));
  },
  stack: (stack, { parameters }) => {
    const minDays = numberParameter(parameters, "minDays", defaultDays);
    const named = namedByProjects(stack);
    const groups = stack.ofType(tokens.logGroup).filter((one) => isOfRoadByName(one) || named.has(one));
    if (groups.length === 0) return notApplicable("the stack has no log group of builds or pipelines");
    return judged(
      groups.flatMap((group) => [
        ...(isOfRoadByName(group) ? [] : judgeAlone(group, minDays)),
        ...judgeKeyInStack(group, placeOf(group), stack),
      ]),
    );
  },
};

const roadPrefixes = ["/aws/codebuild/", "/aws/codepipeline/"];

function isOfRoadByName({ properties }: ResourceView): boolean {
  return ["name", "namePrefix"].some((property) => {
    const name = properties.at(property).text();
    return name.kind === "known" && roadPrefixes.some((prefix) => name.value.startsWith(prefix));
  });
}

function namedByProjects(stack: Stack): ReadonlySet<StackResource> {
  return new Set(
    stack.ofType(tokens.project).flatMap((project) => {
      const logs = project.properties.at("logsConfig").at("cloudwatchLogs").at("groupName");
      const found = stack.behind(
        project,
        "logsConfig",
        [tokens.logGroup],
        (candidate, text) => fullName(candidate) === text,
        logs,
      );
      return found ?? [];
    }),
  );
}

function placeOf(group: ResourceView): KeyPlace {
  return {
    subject: `Log group ${ownName(group)}`,
    field: group.properties.at("kmsKeyId"),
    property: "kmsKeyId",
    withoutKey: "is not encrypted with a key of yours",
    why: "CICD-SEC-10: build logs are where secrets leak to",
    fix: "set kmsKeyId to a key of this stack whose policy lets in CloudWatch Logs for this group",
  };
}

function judgeAlone(group: ResourceView, minDays: number): readonly Finding[] {
  return [...judgeKeyAlone(group, placeOf(group)), ...judgeRetention(group, minDays)];
}

function judgeRetention(group: ResourceView, minDays: number): readonly Finding[] {
  const field = group.properties.at("retentionInDays");
  const days = wholeNumber(field);
  // Zero means for ever.
  if (days.kind === "absent" || (days.kind === "known" && (days.value === 0 || days.value >= minDays)))
    return [];
  const about = {
    urn: group.urn,
    at: [field.path],
    why: "CICD-SEC-10: who built and deployed what is asked long after it happened",
    fix: `set retentionInDays to at least ${minDays}`,
  };
  return [
    days.kind === "unknown"
      ? {
          ...about,
          kind: "undetermined",
          what: `how long log group ${ownName(group)} keeps its logs can't be seen.`,
        }
      : {
          ...about,
          kind: "violation",
          what: `Log group ${ownName(group)} keeps its logs for ${days.value} days, which is less than ${minDays}.`,
        },
  ];
}
