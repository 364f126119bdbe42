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
import { capitalized } from "../../verdict/sentence";
import { listed, shortened } from "../../verdict/shortened";
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
    ...judgeVariables(
      membersOf(properties.at("environment").at("environmentVariables")),
      owner,
      resource.urn,
      patterns,
    ),
    ...sourcesOf(properties).flatMap((source) => judgeBuildspec(source.at("buildspec"), owner, resource.urn)),
  ];
}

function ofPipeline(resource: ResourceView, patterns: readonly string[]): readonly Finding[] {
  return readPipeline(resource.properties).steps.flatMap((step) => {
    const configuration = step.field.at("configuration");
    const owner = `${step.label} of pipeline ${nameOf(resource)}`;
    return [
      ...judgeVariables(
        membersOf(configuration.at("EnvironmentVariables").json()),
        owner,
        resource.urn,
        patterns,
      ),
      ...judgeBuildspec(configuration.at("BuildspecOverride"), owner, resource.urn),
    ];
  });
}

/** Each variable that holds a secret, and all that can't be seen together. */
function judgeVariables(
  variables: readonly Field[],
  owner: string,
  urn: string,
  patterns: readonly string[],
): readonly Finding[] {
  const judgedOnes = variables.map((variable) => judgeVariable(variable, patterns));
  const hidden = judgedOnes.flatMap((one) => (one.kind === "hidden" ? [one] : []));
  const paths = hidden.flatMap((one) => one.paths);
  return [
    ...judgedOnes.flatMap((one): readonly Finding[] => {
      if (one.kind !== "secret") return [];
      const what = `${capitalized(one.label)} of ${owner} holds ${one.what} in clear text.`;
      return [{ kind: "violation", urn, what, at: [one.path], why, fix }];
    }),
    ...(hidden.length === 0
      ? []
      : [
          {
            kind: "undetermined" as const,
            urn,
            what: `whether ${listed(hidden.map(({ label }) => label))} of ${owner} ${hidden.length === 1 ? "holds a secret" : "hold secrets"} in clear text can't be seen.`,
            at: paths.length > 10 ? [...paths.slice(0, 10), `and ${paths.length - 10} more`] : paths,
            why,
            fix: "write name, type and value as literals or from names; a secret belongs into Secrets Manager, named by type SECRETS_MANAGER",
          },
        ]),
  ];
}

type Variable =
  | { readonly kind: "fine" }
  | { readonly kind: "secret"; readonly label: string; readonly what: string; readonly path: string }
  | { readonly kind: "hidden"; readonly label: string; readonly paths: readonly string[] };

function judgeVariable(variable: Field, patterns: readonly string[]): Variable {
  const [type, name, value] = [
    variable.at("type").text(),
    variable.at("name").text(),
    variable.at("value").text(),
  ];
  if (type.kind === "known" && type.value !== "PLAINTEXT") return { kind: "fine" };
  const label = called(name);
  const shape = value.kind === "known" ? secretShape(value.value) : undefined;
  const byName =
    name.kind === "known" &&
    isSecretName(name.value, patterns) &&
    value.kind === "known" &&
    !isReference(value.value);
  if (type.kind !== "unknown" && (shape !== undefined || byName))
    return { kind: "secret", label, what: shape ?? "a secret, by its name,", path: variable.path };
  const paths = [type, name, value].flatMap((reading) => (reading.kind === "unknown" ? [reading.path] : []));
  return paths.length === 0 ? { kind: "fine" } : { kind: "hidden", label, paths: [...new Set(paths)] };
}

function called(name: Reading<string>): string {
  return name.kind === "known" ? `variable ${shortened(name.value)}` : "a variable whose name is not known";
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
