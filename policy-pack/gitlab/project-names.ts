import type { StackResource } from "../reader/resource";

/** Without regard to letter case, as GitLab compares paths, and without the coding of URLs. */
export function normal(name: string): string {
  return name.replace(/%2f/gi, "/").toLowerCase();
}

/** Whether a project is called by its number, and not by its path. */
export function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

/** Path and number of a project of the stack, as far as they are known. */
export function namesOf({ properties }: StackResource): readonly string[] {
  return ["pathWithNamespace", "id"].flatMap((property) => {
    const text = properties.at(property).text();
    return text.kind === "known" ? [normal(text.value)] : [];
  });
}
