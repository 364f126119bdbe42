import { accountOf, parseArn } from "./arn";
import type { Context, KeyValue } from "./context";
import { withDefaults } from "./context";

/** Who asks. */
export type RequestPrincipal =
  /** A session of the role with this ARN; without a name it may be any of its sessions. */
  | { readonly kind: "role"; readonly arn: string; readonly sessionName?: string }
  | { readonly kind: "user"; readonly arn: string }
  /** The root user of an account. */
  | { readonly kind: "root"; readonly account: string }
  /** Somebody with a token of an identity provider and no role yet; `provider` as a trust policy names it. */
  | { readonly kind: "federated"; readonly provider: string }
  /** An AWS service under its own name, not under a role: `codepipeline.amazonaws.com`. */
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "anonymous" };

/** One call of one action on one resource. */
export interface Request {
  readonly principal: RequestPrincipal;
  /** Written in full, in any letter case: `kms:Decrypt`. */
  readonly action: string;
  /** An ARN, or `*` for an action that takes no resource. */
  readonly resource: string;
  /** Default: the account in the ARN of the resource; the principal's own for `*`. */
  readonly resourceAccount?: string;
  /** Keys that follow from principal and resource (`aws:PrincipalArn` and the like) need not be given. */
  readonly context: Context;
}

export function accountOfPrincipal(principal: RequestPrincipal): string | undefined {
  switch (principal.kind) {
    case "role":
    case "user":
      return accountOf(principal.arn);
    case "root":
      return principal.account;
    case "federated":
    case "service":
    case "anonymous":
      return undefined;
    default:
      return principal satisfies never;
  }
}

export function accountOfResource({ resourceAccount, resource, principal }: Request): string | undefined {
  return resourceAccount ?? (resource === "*" ? accountOfPrincipal(principal) : accountOf(resource));
}

/** Policies that a resource always has, and without whose Allow nobody reaches it, in its own account either. */
export type RequiredPolicy = "key policy" | "trust policy";

const trustActions = [
  "sts:assumerole",
  "sts:assumerolewithsaml",
  "sts:assumerolewithwebidentity",
  "sts:setcontext",
  "sts:setsourceidentity",
  "sts:tagsession",
];

/** IAM guide, "Cross account resource access"; KMS guide, "Key policies in AWS KMS". */
export function requiredPolicy({ action, resource }: Request): RequiredPolicy | undefined {
  const arn = parseArn(resource);
  if (arn?.service === "kms" && arn.resource.startsWith("key/")) return "key policy";
  return trustActions.includes(action.toLowerCase()) ? "trust policy" : undefined;
}

/** What the request's context holds by itself (IAM guide, "AWS global condition context keys"). */
export function wholeContext(request: Request): Context {
  const { principal, context } = request;
  const keys = new Map<string, KeyValue>(keysOfPrincipal(principal));
  const account = accountOfResource(request);
  if (account !== undefined) keys.set("aws:resourceaccount", [account]);
  return withDefaults(context, keys);
}

function keysOfPrincipal(principal: RequestPrincipal): readonly (readonly [string, KeyValue])[] {
  const account = accountOfPrincipal(principal);
  const own = (arn: string, type: string): readonly (readonly [string, KeyValue])[] => [
    ["aws:principalarn", [arn]],
    ["aws:principaltype", [type]],
    ["aws:principalisawsservice", ["false"]],
    ["aws:principalservicename", "absent"],
    ...(account === undefined ? [] : [["aws:principalaccount", [account]] as const]),
  ];
  const none = ["aws:principalarn", "aws:principalaccount", "aws:principalorgid"].map(
    (key) => [key, "absent"] as const,
  );
  switch (principal.kind) {
    case "role":
      return own(principal.arn, "AssumedRole");
    case "user":
      return own(principal.arn, "User");
    case "root":
      // The partition is the only part of its ARN that the account does not tell.
      return own(`arn:aws:iam::${principal.account}:root`, "Account");
    case "service":
      return [
        ...none,
        ["aws:principalisawsservice", ["true"]],
        ["aws:principalservicename", [principal.service]],
      ];
    case "federated":
    case "anonymous":
      return [...none, ["aws:principalservicename", "absent"]];
    default:
      return principal satisfies never;
  }
}
