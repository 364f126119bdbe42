import type { Identities } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Finding } from "../../verdict/finding";
import type { BreakGlassEntry } from "./break-glass-roles";
import { callersOf } from "./callers";
import { trustOf } from "./carried-policy";
import { unseen, violation } from "./emergency-findings";

/** Whether an emergency role trusts those that are listed for it, and nobody else. */
export function judgePrincipals(
  role: Principal,
  entry: BreakGlassEntry | undefined,
  identities: Identities,
): readonly Finding[] {
  const { urn, label } = role;
  const listed = entry?.principals ?? [];
  const fix = "trust exactly the principals that are listed for the role, by their ARNs";
  return callersOf(trustOf(role), identities).flatMap((caller): readonly Finding[] => {
    const bad = (who: string) => [
      violation(urn, `Emergency role ${label} trusts ${who}, which is not listed for it.`, caller.path, fix),
    ];
    switch (caller.kind) {
      case "role":
        return listed.some((arn) => caller.role.isNamedBy(arn)) ? [] : bad(`role ${caller.role.label}`);
      case "outside":
        return listed.includes(caller.arn) ? [] : bad(caller.arn);
      case "people":
        return listed.some((arn) => caller.who.endsWith(arn)) ? [] : bad(caller.who);
      case "account":
        return bad(`account ${caller.account} as a whole`);
      case "pattern":
        return bad(`everybody called ${caller.pattern}`);
      case "everybody":
        return bad("everybody");
      case "service":
        return bad(`service ${caller.service}`);
      case "token":
        return bad(`jobs with tokens of ${caller.web.issuer}`);
      case "unknown":
        return [
          unseen(
            urn,
            `whom emergency role ${label} trusts can't be seen.`,
            caller.paths,
            "write its trust from names and account ids",
          ),
        ];
      default:
        return caller satisfies never;
    }
  });
}
