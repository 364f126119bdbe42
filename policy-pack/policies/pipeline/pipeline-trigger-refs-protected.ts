/**
 * pipeline-trigger-refs-protected
 *
 * Every branch or tag whose push starts a pipeline is protected in GitLab: each pattern of the trigger lies
 * within a branch or tag protection of the stack. A source without a trigger is started by every push to its
 * branch, unless it says DetectChanges "false".
 *
 * Why: OWASP CICD-SEC-4. Where a branch or tag is not protected, whoever may push starts the release with code
 * that nobody reviewed.
 *
 * Level: the stack's; trigger and protection are different resources. What a protection allows is judged by the
 * policies about GitLab.
 *
 * Not seen: protections that another stack makes. With `guardrails: observe` it answers for them, and this is
 * not applicable; else list their patterns in `externallyProtected`. Patterns with braces or classes can't be
 * compared: undetermined, unless everything is protected.
 *
 * Parameters: `externallyProtected` (default: none), `project`, `projectId`, `guardrails`.
 */
import { worldSchema } from "../../config/parameters";
import { pipelineName } from "../../graph/pipeline";
import { contains } from "../../iam/glob";
import { valueOr } from "../../reader/reading";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { connectionSources } from "./connection-source";
import type { RefPattern } from "./git-triggers";
import { gitTriggers } from "./git-triggers";
import { listParameter, listSchema } from "../../config/list-parameter";
import { belongsTo, isManagedElsewhere, sourceProject } from "./source-project";

export const pipelineTriggerRefsProtected: Rule = {
  number: 6,
  name: "pipeline-trigger-refs-protected",
  title: "What starts a pipeline is protected in GitLab",
  description:
    "Every branch or tag pattern that starts a pipeline lies within a GitLab branch or tag protection.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Protect the branch or tag in GitLab (BranchProtection, TagProtection), or narrow the trigger to what is protected.",
  parameters: {
    ...worldSchema("project", "projectId", "guardrails"),
    externallyProtected: listSchema("Patterns of branches and tags that are protected outside of the stack."),
  },
  stack: (stack, setup) => {
    const starts = stack.ofType(tokens.pipeline).flatMap(startsOf);
    if (starts.length === 0) return notApplicable("no push starts a pipeline of the stack");
    const own = starts.filter(({ repository }) => !isManagedElsewhere(repository ?? "", setup.world));
    if (own.length === 0)
      return notApplicable("another stack manages the guard-rails of the project (guardrails: observe)");
    return judged(own.flatMap((start) => judgeStart(start, stack, setup)));
  },
};

const why = "CICD-SEC-4: whoever may push there starts the release, with code that nobody reviewed";

/** Something that starts a pipeline: a pattern of a known repository, or what can't be read. */
interface Start {
  readonly pipeline: StackResource;
  readonly repository?: string;
  readonly ref?: RefPattern;
  readonly unknown: readonly string[];
}

function startsOf(pipeline: StackResource): readonly Start[] {
  const { sources } = connectionSources(pipeline);
  const { triggers, unknown } = gitTriggers(pipeline);
  const triggered = triggers.flatMap((trigger): readonly Start[] => {
    const { sourceAction } = trigger;
    const source =
      sources.find(({ name }) => sourceAction.kind === "known" && name === sourceAction.value) ??
      (sources.length === 1 ? sources[0] : undefined);
    const repository = source?.repository.text();
    const whole = repository?.kind === "known" ? { repository: repository.value } : {};
    const hidden = trigger.unknown.map((path): Start => ({ pipeline, ...whole, unknown: [path] }));
    return [...trigger.refs.map((ref): Start => ({ pipeline, ...whole, ref, unknown: [] })), ...hidden];
  });
  const named = triggers.flatMap(({ sourceAction }) =>
    sourceAction.kind === "known" ? [sourceAction.value] : [],
  );
  const detected = sources
    .filter(({ name }) => !named.includes(name) && triggers.length < sources.length)
    .flatMap(({ repository, branch, detectChanges }): readonly Start[] => {
      const detects = detectChanges.text();
      if (detects.kind === "known" && detects.value.toLowerCase() === "false") return [];
      const of = repository.text();
      const pattern = branch.text();
      const whole = of.kind === "known" ? { repository: of.value } : {};
      if (pattern.kind !== "known") return [{ pipeline, ...whole, unknown: [branch.path] }];
      return [
        {
          pipeline,
          ...whole,
          ref: { kind: "branch", pattern: pattern.value, path: branch.path },
          unknown: [],
        },
      ];
    });
  return [
    ...triggered,
    ...(unknown.length === 0 ? detected : []),
    ...unknown.map((path) => ({ pipeline, unknown: [path] })),
  ];
}

