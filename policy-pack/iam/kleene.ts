/** Truth in three values. What is not sure names what it depends on. */
export type Truth = true | false | Unsure;

export interface Unsure {
  /** Paths into documents, and keys of the request, of which at least one would have to be known. */
  readonly paths: readonly string[];
}

export function unsure(...paths: readonly string[]): Unsure {
  return { paths };
}

export function isUnsure(truth: Truth): truth is Unsure {
  return typeof truth === "object";
}

export function not(truth: Truth): Truth {
  return isUnsure(truth) ? truth : !truth;
}

/** True of nothing at all. One false decides, whatever the others are; none after it is looked at. */
export function all(truths: Iterable<Truth>): Truth {
  const paths = new Set<string>();
  let open = false;
  for (const truth of truths) {
    if (truth === false) return false;
    if (!isUnsure(truth)) continue;
    open = true;
    for (const path of truth.paths) paths.add(path);
  }
  return open ? { paths: [...paths] } : true;
}

/** False of nothing at all. One true decides, whatever the others are; none after it is looked at. */
export function any(truths: Iterable<Truth>): Truth {
  const paths = new Set<string>();
  let open = false;
  for (const truth of truths) {
    if (truth === true) return true;
    if (!isUnsure(truth)) continue;
    open = true;
    for (const path of truth.paths) paths.add(path);
  }
  return open ? { paths: [...paths] } : false;
}
