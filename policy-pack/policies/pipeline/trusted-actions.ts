import type { PipelineSteps, Step } from "../../graph/pipeline";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** Component of a build step that states whether it runs code of the repository: `trusted`. */
const buildStep = "delivery:index:BuildProject";

/** What AWS itself writes and nobody else chooses: the execution, and what exactly a source fetched. */
const fixedOfSource: ReadonlySet<string> = new Set(["CommitId", "VersionId", "ETag", "ImageDigest"]);

/** Where a variable comes from. */
export type Origin =
  /** Nobody chooses it. */
  | "fixed"
  /** Made by an earlier action that runs no code of the repository. */
  | "trusted"
  /** Set by whoever starts the pipeline. */
  | "caller"
  /** Made by an action that may run code of the repository, or by nobody knows what. */
  | "untrusted";

/** Where `namespace.key` comes from. Without the stack nobody can see what an action runs: untrusted. */
export function originOf(reference: string, { steps }: PipelineSteps, stack: Stack | undefined): Origin {
  const [namespace = "", key = ""] = reference.trim().split(".", 2);
  if (namespace === "variables") return "caller";
  if (namespace === "codepipeline") return key === "PipelineExecutionId" ? "fixed" : "untrusted";
  const maker = steps.find(({ field }) => {
    const own = field.at("namespace").text();
    return own.kind === "known" && own.value === namespace;
  });
  if (!maker) return "untrusted";
  const category = maker.field.at("category").text();
  if (category.kind === "known" && category.value === "Source")
    return fixedOfSource.has(key) ? "fixed" : "untrusted";
  return stack && runsOnlyItsOwn(maker, stack) ? "trusted" : "untrusted";
}

/** A build of a component that says so, whose commands stand in the project itself and not in the repository. */
function runsOnlyItsOwn({ field }: Step, stack: Stack): boolean {
  const provider = field.at("provider").text();
  const name = field.at("configuration").at("ProjectName").text();
  if (provider.kind !== "known" || provider.value !== "CodeBuild" || name.kind !== "known") return false;
  const project = stack.named(tokens.project, name.value);
  const component = project && componentOf(project);
  if (component?.type !== buildStep) return false;
  const trusted = component.properties.at("trusted").text();
  return trusted.kind === "known" && trusted.value === "true" && hasInlineBuildspec(project);
}

export function componentOf(resource: StackResource): StackResource | undefined {
  return resource.parent?.type === buildStep ? resource.parent : undefined;
}

/** A buildspec that names a file, or none at all, is taken from the repository. */
function hasInlineBuildspec(project: StackResource | undefined): boolean {
  const buildspec = project?.properties.at("source").at("buildspec").text();
  return buildspec?.kind === "known" && /[\n{]/.test(buildspec.value);
}
