/**
 * ecr-policy
 *
 * A repository's policy lets no stranger in, and principals of other accounts pull at most: they read, and push,
 * delete, tag or change nothing. Their accounts are on the list.
 *
 * Why: OWASP CICD-SEC-9. Whoever may push an image decides what runs.
 *
 * Level: the resource's; the document says it all.
 *
 * Not seen: what identities of the repository's own account may do by their own policies. Services are
 * trust-service-source.
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings).
 */
import { worldSchema } from "../../config/parameters";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { judgeForeigners } from "../../resource-policies/foreign-rights";
import type { Foreigner } from "../../resource-policies/foreigners";
import { openingsFor } from "../../resource-policies/openings";
import { judgeStrangers } from "../../resource-policies/public-openings";
import type { ResourcePolicy } from "../../resource-policies/resource-policy";
import {
  eachPlaceOnce,
  policyCarriers,
  policyOf,
  statementName,
  unseen,
} from "../../resource-policies/resource-policy";
import { changesOn } from "../../resource-policies/service-actions";

export const ecrPolicy: Rule = {
  number: 93,
  name: "ecr-policy",
  title: "Other accounts only pull images",
  description: "No repository policy lets strangers in, and principals of other accounts only pull.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the principals, and allow other accounts ecr:BatchGetImage, ecr:GetDownloadUrlForLayer and ecr:BatchCheckLayerAvailability at most.",
  parameters: worldSchema("accounts"),
  types: policyCarriers.repository,
  resource: (resource, { world }) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged(
      eachPlaceOnce([
        ...judgeStrangers(policy, "ecr:*", {
          anonymous: false,
          why,
          fix: "name the principals, or add a condition that only own accounts meet: aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn",
        }),
        ...judgeForeigners(policy, world, why, (foreigner) => judgeRights(policy, foreigner)),
      ]),
    );
  },
};

const why =
  "CICD-SEC-9: whoever may push an image decides what runs; whoever may pull it reads what is in it";
const changes = changesOn("ecr", ["repository"], ["ecr:PutImage"]);

function judgeRights(policy: ResourcePolicy, { label: who, meant }: Foreigner): readonly Finding[] {
  const { document, urn, label } = policy;
  const changing = openingsFor(document, [meant], changes);
  const unknown = changing.unknown.filter((path) => !document.unknown.includes(path));
  return [
    ...changing.found.map(({ statement, action }): Finding => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} lets ${who} do more than pull: ${action}.`,
      at: [statement.path],
      why,
      fix: "allow other accounts ecr:BatchGetImage, ecr:GetDownloadUrlForLayer and ecr:BatchCheckLayerAvailability at most",
    })),
    ...(unknown.length > 0 && changing.found.length === 0
      ? [unseen(policy, `lets ${who} do more than pull`, unknown, why)]
      : []),
  ];
}
