/**
 * kms-no-wildcard-principal
 *
 * A key's policy lets no stranger in. Where a statement allows something to everybody (`*`, or NotPrincipal), a
 * condition must keep out identities of accounts and organizations that are nobody's here: tried are requests of
 * such an identity, and of a service that works for one. A condition on the service alone (kms:ViaService) keeps
 * nobody out, because every account uses the same services; an address is nobody's account.
 *
 * Why: the key's policy alone opens a key to other accounts. With `*` whoever knows the key's ARN may use it.
 *
 * Level: the resource's; the document says it all, and an open key must not come to be.
 *
 * Not seen: who belongs to an organization or account that the condition names.
 */
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { judgeStrangers } from "../../resource-policies/public-openings";
import { policyCarriers, policyOf } from "../../resource-policies/resource-policy";

export const kmsNoWildcardPrincipal: Rule = {
  number: 77,
  name: "kms-no-wildcard-principal",
  title: "No key is open to strangers",
  description: "No statement of a key's policy lets in identities of accounts that it doesn't name.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the roles that use the key; where everybody has to be named, add a condition on kms:CallerAccount, aws:PrincipalOrgID or aws:PrincipalArn.",
  parameters: {},
  types: policyCarriers.key,
  resource: (resource) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    const fix =
      "name the roles, or add a condition that only own accounts meet: kms:CallerAccount, aws:PrincipalOrgID, aws:PrincipalArn; kms:ViaService alone is met by every account";
    return judged(judgeStrangers(policy, "kms:*", { anonymous: false, why, fix }));
  },
};

const why =
  "a key's policy alone opens the key to every account that it lets in, and to all that the key encrypts";
