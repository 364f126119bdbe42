import type { ActionInfo } from "../iam/actions";
import { expandActions } from "../iam/actions";

/**
 * All actions of a service on resources of these types (service authorization reference).
 * @param first the ones that say most to a person, put before the others.
 */
export function actionsOn(
  service: string,
  types: readonly string[],
  first: readonly string[] = [],
): readonly string[] {
  return namesOf(service, types, () => true, first);
}

/** Those of them that do more than read or list. */
export function changesOn(
  service: string,
  types: readonly string[],
  first: readonly string[] = [],
): readonly string[] {
  return namesOf(service, types, ({ level }) => level !== "Read" && level !== "List", first);
}

function namesOf(
  service: string,
  types: readonly string[],
  counts: (action: ActionInfo) => boolean,
  first: readonly string[],
): readonly string[] {
  const names = expandActions(`${service}:*`)
    .actions.filter(counts)
    .filter(({ resourceTypes }) => resourceTypes.some(({ name }) => types.includes(name)))
    .map(({ name }) => name);
  return [...new Set([...first, ...names])];
}
