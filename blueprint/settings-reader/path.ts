/** Where a setting stands, as a person reads it: `delivery:environments[1].targets[0].accountId`. */
export function settingPath(keys: readonly PropertyKey[]): string {
  const [first, ...rest] = keys;
  const top = first === undefined ? "delivery:" : `delivery:${String(first)}`;
  return rest.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    const name = String(key);
    return /^[A-Za-z][\w-]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
  }, top);
}

/** The value at a path; undefined where the path leads nowhere. */
export function valueAt(root: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    root,
  );
}
