/** Names the engine gives: `urn:pulumi:<stack>::<project>::<types of the parents>$<type>::<name>`. */
export interface StackIdentity {
  readonly project: string;
  readonly stack: string;
}

/** The type of the resource that every other one of a stack stands under. */
export const stackType = "pulumi:pulumi:Stack";

export function urnOf(identity: StackIdentity, type: string, name: string, parent: string): string {
  const parentType = parent.split("::")[2] ?? "";
  const qualified = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${identity.stack}::${identity.project}::${qualified}::${name}`;
}
