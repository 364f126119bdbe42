/**
 * codebuild-no-plaintext-secrets
 *
 * No secret stands in clear text where a build is described: no environment variable of type PLAINTEXT (the
 * type of one that names none) has the name of a secret or a value in the shape of a credential, neither in a
 * project nor in the pipeline's action that runs it, and no inline buildspec holds such a value. A variable
 * that says where the secret is (`…_ARN`, `…_NAME`, an ARN as value) is no secret.
 *
 * Why: OWASP CICD-SEC-6, insufficient credential hygiene. Whoever may look at a project, a build or the
 * stack's state reads such a variable; it is in every preview, and in every log that prints the environment.
 *
 * Level: the resource's, so that the secret is stopped before it is written down in AWS.
 *
 * Not seen: a secret without the name or the shape of one. A value that is not known yet is undetermined.
 *
 * Parameters: `namePatterns`: globs of names, beside those that are always looked for (default: none).
 */
import { readPipeline } from "../../graph/pipeline";
import { textsOf } from "../../reader/field";
import type { Field, Reading } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { membersOf, nameOf, sourcesOf } from "./project";
import { isReference, isSecretName, secretNames, secretShape } from "./secret-shapes";

export const codebuildNoPlaintextSecrets: Rule = {
  number: 22,
  name: "codebuild-no-plaintext-secrets",
  title: "No secret stands in clear text in a build",
  description:
    "No PLAINTEXT environment variable of a build has a secret's name or a credential's shape, and no inline buildspec holds one.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Put the secret into Secrets Manager, name it by a variable of type SECRETS_MANAGER, and replace the one that was written down.",
  parameters: {
    namePatterns: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "Globs of names of variables that hold secrets, in any letter case, beside those that are always looked for.",
    },
  },
  types: [tokens.project, tokens.pipeline],
  resource: (resource, { parameters }) => {
    const patterns = [...secretNames, ...textsOf(parameters.at("namePatterns")).texts];
    return judged(
      resource.type === tokens.pipeline ? ofPipeline(resource, patterns) : ofProject(resource, patterns),
    );
  },
};

const why =
  "CICD-SEC-6: whoever may look at the project, a build or the state reads it, and it is in every preview";
const fix =
  "keep the secret in Secrets Manager and name it by a variable of type SECRETS_MANAGER; replace one that was written down already";

function ofProject(resource: ResourceView, patterns: readonly string[]): readonly Finding[] {
  const { properties } = resource;
  const owner = `build project ${nameOf(resource)}`;
  return [
    ...membersOf(properties.at("environment").at("environmentVariables")).flatMap((variable) =>
      judgeVariable(variable, owner, resource.urn, patterns),
    ),
    ...sourcesOf(properties).flatMap((source) => judgeBuildspec(source.at("buildspec"), owner, resource.urn)),
  ];
}

function ofPipeline(resource: ResourceView, patterns: readonly string[]): readonly Finding[] {
  return readPipeline(resource.properties).steps.flatMap((step) => {
    const configuration = step.field.at("configuration");
    const owner = `${step.label} of pipeline ${nameOf(resource)}`;
    return [
      ...membersOf(configuration.at("EnvironmentVariables").json()).flatMap((variable) =>
        judgeVariable(variable, owner, resource.urn, patterns),
      ),
      ...judgeBuildspec(configuration.at("BuildspecOverride"), owner, resource.urn),
    ];
  });
}

function judgeVariable(
  variable: Field,
  owner: string,
  urn: string,
  patterns: readonly string[],
): readonly Finding[] {
  const type = variable.at("type").text();
  if (type.kind === "known" && type.value !== "PLAINTEXT") return [];
  const name = variable.at("name").text();
  const value = variable.at("value").text();
  const about = { urn, at: [variable.path], why };
  const shape = value.kind === "known" ? secretShape(value.value) : undefined;
  const byName =
    name.kind === "known" &&
    isSecretName(name.value, patterns) &&
    value.kind === "known" &&
    !isReference(value.value);
  if (type.kind !== "unknown" && (shape !== undefined || byName))
    return [
      {
        ...about,
        kind: "violation",
        what: `${called(name).replace(/^[av]/, (first) => first.toUpperCase())} of ${owner} holds ${shape ?? "a secret, by its name,"} in clear text.`,
        fix,
      },
    ];
  const unseen = [type, name, value].flatMap((reading) => (reading.kind === "unknown" ? [reading.path] : []));
  if (unseen.length === 0) return [];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether ${called(name)} of ${owner} holds a secret in clear text can't be seen.`,
      at: unseen,
      fix: "write name, type and value as literals or from names; a secret belongs into Secrets Manager, named by type SECRETS_MANAGER",
    },
  ];
}

function called(name: Reading<string>): string {
  return name.kind === "known" ? `variable ${name.value}` : "a variable whose name is not known";
}

/** A buildspec that is not known yet is no variable; codebuild-controlled-buildspec speaks of it. */
function judgeBuildspec(buildspec: Field, owner: string, urn: string): readonly Finding[] {
  const text = buildspec.text();
  const shape = text.kind === "known" ? secretShape(text.value) : undefined;
  if (shape === undefined) return [];
  return [
    {
      kind: "violation",
      urn,
      what: `The buildspec of ${owner} holds ${shape} in clear text.`,
      at: [buildspec.path],
      why,
      fix: "name the secret under env/secrets-manager of the buildspec; replace the one that was written down",
    },
  ];
}
