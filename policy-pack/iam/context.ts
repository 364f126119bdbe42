/** What is known of one condition key of a request: its values, that the request has no such key, or nothing. */
export type KeyValue = readonly string[] | "absent" | "unknown";

/** The condition keys of a request. */
export interface Context {
  /** Keys in lower case, as IAM compares them without regard to case: `aws:sourceaccount`. */
  readonly keys: ReadonlyMap<string, KeyValue>;
  /** What holds for all keys that are not named. */
  readonly others: "absent" | "unknown";
}

/** Nothing is known of the request. */
export const anyContext: Context = { keys: new Map(), others: "unknown" };

/**
 * Reads keys as they are written: a text or a list of texts is known, `null` is known to be absent, `undefined`
 * is not known.
 */
export function contextOf(
  keys: Readonly<Record<string, string | readonly string[] | null | undefined>>,
  others: Context["others"],
): Context {
  return {
    keys: new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), keyValue(value)])),
    others,
  };
}

function keyValue(value: string | readonly string[] | null | undefined): KeyValue {
  if (value === undefined) return "unknown";
  if (value === null) return "absent";
  return typeof value === "string" ? [value] : value;
}

/** @param key in any letter case. A key that is there without a value counts as absent (IAM guide, "Null"). */
export function valueOf(context: Context, key: string): KeyValue {
  const value = context.keys.get(key.toLowerCase()) ?? context.others;
  return typeof value !== "string" && value.length === 0 ? "absent" : value;
}

/** The same context, knowing also what `more` says of keys that it does not name. */
export function withDefaults(context: Context, more: ReadonlyMap<string, KeyValue>): Context {
  return { ...context, keys: new Map([...more, ...context.keys]) };
}

/** How a key that is not known is named among the paths of an answer. */
export function requestKey(key: string): string {
  return `request key ${key}`;
}
