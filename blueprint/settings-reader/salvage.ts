/** A value of which any part may be missing: what is left of wrong settings once the wrong parts are out. */
export type Salvaged<T> = T extends readonly (infer Element)[]
  ? readonly (Salvaged<Element> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Salvaged<T[Key]> }
    : T;

/**
 * Takes the parts at these paths out of a value, so that the rules between settings can still judge the rest
 * and one run shows every problem. Places in a list stay, so that indices in messages stay right; keys stay too,
 * so that a wrong value can be told from none.
 */
export function salvage(raw: unknown, faulty: readonly (readonly PropertyKey[])[]): unknown {
  if (faulty.some((path) => path.length === 0)) return undefined;
  if (typeof raw !== "object" || raw === null) return raw;
  const below = (key: PropertyKey) => faulty.filter(([first]) => first === key).map((path) => path.slice(1));
  if (Array.isArray(raw)) return raw.map((element, index) => salvage(element, below(index)));
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, salvage(value, below(key))]));
}

/** Whether something stood there that had to be taken out: the schema has told it, and a rule stays silent. */
export function wasWrong<T extends object>(value: T | undefined, key: keyof T): boolean {
  return value !== undefined && key in value && value[key] === undefined;
}
