/**
 * Whether somebody or something can change production. `production` and `none` hold whatever the unknown
 * parts turn out to be. `trusted` are production roles that were taken for readers by their name alone.
 */
export type Reach =
  | { readonly kind: "none"; readonly trusted: readonly string[] }
  | { readonly kind: "production"; readonly way: readonly string[] }
  | { readonly kind: "unknown"; readonly way: readonly string[]; readonly paths: readonly string[] };

export const none: Reach = { kind: "none", trusted: [] };

export function production(...way: readonly string[]): Extract<Reach, { readonly kind: "production" }> {
  return { kind: "production", way };
}

export function unknown(path: string, ...way: readonly string[]): Reach {
  return { kind: "unknown", way, paths: [path] };
}

/**
 * What all of them reach together: one that reaches production decides, then one that is unknown. None after the first
 * that reaches production is asked for.
 */
export function together(reaches: Iterable<Reach>): Reach {
  const trusted = new Set<string>();
  const paths = new Set<string>();
  let unclear: Extract<Reach, { readonly kind: "unknown" }> | undefined;
  for (const reach of reaches) {
    if (reach.kind === "production") return reach;
    if (reach.kind === "none") for (const role of reach.trusted) trusted.add(role);
    else {
      unclear ??= reach;
      for (const path of reach.paths) paths.add(path);
    }
  }
  if (unclear) return { kind: "unknown", way: unclear.way, paths: [...paths] };
  return { kind: "none", trusted: [...trusted] };
}

export function through(step: string, reach: Reach): Reach {
  switch (reach.kind) {
    case "none":
      return reach;
    case "production":
      return { kind: "production", way: [step, ...reach.way] };
    case "unknown":
      return { kind: "unknown", way: [step, ...reach.way], paths: reach.paths };
    default:
      return reach satisfies never;
  }
}
