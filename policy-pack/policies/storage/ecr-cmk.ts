/**
 * ecr-cmk
 *
 * Every repository encrypts its images with a KMS key of ours.
 *
 * Why: with a key of ours the key's policy says who may read images; AWS's own key has a policy nobody writes.
 *
 * Level: the stack's, advisory; whether the key is ours is known by the stack, though its ARN is not known at
 * preview.
 *
 * Not seen: who may use the key. A key of another stack named by id or ARN is undetermined, because that doesn't
 * tell it from AWS's own.
 */
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { keyInStack } from "../../stack/customer-key";
import { judgeRepositories, repositoryName } from "./repositories";

export const ecrCmk: Rule = {
  number: 92,
  name: "ecr-cmk",
  title: "Images are encrypted with a key of ours",
  description: "Every repository encrypts with a KMS key of ours.",
  severity: "low",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Make the repository anew with encryptionConfigurations: encryptionType KMS and kmsKey the ARN of a key of yours.",
  parameters: {},
  stack: (stack) => judgeRepositories(stack, (repository) => judgeRepository(stack, repository)),
};

const property = "encryptionConfigurations";
const why = "only the policy of a key of our own says who may read images";

function judgeRepository(stack: Stack, repository: StackResource): readonly Finding[] {
  const list = repository.properties.at(property).list();
  // Unknown and made from nothing: nobody gave it, and AWS will report its default.
  const given =
    list.kind === "known"
      ? list.value
      : list.kind === "unknown" && repository.madeFrom(property).length > 0
        ? undefined
        : [];
  if (!given) return [undetermined(repository, [property])];
  const [configuration] = given;
  if (!configuration) return [violation(repository, "ECR's own key.", [])];
  return judgeConfiguration(stack, repository, configuration);
}

function judgeConfiguration(
  stack: Stack,
  repository: StackResource,
  configuration: Field,
): readonly Finding[] {
  const type = configuration.at("encryptionType").text();
  if (type.kind === "unknown") return [undetermined(repository, [type.path])];
  if (type.kind === "absent" || !/^KMS(_DSSE)?$/.test(type.value))
    return [violation(repository, "ECR's own key.", [configuration.path])];
  const field = configuration.at("kmsKey");
  const key = keyInStack(field, repository, property, stack);
  if (key.kind === "ours") return [];
  const isGiven = field.text().kind === "unknown" && repository.madeFrom(property).length > 0;
  if (key.kind === "unknown" || isGiven) return [undetermined(repository, [field.path])];
  return [violation(repository, "a key of AWS's own.", [field.path])];
}

function violation(repository: StackResource, by: string, at: readonly string[]): Finding {
  return {
    kind: "violation",
    urn: repository.urn,
    what: `Repository ${repositoryName(repository)} encrypts with ${by}`,
    at,
    why,
    fix: "set encryptionType KMS and kmsKey to a key of this stack; the repository is made anew",
  };
}

function undetermined(repository: StackResource, at: readonly string[]): Finding {
  return {
    kind: "undetermined",
    urn: repository.urn,
    what: `whether repository ${repositoryName(repository)} encrypts with a key of ours can't be seen.`,
    at,
    why,
    fix: "name the key by its alias, or manage it in this stack",
  };
}
