import type { Field, Reading } from "../../reader/field";
import { textsOf } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";

/** What of a repository starts a pipeline. */
export interface GitTrigger {
  readonly sourceAction: Reading<string>;
  readonly refs: readonly RefPattern[];
  /** Filters of merge requests; each starts the pipeline with code that nobody merged. */
  readonly mergeRequests: readonly Field[];
  /** Paths of what can't be read. */
  readonly unknown: readonly string[];
}

/** Branches or tags whose pushes start a pipeline. */
export interface RefPattern {
  readonly kind: "branch" | "tag";
  /** CodePipeline's glob. */
  readonly pattern: string;
  readonly path: string;
}

export interface GitTriggers {
  readonly triggers: readonly GitTrigger[];
  readonly unknown: readonly string[];
}

export function gitTriggers({ properties }: Pick<ResourceView, "properties">): GitTriggers {
  const list = properties.at("triggers").list();
  if (list.kind === "absent") return { triggers: [], unknown: [] };
  if (list.kind === "unknown") return { triggers: [], unknown: [list.path] };
  return { triggers: list.value.map((trigger) => readTrigger(trigger.at("gitConfiguration"))), unknown: [] };
}

function readTrigger(git: Field): GitTrigger {
  const unknown: string[] = [];
  const members = (field: Field): readonly Field[] => {
    const list = field.list();
    if (list.kind === "unknown") unknown.push(list.path);
    return list.kind === "known" ? list.value : [];
  };
  const mergeRequests = members(git.at("pullRequests"));
  const refs = members(git.at("pushes")).flatMap((push): readonly RefPattern[] => {
    const given = (["branch", "tag"] as const).flatMap((kind) => {
      const filter = push.at(kind === "branch" ? "branches" : "tags");
      return filter.isAbsent() ? [] : [{ kind, filter }];
    });
    // A filter of files alone, or an empty one, is for every branch.
    if (given.length === 0) return [{ kind: "branch", pattern: "*", path: push.path }];
    return given.flatMap(({ kind, filter }) => {
      const includes = filter.at("includes");
      const { texts, unknown: hidden } = textsOf(includes);
      unknown.push(...hidden);
      // What is only excluded leaves everything else.
      if (texts.length + hidden.length === 0) return [{ kind, pattern: "*", path: filter.path }];
      return texts.map((pattern) => ({ kind, pattern, path: includes.path }));
    });
  });
  return { sourceAction: git.at("sourceActionName").text(), refs, mergeRequests, unknown };
}
