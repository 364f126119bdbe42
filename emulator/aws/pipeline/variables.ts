import { quoted } from "../../judge-shape";
import type { Subject } from "../../subject";
import { holdsUnknown, textAt } from "../../tree";
import type { Action, Stage } from "./declaration";
import { precedes, repeated } from "./declaration";

const page = "CodePipeline user guide: variables";

/** What the GitLab source action hands on (its action reference, complete list). */
const sourceVariables = [
  ...["AuthorDate", "BranchName", "CommitId", "CommitMessage", "ConnectionArn", "FullRepositoryName"],
];

/** Variables whose text has a fixed length: an execution id is a UUID, a commit id 40 hex digits. */
const fixedLengths: Readonly<Record<string, number>> = { PipelineExecutionId: 36, CommitId: 40 };

/** A configuration value may have this many characters, also with its variables put in. */
const valueCharacters = 1000;

interface Reference {
  /** As it is written. */
  readonly text: string;
  readonly namespace: string;
  readonly variable: string;
}

export function referencesIn(value: string): readonly Reference[] {
  return [...value.matchAll(/#\{([^}]*)\}/g)].map(([text, inner = ""]) => {
    const dot = inner.indexOf(".");
    return { text, namespace: dot < 0 ? "" : inner.slice(0, dot), variable: inner.slice(dot + 1) };
  });
}

/** Every `#{namespace.variable}` must come from an action that is done by then, or from the pipeline itself. */
export function judgeVariables(subject: Subject, stages: readonly Stage[]): void {
  const actions = stages.flatMap((stage) => stage.actions);
  for (const namespace of repeated(actions.map((action) => action.namespace)))
    subject.reject("namespace-unique", `two actions have the namespace '${namespace}'`, page);
  for (const { label, namespace } of actions)
    if (namespace === "codepipeline" || namespace === "variables")
      subject.reject(
        "namespace-reserved",
        `action '${label}' has the namespace '${namespace}', which is CodePipeline's own`,
        page,
      );
  for (const action of actions)
    for (const [key, given] of Object.entries(action.configuration)) {
      const value = typeof given === "string" && !holdsUnknown(given) ? given : "";
      for (const reference of referencesIn(value)) judgeReference(subject, action, key, reference, actions);
      judgeLength(subject, action, key, value);
    }
}

function judgeReference(
  subject: Subject,
  action: Action,
  key: string,
  { text, namespace, variable }: Reference,
  actions: readonly Action[],
): void {
  const what = `action '${action.label}': '${key}' refers to ${quoted(text)}`;
  const say = (message: string): void => subject.reject("variable-reference", `${what}, ${message}`, page);
  if (namespace === "" || variable === "") {
    say("which is not '#{namespace.variable}'");
    return;
  }
  if (namespace === "codepipeline") {
    if (variable !== "PipelineExecutionId") say("but codepipeline has PipelineExecutionId only");
    return;
  }
  if (namespace === "variables") {
    const declared = subject.list("variables").map((given) => textAt(given, "name"));
    if (!declared.includes(variable) && !declared.includes(undefined))
      say("which the pipeline does not declare");
    return;
  }
  if (actions.some(({ flowUnknown }) => flowUnknown)) return;
  const maker = actions.find((candidate) => candidate.namespace === namespace);
  if (!maker) say("but no action has this namespace");
  else if (!precedes(maker, action))
    say(`but '${maker.label}', which has this namespace, is not done by then`);
  else if (maker.provider === "CodeStarSourceConnection" && !sourceVariables.includes(variable))
    say(`but the source action hands on ${sourceVariables.join(", ")} only`);
}

function judgeLength(subject: Subject, action: Action, key: string, value: string): void {
  if (value.length > valueCharacters) return;
  const filled = value.replace(/#\{[^}.]*\.([^}]*)\}/g, (whole: string, variable: string) =>
    "x".repeat(fixedLengths[variable] ?? whole.length),
  );
  if (filled.length > valueCharacters)
    subject.reject(
      "configuration-value",
      `action '${action.label}': '${key}' has ${filled.length} characters once its variables are put in; allowed: at most ${valueCharacters}`,
      page,
    );
}
