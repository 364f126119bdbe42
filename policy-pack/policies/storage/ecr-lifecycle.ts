/**
 * ecr-lifecycle
 *
 * Every repository has a lifecycle policy, and is not deleted together with its images (`forceDelete`).
 *
 * Why: old images with known holes stay pullable for ever, and an image that still runs is gone with one slip.
 *
 * Level: the stack's, advisory; repository and lifecycle policy are two resources.
 *
 * Not seen: whether the policy's rules are right for what is kept.
 */
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { inSameRegistry, judgeRepositories, repositoryName } from "./repositories";

export const ecrLifecycle: Rule = {
  number: 94,
  name: "ecr-lifecycle",
  title: "Images leave by rule, not by accident",
  description: "Every repository has a lifecycle policy and no forceDelete.",
  severity: "low",
  level: "advisory",
  onUnknown: "advisory",
  remediation: "Give the repository a LifecyclePolicy, and remove forceDelete.",
  parameters: {},
  stack: (stack) =>
    judgeRepositories(stack, (repository) => [
      ...judgeLifecycle(stack, repository),
      ...judgeForce(repository),
    ]),
};

function judgeLifecycle(stack: Stack, repository: StackResource): readonly Finding[] {
  const { urn } = repository;
  const why = "old images with known holes stay pullable until somebody deletes by hand, and too much";
  const answers = stack.ofType(tokens.lifecyclePolicy).map((policy) => ({
    policy,
    isFor: isFor(policy, repository),
  }));
  if (answers.some(({ isFor: answer }) => answer === true)) return [];
  const unknown = answers.filter(({ isFor: answer }) => answer === undefined);
  if (unknown.length > 0)
    return [
      {
        kind: "undetermined",
        urn,
        what: `whether a lifecycle policy is for repository ${repositoryName(repository)} is not known yet.`,
        at: unknown.slice(0, 3).map(({ policy }) => `${policy.name}.repository`),
        why,
        fix: "write the repository's name as a literal, or pass it from exactly one repository of this stack",
      },
    ];
  return [
    {
      kind: "violation",
      urn,
      what: `Repository ${repositoryName(repository)} has no lifecycle policy.`,
      at: [],
      why,
      fix: "add a LifecyclePolicy that lets untagged images expire",
    },
  ];
}

/** Whether a lifecycle policy is a repository's; undefined while nobody knows. */
function isFor(policy: StackResource, repository: StackResource): boolean | undefined {
  const named = policy.properties.at("repository").text();
  const own = repository.properties.at("name").text();
  // Repositories of several accounts and regions may have one name.
  if (named.kind === "known" && own.kind === "known")
    return named.value === own.value && inSameRegistry(policy, repository);
  const made = policy.madeFrom("repository").filter(({ type }) => type === tokens.repository);
  if (made.length === 1) return made[0] === repository;
  return named.kind === "absent" ? false : undefined;
}

function judgeForce(repository: StackResource): readonly Finding[] {
  const { urn, properties } = repository;
  const why = "whoever drops the repository from the program deletes images that still run";
  const force = properties.at("forceDelete").text();
  if (force.kind === "unknown")
    return [
      {
        kind: "undetermined",
        urn,
        what: `whether repository ${repositoryName(repository)} is deleted with its images is not known yet.`,
        at: [force.path],
        why,
        fix: "write forceDelete as a literal, or leave it out",
      },
    ];
  if (force.kind === "absent" || force.value !== "true") return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Repository ${repositoryName(repository)} is deleted together with its images.`,
      at: ["forceDelete"],
      why,
      fix: "remove forceDelete",
    },
  ];
}
