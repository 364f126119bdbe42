/**
 * pipeline-repo-private
 *
 * The GitLab project from which a pipeline takes its source is not public.
 *
 * Why: a public project shows everybody how production is built and deployed, and takes merge requests from
 * anybody. What is public should be so on purpose.
 *
 * Level: the stack's; the project is another resource than the pipeline. Its visibility is read as the preview
 * foresees it: stated by the program, or for an adopted project as it is.
 *
 * Not seen: a project that is not in the stack (undetermined); with `guardrails: observe` the stack that manages
 * it answers, and this is not applicable.
 *
 * Parameters: `allowPublic`: full paths of repositories that may be public (default: none).
 */
import { worldSchema } from "../../config/parameters";
import { isObserved, managedElsewhere } from "../../gitlab/guardrails";
import { projectOfPath } from "../../gitlab/named-project";
import { pipelineName } from "../../graph/pipeline";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import { valueOr } from "../../reader/reading";
import type { Rule, Setup } from "../../verdict/rule";
import { connectionSources } from "./connection-source";
import { listParameter, listSchema } from "../../config/list-parameter";

export const pipelineRepoPrivate: Rule = {
  number: 7,
  name: "pipeline-repo-private",
  title: "The source of a pipeline is not public",
  description: "The GitLab project that a pipeline takes its source from is private or internal.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    'Set visibilityLevel: "private" on the project; or list it in allowPublic, if it is public on purpose.',
  parameters: {
    ...worldSchema("project", "projectId", "guardrails"),
    allowPublic: listSchema("Full paths of repositories that are public on purpose."),
  },
  stack: (stack, setup) => {
    const sources = stack
      .ofType(tokens.pipeline)
      .flatMap((pipeline) =>
        connectionSources(pipeline).sources.map(({ repository }) => ({ pipeline, repository })),
      );
    if (sources.length === 0)
      return notApplicable("no pipeline of the stack takes a repository through a connection");
    const allowed = valueOr(listParameter(setup, "allowPublic"), []);
    const verdicts = sources.map(({ pipeline, repository }): readonly Finding[] | undefined => {
      const path = repository.text();
      if (path.kind !== "known")
        return [
          {
            kind: "undetermined",
            urn: pipeline.urn,
            what: `which repository pipeline ${pipelineName(pipeline)} takes is not known, and so whether it is public.`,
            at: [repository.path],
            why,
            fix: "write FullRepositoryId as a literal",
          },
        ];
      if (allowed.includes(path.value)) return [];
      return isObserved(path.value, setup.world)
        ? undefined
        : judgeRepository(path.value, pipeline, stack, setup);
    });
    const own = verdicts.flatMap((findings) => (findings ? [findings] : []));
    return own.length === 0 ? notApplicable(managedElsewhere) : judged(own.flat());
  },
};

const why =
  "whoever sees the project sees how production is built and deployed, and may offer it merge requests";

function judgeRepository(
  repository: string,
  pipeline: StackResource,
  stack: Stack,
  { world }: Setup,
): readonly Finding[] {
  const { resource } = projectOfPath(repository, stack, world);
  if (!resource)
    return [
      {
        kind: "undetermined",
        urn: pipeline.urn,
        what: `whether ${repository}, which pipeline ${pipelineName(pipeline)} takes, is public can't be seen, because the project is not in this stack.`,
        at: [repository],
        why,
        fix: "manage the project in this stack, or list it in allowPublic",
      },
    ];
  const field = resource.properties.at("visibilityLevel");
  const visibility = field.text();
  if (visibility.kind !== "known")
    return [
      {
        kind: "undetermined",
        urn: resource.urn,
        what: `whether ${repository} is public is not known.`,
        at: [`${resource.name}.${field.path}`],
        why,
        fix: 'state visibilityLevel: "private" on the project',
      },
    ];
  if (visibility.value !== "public") return [];
  return [
    {
      kind: "violation",
      urn: resource.urn,
      what: `Project ${repository}, which pipeline ${pipelineName(pipeline)} takes, is public.`,
      at: [field.path],
      why,
      fix: 'set visibilityLevel: "private"; or list the project in allowPublic, if it is public on purpose',
    },
  ];
}