function judgeStart(
  { pipeline, repository, ref, unknown }: Start,
  stack: Stack,
  setup: Setup,
): readonly Finding[] {
  const name = pipelineName(pipeline);
  const own = { urn: pipeline.urn, why };
  if (!ref)
    return [
      {
        ...own,
        kind: "undetermined",
        what: `what starts pipeline ${name} is not known.`,
        at: unknown,
        fix: "write triggers and branches as literals",
      },
    ];
  const outside = listParameter(setup, "externallyProtected");
  if (valueOr(outside, []).some((glob) => covers(glob, ref.pattern) === "yes")) return [];
  const started = `${ref.kind} ${ref.pattern}`;
  if (repository === undefined)
    return [
      {
        ...own,
        kind: "undetermined",
        what: `whether ${started}, which starts pipeline ${name}, is protected can't be seen, because its repository is not known.`,
        at: [ref.path],
        fix: "write FullRepositoryId of the source action, and the trigger's sourceActionName, as literals",
      },
    ];
  const cover = protectionOf(ref, repository, stack, setup);
  if (cover.kind === "yes") return [];
  if (cover.kind === "unknown")
    return [
      {
        ...own,
        kind: "undetermined",
        what: `whether ${started} of ${repository}, which starts pipeline ${name}, is protected can't be seen.`,
        at: [ref.path, ...cover.paths],
        fix: "write the project and the patterns of protections as literals; where the project is named by number, give projectId",
      },
    ];
  return [
    {
      ...own,
      kind: "violation",
      what: `A push to ${started} of ${repository} starts pipeline ${name}, and no protection covers it.`,
      at: [ref.path],
      fix: `protect ${started} in GitLab with a resource of this stack, narrow the trigger, or list the pattern in externallyProtected`,
    },
  ];
}

type Cover =
  { readonly kind: "yes" | "no" } | { readonly kind: "unknown"; readonly paths: readonly string[] };

function protectionOf(ref: RefPattern, repository: string, stack: Stack, { world }: Setup): Cover {
  const project = sourceProject(repository, stack, world);
  const [type, property] =
    ref.kind === "branch" ? [tokens.branchProtection, "branch"] : [tokens.tagProtection, "tag"];
  const paths: string[] = [];
  for (const protection of stack.ofType(type)) {
    const owner = belongsTo(protection, project);
    if (owner === "no") continue;
    const glob = protection.properties.at(property).text();
    const covered = glob.kind === "known" ? covers(glob.value, ref.pattern) : "maybe";
    if (covered === "no") continue;
    if (owner === "yes" && covered === "yes") return { kind: "yes" };
    paths.push(`${protection.name}.${owner === "yes" ? property : "project"}`);
  }
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "no" };
}

/**
 * Whether a protection's pattern, in which `*` is any text, holds all that the trigger's does. In a trigger `*`
 * may stop at a slash; taking it for any text asks for more, never for less.
 */
function covers(protection: string, trigger: string): "yes" | "no" | "maybe" {
  if (/^\*+$/.test(protection)) return "yes";
  if (/[[\]{}!\\]/.test(trigger)) return "maybe";
  const within = contains(protection, trigger);
  return within === undefined ? "maybe" : within ? "yes" : "no";
}
