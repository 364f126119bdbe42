import type { Subject } from "../../subject";
import type { Action, Stage } from "./declaration";
import { precedes, repeated } from "./declaration";
import { structure } from "./shape";

/** Characters of an artifact's name that CodePipeline puts into the keys of its objects. */
const keyCharacters = 10;

/** Every input is an earlier action's output, every output has one maker and a prefix of its own. */
export function judgeArtifacts(subject: Subject, stages: readonly Stage[]): void {
  const { reject } = subject;
  const actions = stages.flatMap((stage) => stage.actions);
  const outputs = actions.flatMap((action) => action.outputs);
  for (const name of repeated(outputs))
    reject(
      "artifact-name-unique",
      `two actions write the artifact '${name}'; its name is unique in a pipeline`,
      structure,
    );
  judgePrefixes(subject, [...new Set(outputs)]);
  for (const action of actions) {
    for (const name of repeated(action.inputs))
      reject(
        "artifact-input-unique",
        `action '${action.label}' reads the artifact '${name}' twice`,
        structure,
      );
    judgeIdentifiers(subject, action);
    if (actions.some(({ flowUnknown }) => flowUnknown)) continue;
    for (const name of new Set(action.inputs)) judgeInput(subject, action, name, actions);
  }
}

function judgeInput(subject: Subject, reader: Action, name: string, actions: readonly Action[]): void {
  const makers = actions.filter(({ outputs }) => outputs.includes(name));
  if (makers.length === 0)
    subject.reject(
      "artifact-flow",
      `action '${reader.label}' reads the artifact '${name}', which no action writes`,
      structure,
    );
  else if (!makers.some((maker) => precedes(maker, reader)))
    subject.reject(
      "artifact-flow",
      `action '${reader.label}' reads the artifact '${name}', which '${String(makers[0]?.label)}' has not written by then`,
      structure,
    );
}

/** CodeBuild uses the names as identifiers of its sources and artifacts. */
function judgeIdentifiers(subject: Subject, action: Action): void {
  if (action.provider !== "CodeBuild") return;
  for (const name of new Set([...action.inputs, ...action.outputs]))
    if (/^[A-Za-z0-9_-]+$/.test(name) && name.includes("-"))
      subject.reject(
        "artifact-identifier",
        `action '${action.label}' hands CodeBuild the artifact '${name}'; CodeBuild takes letters, digits and '_' only`,
        "CodeBuild API reference: ProjectSource, sourceIdentifier (aws-cdk issue 2230)",
      );
}

function judgePrefixes(subject: Subject, names: readonly string[]): void {
  names.forEach((name, index) => {
    const twin = names
      .slice(0, index)
      .find((other) => other.slice(0, keyCharacters) === name.slice(0, keyCharacters));
    if (twin !== undefined)
      subject.reject(
        "artifact-prefix",
        `the artifacts '${twin}' and '${name}' begin alike: CodePipeline shortens names to ${keyCharacters} characters in its keys, so both lie under the prefix '${name.slice(0, keyCharacters)}' and no role can be held to one of them`,
        "CodePipeline: object keys are <pipeline, 20>/<artifact, 10>/<random>",
      );
  });
}
