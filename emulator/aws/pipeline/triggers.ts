import { quoted } from "../../judge-shape";
import type { Subject } from "../../subject";
import type { Branch } from "../../tree";
import { at, branchAt, holdsUnknown, isGiven, isMissing, listAt, textAt } from "../../tree";
import type { Stage } from "./declaration";
import { repeated } from "./declaration";

const page = "CodePipeline user guide: pipelines-triggers and pipelines-filter";

/** One trigger a source action, by its exact name; filters in the combinations that CodePipeline knows. */
export function judgeTriggers(subject: Subject, stages: readonly Stage[]): void {
  const sources = (stages[0]?.actions ?? []).filter(
    ({ provider }) => provider === "CodeStarSourceConnection",
  );
  const known = !stages
    .flatMap(({ actions }) => actions)
    .some(({ name, provider }) => name === undefined || provider === undefined);
  const names = subject
    .list("triggers")
    .map((trigger) => textAt(trigger, "gitConfiguration.sourceActionName"));
  for (const name of repeated(names))
    subject.reject(
      "trigger-unique",
      `two triggers name the source action '${name}'; a source action has one`,
      page,
    );
  for (const name of new Set(names))
    if (known && name !== undefined && !sources.some((source) => source.name === name))
      subject.reject(
        "trigger-source",
        `a trigger names the source action ${quoted(name)}; the pipeline has ${sources.map((source) => quoted(source.name ?? "?")).join(", ") || "no CodeStarSourceConnection action"}, and case counts`,
        "CodePipeline: triggers for a connection must reference a CodeStarSourceConnection action (aws-cdk issue 28694)",
      );
  subject.list("triggers").forEach((_, index) => judgeFilters(subject, index));
}

function judgeFilters(subject: Subject, trigger: number): void {
  const path = `triggers[${trigger}].gitConfiguration`;
  const git = branchAt(subject.inputs, `triggers.${trigger}.gitConfiguration`);
  listAt(git, "pushes").forEach((_, index) => {
    const filter = branchAt(git, `pushes.${index}`);
    const where = `${path}.pushes[${index}]`;
    if (has(filter, "tags") && (has(filter, "branches") || has(filter, "filePaths")))
      subject.reject(
        "trigger-filter",
        `'${where}' filters tags together with branches or paths; a push is one or the other`,
        page,
      );
    if (has(filter, "filePaths") && isMissing(filter["branches"]) && isMissing(filter["tags"]))
      subject.reject("trigger-filter", `'${where}' filters paths without branches`, page);
    judgeEmpty(subject, filter, where);
  });
  listAt(git, "pullRequests").forEach((given, index) => {
    const filter = branchAt(git, `pullRequests.${index}`);
    const where = `${path}.pullRequests[${index}]`;
    if (isMissing(at(given, "branches")))
      subject.reject(
        "trigger-filter",
        `'${where}' has no branches; a pull request is filtered by its target branch`,
        page,
      );
    judgeEmpty(subject, filter, where);
  });
}

function has(filter: Branch, key: string): boolean {
  return isGiven(at(filter, key));
}

function judgeEmpty(subject: Subject, filter: Branch, where: string): void {
  for (const key of ["branches", "filePaths", "tags"]) {
    if (!has(filter, key) || holdsUnknown(filter[key])) continue;
    const count = listAt(filter, `${key}.includes`).length + listAt(filter, `${key}.excludes`).length;
    if (count === 0)
      subject.reject("trigger-filter", `'${where}.${key}' has neither includes nor excludes`, page);
  }
}
