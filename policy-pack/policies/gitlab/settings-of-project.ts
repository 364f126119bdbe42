import type { ResourceView } from "../../reader/resource";
import type { Finding } from "../../verdict/finding";
import { listed, places } from "./words";

/** A property that must have a value. */
export interface Demanded {
  readonly property: string;
  readonly wanted: string;
  /** What is wrong with any other value; one sentence. */
  readonly wrong: string;
}

/**
 * Holds properties of one resource to the values that they must have. What nobody states is what GitLab has,
 * which is neither right nor wrong: undetermined, as is what the program says and then ignores.
 */
export function judgeDemanded(
  resource: ResourceView,
  label: string,
  demanded: readonly Demanded[],
  why: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  const unseen: { readonly path: string; readonly set: string }[] = [];
  for (const { property, wanted, wrong } of demanded) {
    const field = resource.properties.at(property);
    const { path } = field;
    const value = field.text();
    const set = `${property}: ${wanted}`;
    if (value.kind !== "known") unseen.push({ path, set });
    else if (value.value.toLowerCase() !== wanted)
      findings.push({
        kind: "violation",
        urn: resource.urn,
        what: wrong,
        at: [path],
        why,
        fix: `set ${set}`,
      });
    else if (isLeftAsItIs(resource, path)) unseen.push({ path: `ignoreChanges: ${path}`, set });
  }
  if (unseen.length > 0)
    findings.push({
      kind: "undetermined",
      urn: resource.urn,
      what: `what GitLab has for ${listed(unseen.map(({ path }) => path.replace("ignoreChanges: ", "")))} of ${label} can't be seen.`,
      at: places(unseen.map(({ path }) => path)),
      why,
      fix: `state ${listed(unseen.map(({ set }) => set))}, as literals and not among ignoreChanges`,
    });
  return findings;
}

/** Whether the program leaves this property to whoever owns the thing: it stays as it is in GitLab. */
export function isLeftAsItIs({ options }: ResourceView, path: string): boolean {
  return options.ignoreChanges.some(
    (ignored) => ignored === "*" || isWithin(path, ignored) || isWithin(ignored, path),
  );
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

/** What findings call a project by its own inputs. */
export function projectLabel({ name, properties }: ResourceView): string {
  const [path, own] = [properties.at("pathWithNamespace").text(), properties.at("name").text()];
  return `project ${path.kind === "known" ? path.value : own.kind === "known" ? own.value : name}`;
}
