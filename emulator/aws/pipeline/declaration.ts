import type { Subject } from "../../subject";
import type { Branch, Tree } from "../../tree";
import { at, branchAt, holdsUnknown, isBranch, listAt, textAt, textsAt, UNKNOWN } from "../../tree";

/** An action as the pipeline declares it; what is not known yet is undefined or left out. */
export interface Action {
  /** How messages name it: `stage/action`. */
  readonly label: string;
  readonly stage: number;
  readonly name: string | undefined;
  readonly category: string | undefined;
  readonly owner: string | undefined;
  readonly provider: string | undefined;
  readonly runOrder: number;
  readonly namespace: string | undefined;
  readonly region: string | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly configuration: Branch;
  readonly tree: Branch;
  /** True where artifacts, order or namespace are not known: flow through it cannot be judged. */
  readonly flowUnknown: boolean;
}

export interface Stage {
  readonly label: string;
  readonly name: string | undefined;
  readonly index: number;
  readonly tree: Branch;
  readonly actions: readonly Action[];
}

/** The stages; one that is not known yet stands there with an action that is not known. */
export function stagesOf(subject: Subject): readonly Stage[] {
  return itemsOf(subject.at("stages")).map((tree, index) => {
    const name = textAt(tree, "name");
    const label = name ?? `stage ${index + 1}`;
    return {
      label,
      name,
      index,
      tree: isBranch(tree) ? tree : {},
      actions: itemsOf(at(tree, "actions")).map((action, place) =>
        actionOf(action, index, `${label}/`, place),
      ),
    };
  });
}

/** The items of a list; a list that is not known has one item that is not known. */
function itemsOf(value: Tree | undefined): readonly Tree[] {
  return value === UNKNOWN ? [UNKNOWN] : listAt([value ?? null], "0");
}

function actionOf(given: Tree, stage: number, prefix: string, place: number): Action {
  const tree = isBranch(given) ? given : {};
  const name = textAt(tree, "name");
  return {
    label: `${prefix}${name ?? `action ${place + 1}`}`,
    stage,
    name,
    category: textAt(tree, "category"),
    owner: textAt(tree, "owner"),
    provider: textAt(tree, "provider"),
    runOrder: Number(textAt(tree, "runOrder") ?? 1),
    namespace: textAt(tree, "namespace"),
    region: textAt(tree, "region"),
    inputs: textsAt(tree, "inputArtifacts"),
    outputs: textsAt(tree, "outputArtifacts"),
    configuration: branchAt(tree, "configuration"),
    tree,
    flowUnknown:
      given === UNKNOWN ||
      ["inputArtifacts", "outputArtifacts", "runOrder", "namespace"].some((key) =>
        holdsUnknown(at(tree, key)),
      ),
  };
}

/** Is one action done before another begins? */
export function precedes(first: Action, second: Action): boolean {
  return first.stage < second.stage || (first.stage === second.stage && first.runOrder < second.runOrder);
}

/** Names that occur more than once, each once. */
export function repeated(names: readonly (string | undefined)[]): readonly string[] {
  const known = names.filter((name) => name !== undefined);
  return [...new Set(known.filter((name, index) => known.indexOf(name) !== index))];
}
