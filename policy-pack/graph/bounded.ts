import type { Allowance } from "../iam/allowance";
import { allowed } from "../iam/allowance";
import { couldAllow } from "../iam/could";
import type { Document } from "../iam/document";
import type { Boundary } from "../identities/principal";

/** What somebody holds, and what bounds it. */
export interface Held {
  readonly documents: readonly Document[];
  readonly boundary: Boundary;
}

/** As `allowed`, less what the boundary surely keeps out. A boundary that can't be read keeps nothing out. */
export function boundedAllowance(
  { documents, boundary }: Held,
  action: string,
  within: string,
  except: readonly string[] = [],
): Allowance {
  const granted = allowed(documents, action, within, except);
  if (granted.kind === "no" || boundary.kind !== "known") return granted;
  return surelyOutside({ documents, boundary }, action, within, except) ? { kind: "no" } : granted;
}

/** Whether the boundary surely lets nothing through of what the documents allow by this pattern of actions. */
export function surelyOutside(
  { documents, boundary }: Held,
  action: string,
  within: string,
  except: readonly string[] = [],
): boolean {
  if (boundary.kind !== "known") return false;
  const boundaries = [[boundary.document]];
  return couldAllow(documents, action, within, { except, boundaries }).kind === "no";
}
