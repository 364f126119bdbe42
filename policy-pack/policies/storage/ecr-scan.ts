/**
 * ecr-scan
 *
 * Images are scanned when they are pushed: by the repository's own setting, or by the registry's scanning rules in
 * the same account and region, whose filters cover the repository (on push, or continuously).
 *
 * Why: a known hole in an image is found before the image runs.
 *
 * Level: the stack's; the registry's rules are another resource than the repository. Registry rules replace the
 * repository's own setting (ECR guide, "Image scanning"), so a repository that they cover counts as scanned.
 *
 * Not seen: what becomes of the results, and rules of registries outside of the stack.
 */
import { contains } from "../../iam/glob";
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { inSameRegistry, judgeRepositories, repositoryName } from "./repositories";

export const ecrScan: Rule = {
  number: 91,
  name: "ecr-scan",
  title: "Images are scanned when pushed",
  description: "Every repository scans on push, or the registry's rules scan it.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Set imageScanningConfiguration.scanOnPush to true, or scan the registry by rules.",
  parameters: {},
  stack: (stack) => judgeRepositories(stack, (repository) => judgeRepository(stack, repository)),
};

const scanning = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const why = "an image with known holes runs until somebody looks";

function judgeRepository(stack: Stack, repository: StackResource): readonly Finding[] {
  const { urn, properties } = repository;
  const configuration = properties.at("imageScanningConfiguration");
  const own = configuration.at("scanOnPush").text();
  if (own.kind === "known" && own.value === "true") return [];
  const registries = stack.ofType(scanning).map((registry) => scans(registry, repository));
  if (registries.includes(true)) return [];
  const unknown = [
    ...(own.kind === "unknown" ? [own.path] : []),
    ...registries.filter((one) => typeof one === "string"),
  ];
  if (unknown.length > 0)
    return [
      {
        kind: "undetermined",
        urn,
        what: `whether images in repository ${repositoryName(repository)} are scanned is not known yet.`,
        at: unknown,
        why,
        fix: "write scanOnPush, or the registry's rules, as literals",
      },
    ];
  return [
    {
      kind: "violation",
      urn,
      what: `Images in repository ${repositoryName(repository)} are not scanned when they are pushed.`,
      at: ["imageScanningConfiguration.scanOnPush"],
      why,
      fix: "set imageScanningConfiguration.scanOnPush to true, or scan the registry by rules",
    },
  ];
}

/** Whether a registry's rules scan a repository; a text: what is not known. */
function scans(registry: StackResource, repository: StackResource): boolean | string {
  const same = inSameRegistry(registry, repository);
  if (same === false) return false;
  const rules = registry.properties.at("rules").list();
  if (rules.kind === "absent") return false;
  if (rules.kind === "unknown") return `${registry.name}.${rules.path}`;
  const answers = rules.value.map((rule) => covers(rule, repository));
  if (answers.includes(true)) return same ?? `${registry.name}, account and region`;
  const unclear = answers.find((answer) => typeof answer === "string");
  return unclear === undefined ? false : `${registry.name}.${unclear}`;
}

function covers(rule: Field, repository: StackResource): boolean | string {
  const frequency = rule.at("scanFrequency").text();
  if (frequency.kind !== "known") return frequency.path;
  if (frequency.value !== "SCAN_ON_PUSH" && frequency.value !== "CONTINUOUS_SCAN") return false;
  const filters = rule.at("repositoryFilters").list();
  if (filters.kind !== "known") return filters.path;
  const name = repository.properties.at("name").text();
  const readings = filters.value.map((filter) => filter.at("filter").text());
  const covered = readings.some(
    (reading) =>
      reading.kind === "known" &&
      // A filter also covers names that go on after it (ECR guide, "Filters").
      contains(`${reading.value}*`, name.kind === "known" ? name.value : "*") === true,
  );
  if (covered) return true;
  const unclear = [name, ...readings].find(({ kind }) => kind !== "known");
  return unclear?.kind === "unknown" ? unclear.path : false;
}
