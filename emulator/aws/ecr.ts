import { dashed } from "../autoname";
import { quoted } from "../judge-shape";
import type { Model } from "../model";
import { repositoryPolicy as kind } from "../policy/document-kind";
import { judgePolicy } from "../policy/judge-policy";
import type { Fields } from "../shape";
import { anything, flag, list, needed, object, oneOf, text } from "../shape";
import type { Subject } from "../subject";
import { tokens } from "../type-tokens";
import { judgeLifecycle } from "./ecr-lifecycle";
import { region, tags } from "./tags";

const createPage = "ECR API reference: CreateRepository";

export const repository: Model = {
  type: tokens.repository,
  source: createPage,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    name: text({
      min: 2,
      max: 256,
      matches: /^([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/,
      says: "lower-case letters and digits, parted by single . _ - or /",
      source: createPage,
    }),
    imageTagMutability: oneOf(
      ["MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"],
      createPage,
    ),
    imageTagMutabilityExclusionFilters: list(
      object({
        filter: needed(text({ min: 1, max: 128 })),
        filterType: needed(oneOf(["WILDCARD"], createPage)),
      }),
    ),
    imageScanningConfiguration: object({ scanOnPush: needed(flag) }),
    encryptionConfigurations: list(
      object({
        encryptionType: oneOf(["AES256", "KMS", "KMS_DSSE"], createPage),
        kmsKey: text({ min: 1, max: 2048 }),
      }),
      { max: 1, source: createPage },
    ),
    forceDelete: flag,
  },
  autoname: { input: "name", make: (name, suffix) => dashed(name.toLowerCase(), suffix) },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => {
    const by = "encryptionConfigurations.0";
    if (subject.isGiven(`${by}.kmsKey`) && subject.choice(`${by}.encryptionType`, "AES256") === "AES256")
      subject.reject("encryption-key", "'kmsKey' is given without 'encryptionType' KMS");
    const filters = subject.list("imageTagMutabilityExclusionFilters").length;
    if (filters > 0 && subject.choice("imageTagMutability", "MUTABLE")?.endsWith("_WITH_EXCLUSION") === false)
      subject.reject(
        "tag-mutability",
        "'imageTagMutabilityExclusionFilters' needs an 'imageTagMutability' that ends in _WITH_EXCLUSION",
      );
  },
  compute: (subject, name) => ({
    id: name,
    outputs: {
      arn: subject.arn("ecr", `repository/${name}`),
      registryId: subject.account,
      repositoryUrl: `${subject.account}.dkr.ecr.${subject.region}.amazonaws.com/${name}`,
    },
  }),
};

export const repositoryPolicy = companion(
  "RepositoryPolicy",
  "ECR API reference: SetRepositoryPolicy",
  (subject) => void judgePolicy(subject, "policy", kind),
);

export const lifecyclePolicy = companion(
  "LifecyclePolicy",
  "ECR user guide: lifecycle policy properties",
  judgeLifecycle,
);

function companion(name: string, source: string, check: (subject: Subject) => void): Model {
  const inputs: Fields = { repository: needed(text({ min: 1 })), policy: needed(anything) };
  return {
    type: `aws:ecr/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
    source,
    scope: "region",
    inputs: { ...region, ...inputs },
    physicalName: (subject) => subject.text("repository"),
    check: (subject) => {
      const repositoryName = subject.text("repository");
      if (
        repositoryName !== undefined &&
        !subject.world.named(tokens.repository, subject.site, repositoryName)
      )
        subject.reject(
          "repository-exists",
          `repository ${quoted(repositoryName)} does not exist in account ${subject.account}, region ${subject.region}`,
        );
      check(subject);
    },
    compute: (subject, id) => ({ id, outputs: { registryId: subject.account } }),
  };
}
