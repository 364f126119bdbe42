import { clip, labelsOf, subject, witnessed, witnessedShort } from "./decision-words";
import type { Truth } from "./kleene";
import { any } from "./kleene";
import type { Meant } from "./principal-match";
import { meaningOf } from "./principal-match";
import type { Request } from "./request";
import type { Asked, LabelledDocument } from "./statement-match";
import { findStatement } from "./statement-match";

/** One thing that an Allow needs. */
export interface Check {
  readonly truth: Truth;
  /** What makes it hold, as a part of a sentence; absent where that is not worth saying. */
  readonly clause?: string;
  /** Why it doesn't hold, as a sentence. */
  readonly refusal?: string;
}

export function identityCheck(documents: readonly LabelledDocument[], asked: Asked, request: Request): Check {
  const { truth, by } = findStatement(documents, "Allow", asked);
  const where =
    documents.length === 0 ? "no policy is attached to it" : `none of ${labelsOf(documents)} allows it`;
  return {
    truth,
    clause: by && witnessed(by, "allows", request).slice(0, -1),
    refusal: `Nothing lets ${subject(request)} call ${clip(request.action)} on ${clip(request.resource)}: ${where}.`,
  };
}

export function boundaryChecks(
  boundaries: readonly LabelledDocument[],
  asked: Asked,
  request: Request,
): readonly Check[] {
  return boundaries.map((boundary) => ({
    truth: findStatement([boundary], "Allow", asked).truth,
    refusal: `No statement of the permissions boundary (${clip(boundary.label)}) allows ${clip(request.action)} on ${clip(request.resource)}.`,
  }));
}

export function sessionChecks(
  session: readonly LabelledDocument[],
  asked: Asked,
  request: Request,
): readonly Check[] {
  if (session.length === 0) return [];
  return [
    {
      truth: findStatement(session, "Allow", asked).truth,
      refusal: `No statement of the session policy (${labelsOf(session)}) allows ${clip(request.action)} on ${clip(request.resource)}.`,
    },
  ];
}

export function levelChecks(
  levels: readonly (readonly LabelledDocument[])[],
  asked: Asked,
  request: Request,
): readonly Check[] {
  return levels.map((level, index) => ({
    truth: findStatement(level, "Allow", asked).truth,
    refusal: `No service control policy of level ${index + 1} (${level.length === 0 ? "which has none" : labelsOf(level)}) allows ${clip(request.action)} on ${clip(request.resource)}.`,
  }));
}

/**
 * Whether the resource's policy allows it, to who asks in one of these meanings.
 * @param missing what the answer is where nobody has given a policy that the resource must have.
 */
export function resourceCheck(
  policy: LabelledDocument | undefined,
  missing: Truth | undefined,
  asked: Asked,
  request: Request,
  meant: readonly Meant[],
): Check {
  const refusal = policy
    ? `No statement of ${clip(policy.label)} allows ${clip(request.action)} on ${clip(request.resource)} to ${meant.includes("itself") ? subject(request) : `the account of ${subject(request)}`}.`
    : `Nothing lets ${subject(request)} call ${clip(request.action)} on ${clip(request.resource)}: the resource has no policy of its own.`;
  if (!policy) return { truth: missing ?? false, refusal };
  const { truth, by } = findStatement([policy], "Allow", asked, (statement) => {
    const meaning = meaningOf(statement.principals, request.principal, statement.path);
    return any(meant.map((one) => meaning[one]));
  });
  return { truth, clause: by && witnessedShort(by, request), refusal };
}
