import { parse } from "yaml";
import type { Subject } from "../subject";
import type { Branch, Tree } from "../tree";
import { at, isBranch, isMissing, textAt, textsAt } from "../tree";

const page = "CodeBuild user guide: build specification reference";

export interface Buildspec {
  /** Variables that later actions may refer to. */
  readonly exported: readonly string[];
}

/** The inline buildspec of a project; undefined where it has none, or it is not known. */
export function buildspecOf(project: Branch | undefined): Buildspec | undefined {
  const tree = treeOf(textAt(project, "source.buildspec"));
  return isBranch(tree) ? { exported: textsAt(tree, "env.exported-variables") } : undefined;
}

export function judgeBuildspec(subject: Subject): void {
  const text = subject.text("source.buildspec");
  if (text === undefined || !isInline(text)) return;
  const say = (message: string): void => subject.reject("buildspec", `'source.buildspec' ${message}`, page);
  const tree = treeOf(text);
  if (!isBranch(tree)) {
    say("is not a YAML document with 'version' and 'phases'");
    return;
  }
  if (!["0.1", "0.2"].includes(textAt(tree, "version") ?? "")) say("needs 'version' 0.1 or 0.2");
  if (isMissing(at(tree, "phases"))) say("has no 'phases'");
  const phases = at(tree, "phases");
  for (const phase of isBranch(phases) ? Object.keys(phases) : [])
    if (!["install", "pre_build", "build", "post_build"].includes(phase))
      say(`has the phase '${phase}'; allowed: install, pre_build, build, post_build`);
}

/** A file name stands on one line; a buildspec never does, unless it is JSON. */
function isInline(text: string): boolean {
  return text.includes("\n") || text.trimStart().startsWith("{");
}

function treeOf(text: string | undefined): Tree | undefined {
  if (text === undefined || !isInline(text)) return undefined;
  try {
    return parse(text) as Tree;
  } catch {
    return undefined;
  }
}
