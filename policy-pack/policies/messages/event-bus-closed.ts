/**
 * event-bus-closed
 *
 * No policy of an event bus lets strangers in, and other accounts only put events, from accounts on the list. A
 * permission of the older kind (EventPermission) names one account of the list, or everybody of an organization.
 *
 * Why: OWASP CICD-SEC-1. Rules take what is on the bus at its word: whoever puts an event there can start what a rule
 * starts, and can drown what should be noticed.
 *
 * Level: the resource's; the document says it all.
 *
 * Not seen: what identities of the bus's own account may do by their own policies; who belongs to an organization.
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings).
 */
import { worldSchema } from "../../config/parameters";
import type { ResourceView } from "../../reader/resource";
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
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";

const permission = "aws:cloudwatch/eventPermission:EventPermission";

export const eventBusClosed: Rule = {
  number: 98,
  name: "event-bus-closed",
  title: "Event buses take events of own accounts only",
  description:
    "No event bus is open to strangers or to accounts that are not listed; others only put events.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the accounts that put events, each on the list, or add a condition on aws:PrincipalOrgID.",
  parameters: worldSchema("accounts"),
  types: [...policyCarriers.bus, permission],
  resource: (resource, setup) => {
    if (resource.type === permission) return judged(judgePermission(resource, setup));
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged(
      eachPlaceOnce([
        ...judgeStrangers(policy, "events:*", { anonymous: false, why, fix }),
        ...judgeForeigners(policy, setup.world, why, (foreigner) => judgeRights(policy, foreigner)),
      ]),
    );
  },
};

const why =
  "CICD-SEC-1: rules take an event at its word, so whoever puts one on the bus starts what the rule starts";
const fix =
  "name the accounts, or add a condition that only own accounts meet: aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn";

const changes = changesOn(
  "events",
  ["event-bus", "rule", "rule-on-custom-event-bus", "rule-on-default-event-bus"],
  ["events:PutRule", "events:PutTargets"],
).filter((name) => name !== "events:PutEvents");

function judgeRights(policy: ResourcePolicy, { label: who, meant }: Foreigner): readonly Finding[] {
  const { document, urn, label } = policy;
  const { found, unknown } = openingsFor(document, [meant], changes);
  const unclear = unknown.filter((path) => !document.unknown.includes(path));
  if (found.length === 0)
    return unclear.length > 0 ? [unseen(policy, `lets ${who} do more than put events`, unclear, why)] : [];
  return found.map(({ statement, action }) => ({
    kind: "violation",
    urn,
    what: `In ${label}, ${statementName(statement)} lets ${who} do more than put events: ${action}.`,
    at: [statement.path],
    why,
    fix: "allow other accounts events:PutEvents at most",
  }));
}

function judgePermission({ urn, name, properties }: ResourceView, { world }: Setup): readonly Finding[] {
  const principal = properties.at("principal").text();
  const about = { urn, why, at: ["principal"] };
  if (principal.kind !== "known")
    return [
      {
        ...about,
        kind: "undetermined",
        what: `whom event permission ${name} lets in can't be seen.`,
        fix: "write the account as a literal",
      },
    ];
  const who = principal.value;
  if (who === "*") return judgeEverybody({ urn, name, properties });
  const { accounts } = world;
  if (accounts.kind !== "known")
    return [
      {
        ...about,
        kind: "undetermined",
        what: `which accounts this stack may work in is not known, so account ${who.slice(0, 12)} of event permission ${name} can't be held against them.`,
        at: ["principal", accounts.path],
        fix: "give this policy's config `accounts`, or the stack the settings delivery:devops and delivery:environments",
      },
    ];
  if (accounts.value.includes(who)) return [];
  return [
    {
      ...about,
      kind: "violation",
      what: `Event permission ${name} lets account ${who.slice(0, 12)} in, which is not on the list of this stack (${accounts.value.join(", ")}).`,
      fix: "remove the permission, or add the account to the settings or to the policy config's `accounts`",
    },
  ];
}

/** The only condition that EventBridge takes here is aws:PrincipalOrgID equal to one organization. */
function judgeEverybody({ urn, name, properties }: Pick<ResourceView, "urn" | "name" | "properties">) {
  const value = properties.at("condition").at("value").text();
  const about = { urn, why, at: ["principal", "condition"] };
  if (value.kind === "known" && /^o-[a-z0-9]+$/.test(value.value)) return [];
  if (value.kind === "unknown")
    return [
      {
        ...about,
        kind: "undetermined" as const,
        what: `whether event permission ${name} lets everybody in can't be seen.`,
        fix: "write the organization in condition as a literal",
      },
    ];
  return [{ ...about, kind: "violation" as const, what: `Event permission ${name} lets everybody in.`, fix }];
}
