/**
 * ecr-immutable
 *
 * A repository's tags are immutable: what a tag names today it names for ever. Filters that except tags from that
 * (IMMUTABLE_WITH_EXCLUSION) must lie within the patterns of `exclusions`, so that none covers a tag that is
 * released.
 *
 * Why: OWASP CICD-SEC-3 and CICD-SEC-9. Behind a tag that can be moved stands another image tomorrow, and nobody
 * approved that one.
 *
 * Level: the resource's; the repository says all of it.
 *
 * Not seen: which tags are released. A repository that makes only some tags immutable (MUTABLE_WITH_EXCLUSION) is
 * mutable.
 *
 * Parameters: `exclusions`: patterns of tags that may be moved, such as `cache-*`; none by default.
 */
import { contains } from "../../iam/glob";
import { textsOf } from "../../reader/field";
import type { Field } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { repositoryName } from "./repositories";

export const ecrImmutable: Rule = {
  number: 90,
  name: "ecr-immutable",
  title: "Image tags can't be moved",
  description: "Tags of every repository are immutable, but for those of the listed patterns.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Set imageTagMutability to IMMUTABLE.",
  parameters: {
    exclusions: {
      type: "array",
      items: { type: "string" },
      description: "Patterns of tags that may be moved, such as cache-*. Default: none.",
    },
  },
  types: [tokens.repository],
  resource: (repository, { parameters }) => {
    const exclusions = textsOf(parameters.at("exclusions")).texts;
    return judged(judgeMutability(repository, exclusions));
  },
};

const why = "CICD-SEC-9: a tag that can be moved names another image tomorrow than the one that was approved";

function judgeMutability(repository: ResourceView, exclusions: readonly string[]): readonly Finding[] {
  const mutability = repository.properties.at("imageTagMutability").text();
  if (mutability.kind === "unknown")
    return [undetermined(repository, [mutability.path], "write imageTagMutability as a literal")];
  const value = mutability.kind === "known" ? mutability.value : "MUTABLE";
  if (value === "IMMUTABLE") return [];
  if (value !== "IMMUTABLE_WITH_EXCLUSION")
    return [
      violation(repository, "can be moved.", ["imageTagMutability"], "set imageTagMutability to IMMUTABLE"),
    ];
  const filters = repository.properties.at("imageTagMutabilityExclusionFilters");
  return judgeFilters(repository, filters, exclusions);
}

function judgeFilters(
  repository: ResourceView,
  filters: Field,
  exclusions: readonly string[],
): readonly Finding[] {
  const list = filters.list();
  if (list.kind !== "known")
    return list.kind === "absent"
      ? []
      : [undetermined(repository, [list.path], "write the filters as literals")];
  const readings = list.value.map((one) => one.at("filter").text());
  const unknown = readings.flatMap((reading) => (reading.kind === "known" ? [] : [reading.path]));
  const open = readings.flatMap((reading) =>
    reading.kind === "known" && !exclusions.some((allowed) => contains(allowed, reading.value) === true)
      ? [reading.value]
      : [],
  );
  return [
    ...open
      .slice(0, 5)
      .map((filter) =>
        violation(
          repository,
          `of the pattern ${filter.slice(0, 100)} can be moved.`,
          [filters.path],
          "remove the filter, or add a pattern that holds it and no released tag to the policy config's `exclusions`",
        ),
      ),
    ...(unknown.length > 0 ? [undetermined(repository, unknown, "write the filters as literals")] : []),
  ];
}

function violation(repository: ResourceView, says: string, at: readonly string[], fix: string): Finding {
  const { urn } = repository;
  return {
    kind: "violation",
    urn,
    what: `Tags of repository ${repositoryName(repository)} ${says}`,
    at,
    why,
    fix,
  };
}

function undetermined(repository: ResourceView, at: readonly string[], fix: string): Finding {
  const { urn } = repository;
  return {
    kind: "undetermined",
    urn,
    what: `whether tags of repository ${repositoryName(repository)} can be moved is not known yet.`,
    at,
    why,
    fix,
  };
}
