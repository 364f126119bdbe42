/**
 * pipeline-source-pinned
 *
 * A source action with a connection names one repository and one branch as literals, both from the allow-lists.
 *
 * Why: OWASP CICD-SEC-1 and CICD-SEC-4. A connection can read every repository of the GitLab user who made it.
 * What the source fetches is what is built and deployed, so a variable, another repository or an unprotected
 * branch lets others decide what that is.
 *
 * Level: the resource's; the pipeline's own inputs say it all.
 *
 * Parameters: `allowedRepos` (default: the project of the settings), `releaseBranches` (default: the branch of
 * the settings).
 */
import { worldSchema } from "../../config/parameters";
import type { Field, Reading } from "../../reader/field";
import { pipelineName } from "../../graph/pipeline";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import type { ConnectionSource } from "./connection-source";
import { connectionSources } from "./connection-source";

export const pipelineSourcePinned: Rule = {
  number: 4,
  name: "pipeline-source-pinned",
  title: "A pipeline takes one repository and one branch",
  description:
    "Every source action with a connection names a repository and a branch as literals from the allow-lists.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Write FullRepositoryId and BranchName as literals of the allow-lists; or add them there, if they are yours to release.",
  parameters: worldSchema("allowedRepos", "releaseBranches"),
  types: [tokens.pipeline],
  resource: (pipeline, { world }) => {
    const { sources, unknown } = connectionSources(pipeline);
    if (sources.length + unknown.length === 0)
      return notApplicable("the pipeline has no source with a connection");
    const own = { urn: pipeline.urn, name: pipelineName(pipeline) };
    return judged([
      ...unknown.map((path): Finding => ({
        kind: "undetermined",
        urn: own.urn,
        what: `a source of pipeline ${own.name} is not known.`,
        at: [path],
        why,
        fix: "write category and provider of the source as literals",
      })),
      ...sources.flatMap((source) => [
        ...judgeValue(own, source, {
          field: source.repository,
          key: "FullRepositoryId",
          noun: "repository",
          parameter: "allowedRepos",
          allowed: world.allowedRepos,
        }),
        ...judgeValue(own, source, {
          field: source.branch,
          key: "BranchName",
          noun: "branch",
          parameter: "releaseBranches",
          allowed: world.releaseBranches,
        }),
      ]),
    ]);
  },
};

const why =
  "CICD-SEC-1, CICD-SEC-4: what the source fetches is built and deployed, and a connection can fetch whatever its GitLab user sees";

interface Pinned {
  readonly field: Field;
  readonly key: string;
  readonly noun: "repository" | "branch";
  readonly parameter: string;
  readonly allowed: Reading<readonly string[]>;
}

function judgeValue(
  { urn, name }: { readonly urn: string; readonly name: string },
  { step }: ConnectionSource,
  { field, key, noun, parameter, allowed }: Pinned,
): readonly Finding[] {
  const text = field.text();
  const of = `${step.label} of pipeline ${name}`;
  const own = { urn, at: [field.path], why };
  if (text.kind === "absent")
    return [{ ...own, kind: "violation", what: `${capitalized(of)} names no ${noun}.`, fix: `set ${key}` }];
  if (text.kind === "unknown")
    return [
      {
        ...own,
        kind: "undetermined",
        what: `which ${noun} ${of} takes is not known.`,
        fix: `write ${key} as a literal`,
      },
    ];
  if (text.value.includes("#{"))
    return [
      {
        ...own,
        kind: "violation",
        what: `${capitalized(of)} takes its ${noun} from a variable, which whoever starts the pipeline sets.`,
        fix: `write ${key} as a literal`,
      },
    ];
  if (allowed.kind !== "known")
    return [
      {
        ...own,
        kind: "undetermined",
        what: `whether ${of} may take ${noun} ${text.value} is not known, because nobody says which are allowed.`,
        at: [field.path, allowed.path],
        fix: `give this policy's config ${parameter}, or the stack the settings delivery:gitlab`,
      },
    ];
  if (allowed.value.includes(text.value)) return [];
  return [
    {
      ...own,
      kind: "violation",
      what: `${capitalized(of)} takes ${noun} ${text.value}, which is not an allowed one.`,
      fix: `take one of ${allowed.value.join(", ") || "none"}, or add it to ${parameter}`,
    },
  ];
}
