import type { Field } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";

/** Name for people: the resource's own, else the one under which the program speaks of it. */
export function nameOf({ name, properties }: Pick<ResourceView, "name" | "properties">): string {
  const own = properties.at("name").text();
  return shortened(own.kind === "known" ? own.value : name);
}

/** Text of somebody else's in a message: long enough to be known again. */
export function shortened(text: string, most = 140): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A few of them by name, and how many more there are. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).map((text) => shortened(text));
  if (texts.length > 3) return `${shown.join(", ")} and ${texts.length - 3} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}` : shown.join("");
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
