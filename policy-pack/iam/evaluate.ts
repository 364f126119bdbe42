import type { Check } from "./checks";
import { boundaryChecks, identityCheck, levelChecks, resourceCheck, sessionChecks } from "./checks";
import { unknownReason, witnessed } from "./decision-words";
import type { Truth } from "./kleene";
import { all, any, isUnsure, unsure } from "./kleene";
import { isDenied } from "./principal-match";
import type { Request } from "./request";
import { accountOfPrincipal, accountOfResource, requiredPolicy, wholeContext } from "./request";
import type { Asked, Found, LabelledDocument } from "./statement-match";
import { findStatement } from "./statement-match";

/** All policies that have a say in a request. */
export interface Policies {
  /** What is attached to the role or user, and to the user's groups. */
  readonly identity: readonly LabelledDocument[];
  /**
   * The resource's own policy; a role's trust policy for `sts:AssumeRole*`. Absent: the resource has none. A key
   * and a role always have one, so there its absence makes the answer unknown where it counts.
   */
  readonly resource?: LabelledDocument;
  /** Each of them has to allow as well. AWS attaches one at most. */
  readonly boundaries?: readonly LabelledDocument[];
  /** The policies given when the session was made; one of them has to allow. Empty: none was given. */
  readonly session?: readonly LabelledDocument[];
  /** Service control policies, one list a level from the root to the account; each level has to allow. */
  readonly scps?: readonly (readonly LabelledDocument[])[];
}

export interface Decision {
  readonly answer: "allowed" | "denied" | "unknown";
  /** One sentence for a person: which statement of which document decides, or what is missing. */
  readonly reason: string;
  /** What the answer depends on, where it is unknown: paths into documents, and keys of the request. */
  readonly paths: readonly string[];
}

/**
 * Decides a request as AWS documents it (IAM guide, "Policy evaluation logic"), in three values: a part that is
 * not known makes only those answers unknown that it could change.
 */
export function evaluate(request: Request, policies: Policies): Decision {
  const asked: Asked = {
    action: request.action.toLowerCase(),
    resource: request.resource,
    context: wholeContext(request),
  };
  const denial = findDenial(request, policies, asked);
  if (denial.truth === true)
    return { answer: "denied", reason: witnessed(denial.by, "denies", request), paths: [] };
  const own = accountOfPrincipal(request.principal);
  const other = accountOfResource(request);
  const levels = applyLevels(request) ? levelChecks(policies.scps ?? [], asked, request) : [];
  const ways = (sameAccount: boolean) =>
    waysIn(request, policies, asked, sameAccount).map((way) => [...levels, ...way]);
  const ofAccount = request.principal.kind === "role" || request.principal.kind === "user";
  if ((own === undefined && ofAccount) || (own !== undefined && other === undefined)) {
    const [same, cross] = [true, false].map((sameAccount) => decide(request, denial, ways(sameAccount)));
    if (same && cross && same.answer !== cross.answer)
      return unknown(request, [...same.paths, ...cross.paths, "accounts of the request"]);
    if (same) return same;
  }
  return decide(request, denial, ways(own === other));
}

function decide(request: Request, denial: Found, ways: readonly (readonly Check[])[]): Decision {
  const truth = any(ways.map((way) => all(way.map((check) => check.truth))));
  if (truth === false) {
    // The last way is the one that most would have meant.
    const refused = ways.at(-1)?.find((check) => check.truth === false);
    return { answer: "denied", reason: refused?.refusal ?? "Nothing allows it.", paths: [] };
  }
  if (truth === true && denial.truth === false) {
    const taken = ways.find((way) => way.every((check) => check.truth === true)) ?? [];
    const clauses = taken.flatMap(({ clause }) => clause ?? []);
    return { answer: "allowed", reason: `${clauses.join(", and ")}.`, paths: [] };
  }
  return unknown(request, [denial.truth, truth].flatMap(pathsOf));
}

function pathsOf(truth: Truth): readonly string[] {
  return isUnsure(truth) ? truth.paths : [];
}

function unknown(request: Request, paths: readonly string[]): Decision {
  const each = [...new Set(paths)];
  return { answer: "unknown", reason: unknownReason(request, each), paths: each };
}

function findDenial(request: Request, policies: Policies, asked: Asked): Found {
  const { principal } = request;
  const ofPrincipal = principal.kind === "role" || principal.kind === "user";
  const boundaries = policies.boundaries ?? [];
  const own = ofPrincipal ? [...policies.identity, ...boundaries, ...(policies.session ?? [])] : [];
  const levels = applyLevels(request) ? (policies.scps ?? []).flat() : [];
  const found = findStatement([...own, ...levels], "Deny", asked);
  if (found.truth === true) return found;
  const atResource = findStatement(policies.resource ? [policies.resource] : [], "Deny", asked, (statement) =>
    isDenied(statement.principals, principal, statement.path, ofPrincipal && boundaries.length > 0),
  );
  return atResource.truth === true ? atResource : { truth: any([found.truth, atResource.truth]) };
}

/** Service control policies bind principals of accounts, and no service-linked role (Organizations guide, "SCPs"). */
function applyLevels({ principal }: Request): boolean {
  if (principal.kind === "role") return !principal.arn.includes(":role/aws-service-role/");
  return principal.kind === "user" || principal.kind === "root";
}

/** The ways to an Allow: of one of them, all checks have to hold. */
function waysIn(
  request: Request,
  policies: Policies,
  asked: Asked,
  sameAccount: boolean,
): readonly (readonly Check[])[] {
  const { principal } = request;
  const required = requiredPolicy(request);
  const missing = required && unsure(`${required} of ${request.resource}`);
  const resource = (...meant: Parameters<typeof resourceCheck>[4]) =>
    resourceCheck(policies.resource, missing, asked, request, meant);
  if (principal.kind === "root") {
    if (required === "trust policy")
      return [[{ truth: false, refusal: "The root user of an account can't assume a role." }]];
    if (!sameAccount || required) return [[resource("itself", "account")]];
    return [[{ truth: true, clause: "The root user may do everything in its account" }]];
  }
  if (principal.kind !== "role" && principal.kind !== "user") return [[resource("itself")]];
  const identity = identityCheck(policies.identity, asked, request);
  const limits = [
    ...boundaryChecks(policies.boundaries ?? [], asked, request),
    ...sessionChecks(policies.session ?? [], asked, request),
  ];
  if (!sameAccount) return [[identity, ...limits, resource("itself", "role", "account")]];
  return [
    [resource("itself")],
    [resource("role"), ...limits],
    [...(required ? [resource("account")] : []), identity, ...limits],
  ];
}
