import type { Inventory } from "../inventory";
import { quoted } from "../judge-shape";
import type { Branch, Tree } from "../tree";
import { isBranch, isMissing, UNKNOWN } from "../tree";
import { textsOf } from "./document";

/** Identity providers that IAM knows without a provider resource (IAM user guide: principal element). */
const builtInIssuers = [
  "accounts.google.com",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
];

/**
 * What is wrong with the principals of a statement. A service stores a role as its unique id, so a role that
 * does not exist at that moment is refused.
 */
export function principalProblems(statement: Branch, world: Inventory): readonly string[] {
  return [statement["Principal"], statement["NotPrincipal"]].flatMap((principal) =>
    isMissing(principal) ? [] : problemsOf(principal, world),
  );
}

function problemsOf(principal: Tree, world: Inventory): readonly string[] {
  if (principal === "*" || principal === UNKNOWN) return [];
  if (!isBranch(principal))
    return [`has the Principal ${quoted(principal)}; allowed: '*' or an object by kind`];
  return Object.entries(principal).flatMap(([kind, values]) => {
    const named = textsOf(values);
    switch (kind) {
      case "AWS":
        return named.flatMap((name) => awsProblems(name, world));
      case "Service":
        return named
          .filter((name) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(name))
          .map((name) => `names the service ${quoted(name)}; a service principal ends in '.amazonaws.com'`);
      case "Federated":
        return named
          .filter((name) => !builtInIssuers.includes(name) && !world.withArn(name))
          .map((name) => `trusts the identity provider ${quoted(name)}, which does not exist`);
      case "CanonicalUser":
        return [];
      default:
        return [`has a Principal of kind ${quoted(kind)}; allowed: AWS, Service, Federated, CanonicalUser`];
    }
  });
}

function awsProblems(name: string, world: Inventory): readonly string[] {
  if (name === "*" || /^\d{12}$/.test(name)) return [];
  const [arn, , service, , account = "", resource = ""] = name.split(":");
  if (arn !== "arn" || !/^\d{12}$/.test(account) || (service !== "iam" && service !== "sts"))
    return [
      `names the principal ${quoted(name)}; allowed: '*', a quoted account id, or the ARN of a role or account`,
    ];
  if (resource === "root" || service === "sts" || resource.startsWith("role/aws-service-role/")) return [];
  if (/[*?]/.test(resource))
    return [`names the principal ${quoted(name)}; a principal's ARN takes no wildcard`];
  return world.withArn(name) ? [] : [`names the principal ${quoted(name)}, which does not exist`];
}

/** Who a statement names, by kind; `*` counts as AWS. */
export function named(statement: Branch, kind: "AWS" | "Service" | "Federated"): readonly string[] {
  const principal = statement["Principal"];
  if (principal === "*") return kind === "AWS" ? ["*"] : [];
  return isBranch(principal) ? textsOf(principal[kind]) : [];
}
