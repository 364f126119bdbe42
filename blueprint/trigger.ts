import type { Settings } from "./settings";
import { actionNames } from "./stage-names";

/** The one declared trigger of the pipeline; absent when only GitLab CI or a person starts it. */
export interface TriggerPlan {
  readonly sourceAction: string;
  readonly push:
    | { readonly branches: readonly string[]; readonly paths: readonly string[] }
    | { readonly tags: readonly string[] };
}

/** Merge requests never start this pipeline: it holds identities that deploy. */
export function triggerOf({ trigger }: Settings): TriggerPlan | undefined {
  switch (trigger.on) {
    case "push":
      return {
        sourceAction: actionNames.source,
        push: { branches: trigger.branches, paths: trigger.paths },
      };
    case "tag":
      return { sourceAction: actionNames.source, push: { tags: trigger.tags } };
    case "gitlab-ci":
    case "manual":
      return undefined;
    default:
      return trigger satisfies never;
  }
}
