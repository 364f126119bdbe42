import { isBranch, isList } from "../../../../emulator/tree";
import type { Branch, Tree } from "../../../../emulator/tree";
import type { Edit } from "./edit";
import { change } from "./edit";

export const pipeline = "delivery-pipeline";

export function changeStages(edit: (stages: readonly Branch[]) => readonly Branch[], name = pipeline): Edit {
  return change(name, (properties) => ({ ...properties, stages: edit(branches(properties["stages"])) }));
}

export function changeStage(stage: string, edit: (stage: Branch) => Branch): Edit {
  return changeStages((stages) => oneOf(stages, stage, edit));
}

export function changeActions(stage: string, edit: (actions: readonly Branch[]) => readonly Branch[]): Edit {
  return changeStage(stage, (before) => ({ ...before, actions: edit(branches(before["actions"])) }));
}

export function changeAction(stage: string, action: string, edit: (action: Branch) => Branch): Edit {
  return changeActions(stage, (actions) => oneOf(actions, action, edit));
}

export function runOrder(stage: string, action: string, order: number): Edit {
  return changeAction(stage, action, (before) => ({ ...before, runOrder: order }));
}

/** Gives an action of CodeBuild one more variable. */
export function variable(stage: string, action: string, name: string, value: string): Edit {
  return changeAction(stage, action, (before) => {
    const configuration = branch(before["configuration"]);
    const given = configuration["EnvironmentVariables"];
    const variables = typeof given === "string" ? (JSON.parse(given) as readonly Tree[]) : [];
    const more = [...variables, { name, value, type: "PLAINTEXT" }];
    return { ...before, configuration: { ...configuration, EnvironmentVariables: JSON.stringify(more) } };
  });
}

/** Configuration keys of an action. */
export function configuration(stage: string, action: string, keys: Branch): Edit {
  return changeAction(stage, action, (before) => ({
    ...before,
    configuration: { ...branch(before["configuration"]), ...keys },
  }));
}

export function named(list: readonly Branch[], name: string): Branch {
  const found = list.find((one) => one["name"] === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found;
}

function oneOf(list: readonly Branch[], name: string, edit: (one: Branch) => Branch): readonly Branch[] {
  const old = named(list, name);
  return list.map((one) => (one === old ? edit(one) : one));
}

export function branches(value: Tree | undefined): readonly Branch[] {
  if (!isList(value)) throw new Error("there is no list");
  return value.filter(isBranch);
}

export function branch(value: Tree | undefined): Branch {
  if (!isBranch(value)) throw new Error("there is no object");
  return value;
}
