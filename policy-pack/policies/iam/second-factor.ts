import { contextOf } from "../../iam/context";
import type { Place } from "./places";
import type { Ability } from "./abilities";
import { abilityOf } from "./abilities";
import type { Actor } from "./actors";
import { approve } from "./approvals";

/** How the sessions come about under which somebody acts. */
export type SignIn =
  /** By AWS principals: the session knows whether there was a second factor. */
  | "aws"
  /** By a federation, whose sessions carry no MFA key (IAM guide, "AWS global condition context keys"). */
  | "federation"
  | "unknown";

export function signInOf({ principal, isWhole }: Actor): SignIn {
  if (!principal) return "unknown";
  const { kind, trust } = principal;
  switch (kind) {
    case "user":
    case "group":
      return "aws";
    case "permission-set":
      return "federation";
    case "role": {
      if (!trust || !isWhole) return "unknown";
      const trusted = trust.statements
        .filter(({ effect }) => effect === "Allow")
        .flatMap(({ principals }) => principals?.entries ?? []);
      if (trusted.some(({ kind: whose }) => whose === "AWS")) return "aws";
      return trust.unknown.length > 0 ? "unknown" : "federation";
    }
    default:
      return kind satisfies never;
  }
}

/** The two ways in which a request says that there was no second factor: the key is false, or is not there. */
const withoutFactor = ["false", null].map((present) =>
  contextOf({ "aws:MultiFactorAuthPresent": present, "aws:MultiFactorAuthAge": null }, "unknown"),
);

/** How somebody could decide an approval without a second factor; undefined: not at all. */
export function approvesWithoutFactor(actor: Actor, gate: Place): Ability | undefined {
  const ways = withoutFactor.flatMap((context) => abilityOf(actor, approve, gate, context) ?? []);
  return ways.find(({ certain }) => certain) ?? ways[0];
}
