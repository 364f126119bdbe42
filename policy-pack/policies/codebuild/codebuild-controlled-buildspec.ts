/**
 * codebuild-controlled-buildspec
 *
 * A project that can change production or is given secrets takes its commands from a place that the authors of
 * the code don't write to: a buildspec that stands in the project, or an object in S3 that its ARN names, never
 * a file of the source. The same holds for what a pipeline's action puts in its place (`BuildspecOverride`).
 * A project without such power may use a file of its repository.
 *
 * Why: OWASP CICD-SEC-4, poisoned pipeline execution. Whoever can push a branch that is built chooses the
 * commands, and so gets the role and the secrets of the build.
 *
 * Level: both. A project that is given secrets by variables of type SECRETS_MANAGER or PARAMETER_STORE shows it
 * alone, so that it is stopped at `up`; what its roles may do is known of the stack. Secrets: what the role may
 * read from Secrets Manager.
 *
 * Not seen: what an inline buildspec runs (`npm test` is the repository's again), and who may write the object
 * in S3. Parameters of SSM that a role may read don't count as secrets: most are none.
 *
 * Parameters: `prodAccounts` (default: targets of the environments of kind production).
 */
import { worldSchema } from "../../config/parameters";
import { readPipeline } from "../../graph/pipeline";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { BuildspecPlace } from "./buildspec";
import { buildspecPlace } from "./buildspec";
import { nameOf } from "./project";
import { powerOf, secretVariable } from "./project-power";

export const codebuildControlledBuildspec: Rule = {
  number: 29,
  name: "codebuild-controlled-buildspec",
  title: "Builds with power take no commands from the repository",
  description:
    "A project that can change production or read secrets has an inline buildspec or one in S3, not a file of its source.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Put the buildspec into the project, or into a bucket that authors of the code can't write to and name it by its ARN.",
  parameters: worldSchema("prodAccounts"),
  types: [tokens.project],
  resource: (project) => {
    const variable = secretVariable(project);
    const place = placeOf(project);
    if (variable === undefined || place.kind !== "file") return judged([]);
    return judged([fromFile(project, place, "is given secrets", [`variable ${variable}`])]);
  },
  stack: (stack, setup) => {
    const projects = stack.ofType(tokens.project);
    if (projects.length === 0) return notApplicable("the stack has no build project");
    return judged([
      ...projects.flatMap((project) => judgeProject(project, stack, setup)),
      ...stack.ofType(tokens.pipeline).flatMap((pipeline) => judgeOverrides(pipeline, stack, setup)),
    ]);
  },
};

const why =
  "CICD-SEC-4: whoever can push what is built chooses the commands, and gets the role and the secrets of the build";

/** Without a source there is no file, so what is missing there fails by itself. */
function placeOf({ properties }: ResourceView): BuildspecPlace {
  const type = properties.at("source").at("type").text();
  const place = buildspecPlace(properties.at("source").at("buildspec"));
  return type.kind === "known" && type.value === "NO_SOURCE" && place.kind === "file"
    ? { kind: "controlled" }
    : place;
}

function fromFile(
  project: ResourceView,
  place: BuildspecPlace & { readonly kind: "file" },
  words: string,
  way: readonly string[],
): Finding {
  return {
    kind: "violation",
    urn: project.urn,
    what: `Build project ${nameOf(project)} ${words}, and takes its commands from ${place.file} of its source.`,
    way,
    at: ["source.buildspec"],
    why,
    fix: "write the buildspec as text in source.buildspec, or name an object in S3 by its ARN",
  };
}

function judgeProject(project: StackResource, stack: Stack, setup: Setup): readonly Finding[] {
  const place = placeOf(project);
  if (place.kind === "controlled") return [];
  // Said of the resource.
  if (place.kind === "file" && secretVariable(project) !== undefined) return [];
  const power = powerOf(project, stack, setup);
  if (power.kind === "none") return [];
  if (place.kind === "file" && power.kind === "some")
    return [fromFile(project, place, power.words, power.way)];
  return [
    {
      kind: "undetermined",
      urn: project.urn,
      what:
        power.kind === "some"
          ? `build project ${nameOf(project)} ${power.words}, and where its commands come from is not known yet.`
          : `build project ${nameOf(project)} takes its commands from ${place.kind === "file" ? `${place.file} of its source` : "a place that is not known yet"}, and whether it has power to misuse can't be seen.`,
      at: [
        ...(place.kind === "unknown" ? [place.path] : ["source.buildspec"]),
        ...(power.kind === "unknown" ? power.paths : []),
      ],
      why,
      fix: "write the buildspec as text in source.buildspec; or keep the project's role and its policies in this stack, built from names",
    },
  ];
}

function judgeOverrides(pipeline: StackResource, stack: Stack, setup: Setup): readonly Finding[] {
  return readPipeline(pipeline.properties).steps.flatMap((step): readonly Finding[] => {
    const configuration = step.field.at("configuration");
    const override = configuration.at("BuildspecOverride");
    const name = configuration.at("ProjectName").text();
    if (override.isAbsent() || name.kind !== "known") return [];
    const place = buildspecPlace(override);
    const project = stack.named(tokens.project, name.value);
    if (place.kind === "controlled" || !project) return [];
    const power = powerOf(project, stack, setup);
    if (power.kind === "none") return [];
    const certain = place.kind === "file" && power.kind === "some";
    const from = place.kind === "file" ? `${place.file} of the source` : "a place that is not known yet";
    return [
      {
        kind: certain ? "violation" : "undetermined",
        urn: pipeline.urn,
        what: certain
          ? `Build project ${name.value} ${power.words}, and ${step.label} of pipeline ${nameOf(pipeline)} lets it take its commands from ${from}.`
          : `${step.label} of pipeline ${nameOf(pipeline)} lets build project ${name.value} take its commands from ${from}, and whether that gives somebody power can't be seen.`,
        ...(power.kind === "some" ? { way: power.way } : {}),
        at: [override.path, ...(power.kind === "unknown" ? power.paths : [])],
        why,
        fix: "remove BuildspecOverride, or write the buildspec there as text",
      },
    ];
  });
}
