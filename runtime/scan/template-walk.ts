import type { Place } from "../assembly/intrinsics";
import { textOf } from "../assembly/intrinsics";
import type { JsonObject } from "../assembly/json";
import { isObject, objectAt } from "../assembly/json";

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
}

/** Every resource of a template, those in the body of an Fn::ForEach included (under the name they have there). */
export function resourcesOf(template: JsonObject): readonly TemplateResource[] {
  const collect = (resources: JsonObject): readonly TemplateResource[] =>
    Object.entries(resources).flatMap(([logicalId, definition]) => {
      if (logicalId.startsWith("Fn::ForEach::") && Array.isArray(definition)) {
        const body: unknown = definition[2];
        return isObject(body) ? collect(body) : [];
      }
      const type = isObject(definition) ? definition["Type"] : undefined;
      return typeof type === "string"
        ? [{ logicalId, type, properties: objectAt(definition, "Properties") }]
        : [];
    });
  return collect(objectAt(template, "Resources"));
}

/** Every text below a value, with joins and substitutions put together, so that no text hides in its parts. */
export function textsIn(value: unknown, place: Place): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, place));
  if (!isObject(value)) return [];
  const parts = partsOfText(value);
  if (parts !== undefined) {
    return [textOf(value, place) ?? "", ...parts.flatMap((part) => textsIn(part, place))];
  }
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one, place)]);
}

/** What a join or substitution is made of, beside the plain texts that are only parts of the whole. */
function partsOfText(value: JsonObject): readonly unknown[] | undefined {
  if (Object.keys(value).length !== 1) return undefined;
  const list = argumentOf(value["Fn::Join"]);
  if (list !== undefined) {
    const parts: readonly unknown[] = Array.isArray(list) ? list : [list];
    return parts.filter((part) => typeof part !== "string");
  }
  if (typeof value["Fn::Sub"] === "string") return [];
  const values = argumentOf(value["Fn::Sub"]);
  return values === undefined ? undefined : [values];
}

/** The second argument of a function that takes two. */
function argumentOf(call: unknown): unknown {
  return Array.isArray(call) ? call[1] : undefined;
}

/** Transforms that a template asks for, at its top or anywhere inside. */
export function transformsOf(template: JsonObject): readonly string[] {
  const top = template["Transform"];
  const nameOf = (one: unknown): string =>
    typeof one === "string" ? one : isObject(one) ? String(one["Name"]) : JSON.stringify(one);
  const named = top === undefined ? [] : (Array.isArray(top) ? top : [top]).map(nameOf);
  const inside = (value: unknown): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(inside);
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, one]) => [
      ...(key === "Fn::Transform" ? [nameOf(one)] : []),
      ...inside(one),
    ]);
  };
  return [...named, ...inside(template)];
}
