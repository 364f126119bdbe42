import type { Document } from "../../iam/document";
import type { Grant, Principal } from "../../identities/principal";
import type { Held } from "../bounded";
import type { Maker } from "./elements";
import { configured, makerOf } from "./map-builder";

/** Longer documents are named whole: to try each of their statements would take as long as they like. */
const longest = 200;

/**
 * Which statements of a role's policies give it a right: those that give it alone. `gives` tries a part of what the
 * role holds.
 */
export function rightMakers(role: Principal, gives: (held: Held) => boolean): readonly Maker[] {
  const { boundary } = role;
  const may = (document: Document): boolean => gives({ documents: [document], boundary });
  return role.grants.flatMap((grant) => {
    const { statements } = grant.document;
    if (!may(grant.document)) return [];
    if (statements.length > longest) return [placeOf(grant, grant.at)];
    const giving = statements.filter(
      (statement) => statement.effect === "Allow" && may({ unknown: [], statements: [statement] }),
    );
    return giving.length === 0 ? [placeOf(grant, grant.at)] : giving.map(({ path }) => placeOf(grant, path));
  });
}

function placeOf({ carrier, managedArn, at }: Grant, path: string): Maker {
  if (!carrier) return configured(path);
  // Paths of a document begin with the resource it stands in; one of AWS's own is changed where it is attached.
  const own = `${carrier.name}.`;
  return makerOf(carrier, managedArn === undefined && path.startsWith(own) ? path.slice(own.length) : at);
}
