import { IAMClient, paginateListRoles } from "@aws-sdk/client-iam";
import type { OpenAccount } from "../accounts/account-access";
import { failureOf } from "../accounts/service-failure";
import { isRecord } from "../gitlab/gitlab-api";
import type { DoctorLine } from "./line";
import { lines } from "./line";

const { ok, fault, notChecked } = lines("trust");

/**
 * Looks for principals that no longer exist: when a role is deleted and made again, the trusts that named it
 * keep the id of the dead one, and nobody comes in.
 */
export async function trustLines(
  account: OpenAccount,
  region: string,
  isOfTheRoad: (roleName: string) => boolean,
): Promise<readonly DoctorLine[]> {
  const subject = `roles of the road in ${account.accountId}`;
  const trusts: { readonly role: string; readonly dead: readonly string[] }[] = [];
  try {
    const client = new IAMClient(account.clients(region));
    for await (const { Roles = [] } of paginateListRoles({ client }, {}))
      for (const { RoleName: role = "", AssumeRolePolicyDocument: trust = "" } of Roles)
        if (isOfTheRoad(role)) trusts.push({ role, dead: deadPrincipals(trust) });
  } catch (error) {
    return [notChecked(subject, failureOf(error, `listing the roles of ${account.accountId}`))];
  }
  const dead = trusts
    .filter((trust) => trust.dead.length > 0)
    .map((trust) =>
      fault(
        `${trust.role} in ${account.accountId}`,
        `its trust names ${trust.dead.join(", ")}, which no longer exists`,
        "run pulumi up --refresh, which writes the trust anew; for a role of your own, name the principal again",
      ),
    );
  return dead.length > 0 ? dead : [ok(subject, `${trusts.length} roles, no dead principal in their trusts`)];
}

/** IAM shows a principal that exists by its ARN, and a deleted one by its id (IAM guide, "Principal"). */
const deadId = /^A(?:ROA|IDA)[A-Z0-9]{8,}$/;

function deadPrincipals(encoded: string): readonly string[] {
  const document: unknown = JSON.parse(decodeURIComponent(encoded));
  const statements = isRecord(document) ? [document["Statement"]].flat() : [];
  return statements.filter(isRecord).flatMap(({ Principal }) => {
    const principals: readonly unknown[] = isRecord(Principal) ? [Principal["AWS"]].flat() : [];
    return principals.filter((one): one is string => typeof one === "string" && deadId.test(one));
  });
}
