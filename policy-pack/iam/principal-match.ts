import { parseArn, roleNameOf } from "./arn";
import { matches } from "./glob";
import type { Truth } from "./kleene";
import { all, any, not, unsure } from "./kleene";
import type { Principal, Principals } from "./principals";
import type { RequestPrincipal } from "./request";
import { accountOfPrincipal } from "./request";

/**
 * How a statement of a resource's policy means who asks (IAM guide, "AWS JSON policy elements: Principal").
 * - `itself`: the session, user, root user, provider or service, or everyone. Its Allow needs nothing else in the
 *   same account, and no boundary or session policy narrows it.
 * - `role`: the role of the session. Enough in the same account, within boundary and session policy.
 * - `account`: the account, which leaves it to the identity's own policies.
 */
export type Meant = "itself" | "role" | "account";

export type Meaning = Readonly<Record<Meant, Truth>>;

const nobody: Meaning = { itself: false, role: false, account: false };

/** Whom an Allow means. A statement without principals stands in no valid policy of a resource. */
export function meaningOf(
  principals: Principals | undefined,
  principal: RequestPrincipal,
  path: string,
): Meaning {
  if (!principals) return { ...nobody, itself: unsure(`${path}.Principal`) };
  // Not supported with Allow, says the guide; what it would do is not documented.
  if (principals.negated) return { ...nobody, itself: unsure(`${path}.NotPrincipal`) };
  return meaningOfEntries(principals, principal);
}

/**
 * Whether a Deny means who asks.
 * @param bounded whether the principal has a permissions boundary: NotPrincipal then always denies it (IAM guide,
 *   "AWS JSON policy elements: NotPrincipal").
 */
export function isDenied(
  principals: Principals | undefined,
  principal: RequestPrincipal,
  path: string,
  bounded: boolean,
): Truth {
  if (!principals) return unsure(`${path}.Principal`);
  const { itself, role, account } = meaningOfEntries(principals, principal);
  if (!principals.negated) return any([itself, role, account]);
  if (bounded) return true;
  if (principal.kind !== "role" && principal.kind !== "user") return not(itself);
  // The account has to be excepted beside its role or user; with one of the two alone, AWS may deny or not.
  const named = any([itself, role]);
  const whole = any([account, everyone(principals)]);
  const sure = not(all([named, whole]));
  const hint = any([named, whole]);
  return sure === true && hint !== false ? unsure(`${path}.NotPrincipal`) : sure;
}

function everyone({ entries }: Principals): boolean {
  return entries.some(({ kind, value }) => kind === "AWS" && value === "*");
}

function meaningOfEntries({ entries, unknown }: Principals, principal: RequestPrincipal): Meaning {
  const truths: Record<Meant, Truth[]> = { itself: [], role: [], account: [] };
  for (const entry of entries) {
    const [meant, truth] = readEntry(entry, principal);
    truths[meant].push(truth);
  }
  if (unknown.length > 0) truths.itself.push(unsure(...unknown));
  return { itself: any(truths.itself), role: any(truths.role), account: any(truths.account) };
}

function readEntry({ kind, value, path }: Principal, principal: RequestPrincipal): readonly [Meant, Truth] {
  switch (kind) {
    case "Service":
      return [
        "itself",
        principal.kind === "service" && principal.service.toLowerCase() === value.toLowerCase(),
      ];
    case "Federated":
      return ["itself", principal.kind === "federated" && principal.provider === value];
    case "CanonicalUser":
      // The id of S3 stands for an account or an origin access identity, and tells neither.
      return ["itself", accountOfPrincipal(principal) === undefined ? false : unsure(path)];
    case "AWS":
      return readAwsEntry(value, path, principal);
    default:
      return kind satisfies never;
  }
}

function readAwsEntry(value: string, path: string, principal: RequestPrincipal): readonly [Meant, Truth] {
  // AWS refuses trust in just any provider's token for some providers and not for others.
  if (value === "*") return ["itself", principal.kind === "federated" ? unsure(path) : true];
  if (principal.kind === "service" || principal.kind === "federated" || principal.kind === "anonymous")
    return ["itself", false];
  const account = accountNamed(value);
  if (account !== undefined)
    return [principal.kind === "root" ? "itself" : "account", account === accountOfPrincipal(principal)];
  if (principal.kind === "root") return ["itself", false];
  // The unique id that AWS writes in place of an ARN: only AWS knows whose it is.
  if (/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(value)) return ["itself", unsure(path)];
  if (value === principal.arn) return [principal.kind === "user" ? "itself" : "role", true];
  // AWS refuses wildcards inside of a principal's ARN.
  if (matches(value, principal.arn)) return ["itself", unsure(path)];
  return ["itself", principal.kind === "role" && namesSession(value, path, principal)];
}

/** `arn:aws:iam::<account>:root`, or the bare account id, which means the same. */
function accountNamed(value: string): string | undefined {
  if (/^\d{12}$/.test(value)) return value;
  const arn = parseArn(value);
  return arn?.service === "iam" && arn.resource === "root" ? arn.accountId : undefined;
}

function namesSession(
  value: string,
  path: string,
  { arn, sessionName }: Extract<RequestPrincipal, { kind: "role" }>,
): Truth {
  const session = parseArn(value);
  const role = parseArn(arn);
  if (session?.service !== "sts" || session.accountId !== role?.accountId) return false;
  const [type, roleName, name] = session.resource.split("/");
  if (type !== "assumed-role" || roleName !== roleNameOf(arn)) return false;
  return sessionName === undefined ? unsure(path) : name === sessionName;
}
