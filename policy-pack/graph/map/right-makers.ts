import type { Document } from "../../iam/document";
import type { Grant, Principal } from "../../identities/principal";
import type { Held } from "../bounded";
import type { Maker } from "./elements";
import { configured, makerOf } from "./map-builder";

/**
 * Patterns of resources that are looked at, for all edges of a map together. Policies that are made to take longer
 * are named whole, not by their statements.
 */
const mostPatterns = 1_000_000;

/** Finds which statements give a right. */
export class RightMakers {
  private left = mostPatterns;

  /** Which statements of a role's policies give it a right, those that give it alone. `gives` tries a part of them. */
  of(role: Principal, gives: (held: Held) => boolean): readonly Maker[] {
    const { boundary } = role;
    const may = (document: Document): boolean => gives({ documents: [document], boundary });
    return role.grants.flatMap((grant) => {
      const { statements } = grant.document;
      this.left -= 2 * statements.reduce((sum, { resources }) => sum + 1 + resources.patterns.length, 0);
      if (this.left < 0) return [placeOf(grant, grant.at)];
      if (!may(grant.document)) return [];
      const giving = statements.filter(
        (statement) => statement.effect === "Allow" && may({ unknown: [], statements: [statement] }),
      );
      return giving.length === 0
        ? [placeOf(grant, grant.at)]
        : giving.map(({ path }) => placeOf(grant, path));
    });
  }
}

function placeOf({ carrier, managedArn, at }: Grant, path: string): Maker {
  if (!carrier) return configured(path);
  // Paths of a document begin with the resource it stands in; one of AWS's own is changed where it is attached.
  const own = `${carrier.name}.`;
  return makerOf(carrier, managedArn === undefined && path.startsWith(own) ? path.slice(own.length) : at);
}
