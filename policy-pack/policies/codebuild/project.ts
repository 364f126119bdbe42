import type { Field } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { shortened } from "../../verdict/shortened";

/** Name for people: the resource's own, else the one under which the program speaks of it. */
export function nameOf({ name, properties }: Pick<ResourceView, "name" | "properties">): string {
  const own = properties.at("name").text();
  return shortened(own.kind === "known" ? own.value : name);
}

export type Switch = "on" | "off" | "unknown";

/** A truth value that is off where nobody gives it. */
export function switchOf(field: Field): Switch {
  const text = field.text();
  if (text.kind === "absent") return "off";
  if (text.kind === "unknown") return "unknown";
  const value = text.value.toLowerCase();
  if (value === "true") return "on";
  return value === "false" || value === "" ? "off" : "unknown";
}

/** Every source of a project: the primary one, and the secondary ones. */
export function sourcesOf(properties: Field): readonly Field[] {
  return [properties.at("source"), ...membersOf(properties.at("secondarySources"))];
}

/** Members of a list; a list that is not known stands as one member that is not known. */
export function membersOf(field: Field): readonly Field[] {
  const list = field.list();
  if (list.kind === "absent") return [];
  return list.kind === "known" ? list.value : [field];
}
