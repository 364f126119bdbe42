import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { connectionSources } from "../pipeline/connection-source";
import { gitTriggers } from "../pipeline/git-triggers";
import type { BelongingsOf } from "../../gitlab/belongings";
import { coverageOf } from "./branch-protections";
import type { DeliveredProject } from "./projects";
import { normal } from "../../gitlab/project-names";
import { places } from "./words";

/** Every tag of the project that starts a pipeline lies within a tag protection. */
export function judgeReleaseTags(
  project: DeliveredProject,
  belongings: BelongingsOf,
  stack: Stack,
  why: string,
): readonly Finding[] {
  const { label, urn } = project;
  const protections = belongings(project, tokens.tagProtection);
  return releaseTags(project, stack).flatMap((pattern): readonly Finding[] => {
    const { covering, unclear } = coverageOf(pattern, protections, "tag");
    if (covering.length > 0) return [];
    const about = { urn, why };
    return [
      unclear.length > 0
        ? {
            ...about,
            kind: "undetermined",
            what: `whether tags ${pattern} of ${label}, which start a pipeline, are protected can't be seen.`,
            at: places(unclear.map(({ path }) => path)),
            fix: "write project and tag of the protections as literals; where the project is a number, give projectId",
          }
        : {
            ...about,
            kind: "violation",
            what: `Tags ${pattern} of ${label} start a pipeline and are not protected.`,
            at: [tokens.tagProtection],
            fix: `add a TagProtection for ${pattern} with createAccessLevel maintainer`,
          },
    ];
  });
}

/** Patterns of tags that start a pipeline from this project. What of a trigger can't be read is row 6's. */
function releaseTags({ names }: DeliveredProject, stack: Stack): readonly string[] {
  const patterns = stack.ofType(tokens.pipeline).flatMap((pipeline) => {
    const { sources } = connectionSources(pipeline);
    const own = sources.filter(({ repository }) => {
      const path = repository.text();
      return path.kind === "known" && names.includes(normal(path.value));
    });
    if (own.length === 0) return [];
    return gitTriggers(pipeline).triggers.flatMap(({ sourceAction, refs }) => {
      const isOurs =
        sources.length === own.length ||
        sourceAction.kind !== "known" ||
        own.some(({ name }) => name === sourceAction.value);
      return isOurs ? refs.filter(({ kind }) => kind === "tag").map(({ pattern }) => pattern) : [];
    });
  });
  return [...new Set(patterns)];
}
