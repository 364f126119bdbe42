import { isObject } from "../assembly/json";

/** What a part of a template refers to by name. */
export interface References {
  /** Logical ids and parameters, through Ref, Fn::GetAtt and Fn::Sub. */
  readonly names: ReadonlySet<string>;
  /** Through Fn::If and Condition. */
  readonly conditions: ReadonlySet<string>;
  /** Through Fn::FindInMap; "*" where the map's name is computed. */
  readonly mappings: ReadonlySet<string>;
}

/** Finds every reference below a value. */
export function referencesIn(value: unknown): References {
  const names = new Set<string>();
  const conditions = new Set<string>();
  const mappings = new Set<string>();
  const visit = (one: unknown): void => {
    if (Array.isArray(one)) one.forEach(visit);
    if (!isObject(one)) return;
    for (const [key, argument] of Object.entries(one)) {
      const first: unknown = Array.isArray(argument) ? argument[0] : argument;
      if (key === "Ref" && typeof argument === "string") names.add(argument);
      if (key === "Fn::GetAtt" && typeof first === "string") names.add(first.split(".")[0] ?? first);
      if (key === "Fn::Sub" && typeof first === "string")
        substituted(first).forEach((name) => names.add(name));
      if (key === "Fn::If" && typeof first === "string") conditions.add(first);
      if (key === "Condition" && typeof argument === "string") conditions.add(argument);
      if (key === "Fn::FindInMap") mappings.add(typeof first === "string" ? first : "*");
      visit(argument);
    }
  };
  visit(value);
  return { names, conditions, mappings };
}

function substituted(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => (name ?? "").trim().split(".")[0] ?? "");
}
