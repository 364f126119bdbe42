import { accountOf } from "../../iam/arn";
import type { Statement } from "../../iam/document";
import { any, isUnsure } from "../../iam/kleene";
import type { Principal } from "../../identities/principal";
import type { Finding } from "../../verdict/finding";
import { trustOf } from "./carried-policy";
import { unseen, violation } from "./emergency-findings";
import { assumeActionsOf, letsIn } from "./letting-in";

/** Sessions that must be refused: without a second factor, with none said, and with one of long ago. */
export function judgeFactor(role: Principal, limit: number): readonly Finding[] {
  const { urn, label } = role;
  const { statements } = trustOf(role);
  const denials = statements.filter(({ effect }) => effect === "Deny");
  const doors = statements.filter(
    (one) => one.effect === "Allow" && assumeActionsOf(one).length > 0 && one.principals !== undefined,
  );
  return doors.flatMap((statement): readonly Finding[] => {
    const without = tryFactor(statement, denials, [
      { "aws:MultiFactorAuthPresent": null, "aws:MultiFactorAuthAge": null },
      { "aws:MultiFactorAuthPresent": "false", "aws:MultiFactorAuthAge": null },
    ]);
    const old = tryFactor(statement, denials, [
      { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": String(limit + 1) },
    ]);
    if (without === true)
      return [
        violation(
          urn,
          `Emergency role ${label} demands no second factor.`,
          statement.path,
          "test aws:MultiFactorAuthPresent with Bool against true, and aws:MultiFactorAuthAge",
        ),
      ];
    if (old === true)
      return [
        violation(
          urn,
          `Emergency role ${label} accepts a second factor of more than ${limit} seconds ago.`,
          statement.path,
          `test aws:MultiFactorAuthAge with NumericLessThan against ${limit} or less`,
        ),
      ];
    const paths = [without, old].flatMap((truth) => (isUnsure(truth) ? truth.paths : []));
    return paths.length === 0
      ? []
      : [
          unseen(
            urn,
            `whether emergency role ${label} demands a fresh second factor can't be seen.`,
            [...new Set([statement.path, ...paths])],
            "write the condition's values as literals",
          ),
        ];
  });
}

function tryFactor(
  statement: Statement,
  denials: readonly Statement[],
  sessions: readonly Readonly<Record<string, string | null>>[],
) {
  const arns = (statement.principals?.entries ?? []).map(({ value }) => value);
  const people = arns.length > 0 ? arns : ["arn:aws:iam::000000000000:role/somebody"];
  return any(
    people.flatMap((arn) =>
      sessions.map((keys) =>
        letsIn(
          statement,
          denials,
          accountOf(arn) !== undefined && !arn.endsWith(":root")
            ? { principal: { kind: "role", arn }, keys }
            : { principal: { kind: "anonymous" }, keys: { ...keys, "aws:PrincipalArn": undefined } },
          assumeActionsOf(statement),
        ),
      ),
    ),
  );
}
