import type { Step } from "../../graph/pipeline";
import { readPipeline } from "../../graph/pipeline";
import type { Field } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";

/** A source action that fetches a repository through a connection. */
export interface ConnectionSource {
  readonly step: Step;
  readonly name: string;
  /** Full path of the repository. */
  readonly repository: Field;
  readonly branch: Field;
  /** Without a trigger, AWS starts the pipeline on every push to the branch unless this is `"false"`. */
  readonly detectChanges: Field;
}

export interface ConnectionSources {
  readonly sources: readonly ConnectionSource[];
  /** Paths of what may be one, and can't be read. */
  readonly unknown: readonly string[];
}

/** The provider is called so for GitLab and all others (CodePipeline guide, CodestarConnectionSource). */
const provider = "CodeStarSourceConnection";

export function connectionSources({ properties }: Pick<ResourceView, "properties">): ConnectionSources {
  const { steps, unreadable } = readPipeline(properties);
  const sources: ConnectionSource[] = [];
  const unknown = unreadable.filter(({ stage }) => stage <= 0).map(({ path }) => path);
  for (const step of steps) {
    if (step.kind === "rule") continue;
    const [category, called] = [step.field.at("category").text(), step.field.at("provider").text()];
    if (category.kind === "known" && category.value !== "Source") continue;
    if (called.kind === "known" && called.value !== provider) continue;
    // Sources stand in the first stage only; elsewhere an unknown category is another rule's business.
    if (category.kind === "unknown" && step.stage > 0) continue;
    if (category.kind !== "known" || called.kind !== "known") {
      unknown.push(...[category, called].flatMap((one) => (one.kind === "known" ? [] : [one.path])));
      continue;
    }
    const configuration = step.field.at("configuration");
    const name = step.field.at("name").text();
    sources.push({
      step,
      name: name.kind === "known" ? name.value : "",
      repository: configuration.at("FullRepositoryId"),
      branch: configuration.at("BranchName"),
      detectChanges: configuration.at("DetectChanges"),
    });
  }
  return { sources, unknown };
}
