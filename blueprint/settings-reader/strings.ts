import type { RawSettings } from "../read-settings";

/** Namespace of the settings: the name of the Pulumi project. */
const namespace = "delivery";

/**
 * Raw settings from the engine's configuration strings, e.g. `pulumi.runtime.allConfig()`: mappings and lists
 * arrive as JSON text. Keys are `delivery:<key>`, or bare, which the engine takes for the same; those of other
 * namespaces are left out. No setting at the top is a number or a truth value, so any other text stays text.
 */
export function rawFromConfigStrings(strings: Readonly<Record<string, string>>): RawSettings {
  return Object.fromEntries(
    Object.entries(strings).flatMap(([name, text]) => {
      const key = ownKey(name);
      return key === undefined ? [] : [[key, structured(text)] as const];
    }),
  );
}

/** The key inside our namespace; undefined where it is another's. */
export function ownKey(name: string): string | undefined {
  if (!name.includes(":")) return name;
  return name.startsWith(`${namespace}:`) ? name.slice(namespace.length + 1) : undefined;
}

/** Text that is JSON of a mapping or list, read; any other text as it is. */
export function structured(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
