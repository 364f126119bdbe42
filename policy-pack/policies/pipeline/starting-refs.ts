import type { Knowledge } from "../../config/knowledge";
import { belongingsIn } from "../../gitlab/belongings";
import { projectOfPath } from "../../gitlab/named-project";
import { contains } from "../../iam/glob";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { connectionSources } from "./connection-source";
import type { RefPattern } from "./git-triggers";
import { gitTriggers } from "./git-triggers";

/** Something that starts a pipeline: a pattern of a known repository, or what can't be read. */
export interface StartingRef {
  readonly pipeline: StackResource;
  readonly repository?: string;
  readonly ref?: RefPattern;
  readonly unknown: readonly string[];
}

/** What of its repositories starts a pipeline by a push. */
export function startingRefs(pipeline: StackResource): readonly StartingRef[] {
  const { sources } = connectionSources(pipeline);
  const { triggers, unknown } = gitTriggers(pipeline);
  const triggered = triggers.flatMap((trigger): readonly StartingRef[] => {
    const { sourceAction } = trigger;
    const source =
      sources.find(({ name }) => sourceAction.kind === "known" && name === sourceAction.value) ??
      (sources.length === 1 ? sources[0] : undefined);
    const repository = source?.repository.text();
    const whole = repository?.kind === "known" ? { repository: repository.value } : {};
    const hidden = trigger.unknown.map((path): StartingRef => ({ pipeline, ...whole, unknown: [path] }));
    return [...trigger.refs.map((ref): StartingRef => ({ pipeline, ...whole, ref, unknown: [] })), ...hidden];
  });
  const named = triggers.flatMap(({ sourceAction }) =>
    sourceAction.kind === "known" ? [sourceAction.value] : [],
  );
  const detected = sources
    .filter(({ name }) => !named.includes(name) && triggers.length < sources.length)
    .flatMap(({ repository, branch, detectChanges }): readonly StartingRef[] => {
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

/** Whether something is protected; the paths on which it depends. */
export type Cover =
  { readonly kind: "yes" | "no" } | { readonly kind: "unknown"; readonly paths: readonly string[] };

/** Whether a protection of the stack surely covers a branch or tag pattern of a repository. */
export function protectionOf(ref: RefPattern, repository: string, stack: Stack, world: Knowledge): Cover {
  const project = projectOfPath(repository, stack, world);
  const [type, property] =
    ref.kind === "branch" ? [tokens.branchProtection, "branch"] : [tokens.tagProtection, "tag"];
  const paths: string[] = [];
  for (const { resource: protection, sure } of belongingsIn(stack, [project])(project, type)) {
    const glob = protection.properties.at(property).text();
    const covered = glob.kind === "known" ? covers(glob.value, ref.pattern) : "maybe";
    if (covered === "no") continue;
    if (sure && covered === "yes") return { kind: "yes" };
    paths.push(`${protection.name}.${sure ? property : "project"}`);
  }
  return paths.length > 0 ? { kind: "unknown", paths } : { kind: "no" };
}

/**
 * Whether a protection's pattern, in which `*` is any text, holds all that the trigger's does. In a trigger `*`
 * may stop at a slash; taking it for any text asks for more, never for less.
 */
export function covers(protection: string, trigger: string): "yes" | "no" | "maybe" {
  if (/^\*+$/.test(protection)) return "yes";
  if (/[[\]{}!\\]/.test(trigger)) return "maybe";
  const within = contains(protection, trigger);
  return within === undefined ? "maybe" : within ? "yes" : "no";
}
