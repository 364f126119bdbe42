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
import { isObserved, managedElsewhere } from "../../gitlab/guardrails";
import { pipelineName } from "../../graph/pipeline";
import { valueOr } from "../../reader/reading";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { listParameter, listSchema } from "../../config/list-parameter";
import type { StartingRef } from "./starting-refs";
import { covers, protectionOf, startingRefs } from "./starting-refs";

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
    const starts = stack.ofType(tokens.pipeline).flatMap(startingRefs);
    if (starts.length === 0) return notApplicable("no push starts a pipeline of the stack");
    const own = starts.filter(({ repository }) => !isObserved(repository ?? "", setup.world));
    if (own.length === 0) return notApplicable(managedElsewhere);
    return judged(own.flatMap((start) => judgeStart(start, stack, setup)));
  },
};

const why = "CICD-SEC-4: whoever may push there starts the release, with code that nobody reviewed";

function judgeStart(
  { pipeline, repository, ref, unknown }: StartingRef,
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
  const cover = protectionOf(ref, repository, stack, setup.world);
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
