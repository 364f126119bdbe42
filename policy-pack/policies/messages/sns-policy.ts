/**
 * sns-policy
 *
 * A topic's policy lets no stranger in, and principals of other accounts only publish or subscribe, from accounts on
 * the list. A service of AWS publishes only for a source that the statement names: what it sends for a thing of a
 * stranger is refused. And whoever publishes does so by TLS: every sns:Publish with aws:SecureTransport false is
 * surely denied.
 *
 * Why: OWASP CICD-SEC-7. Whoever publishes to the topic says what is to be approved; whoever subscribes to it reads
 * the token that answers.
 *
 * Level: both. Whom the policy lets in shows in the document; which topic it is of, and whether every topic has
 * one, takes the stack.
 *
 * Not seen: what identities of the topic's own account may do by their own policies. That a service comes for our own
 * things only is asked by trust-service-source too, of other resources as well.
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings).
 */
import { worldSchema } from "../../config/parameters";
import { openingsFor } from "../../resource-policies/openings";
import { judgeForeigners } from "../../resource-policies/foreign-rights";
import type { Foreigner } from "../../resource-policies/foreigners";
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
import { serviceForStrangers } from "../../resource-policies/visitors";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import { judgeTopicTransport } from "./topic-transport";

export const snsPolicy: Rule = {
  number: 96,
  name: "sns-policy",
  title: "Topics take messages from those who are meant, by TLS",
  description:
    "No topic policy lets strangers in; services publish for named sources only; publishing without TLS is denied.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name who publishes, services with aws:SourceArn or aws:SourceAccount, and deny sns:Publish where aws:SecureTransport is false.",
  parameters: worldSchema("accounts"),
  types: policyCarriers.topic,
  resource: (resource, { world }) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged(
      eachPlaceOnce([
        ...judgeStrangers(policy, "sns:*", {
          // SNS answers requests that nobody signed.
          anonymous: true,
          why,
          fix: "name the principals, or add a condition that only own accounts meet: aws:SourceOwner, aws:PrincipalOrgID, aws:PrincipalAccount",
        }),
        ...judgeServices(policy),
        ...judgeForeigners(policy, world, why, (foreigner) => judgeRights(policy, foreigner)),
      ]),
    );
  },
  stack: judgeTopicTransport,
};

const why =
  "CICD-SEC-7: whoever publishes says what is to be approved, and whoever subscribes reads the token that answers";

/** The most services of one policy that are looked at one by one. */
const mostServices = 20;

function judgeServices(policy: ResourcePolicy): readonly Finding[] {
  const { document, urn, label } = policy;
  const services = new Map<string, string>();
  for (const { effect, principals } of document.statements)
    if (effect === "Allow" && principals?.negated === false)
      for (const { kind, value, path } of principals.entries)
        if (kind === "Service") services.set(value, path);
  return [...services].flatMap(([service, path], index): readonly Finding[] => {
    if (index >= mostServices)
      return index === mostServices
        ? [unseen(policy, `lets more than ${mostServices} services publish for strangers`, [path], why)]
        : [];
    const strangers = serviceForStrangers(document, service);
    const { found, unknown } = openingsFor(document, strangers.visitors, ["sns:Publish"]);
    const unclear = [...unknown, ...strangers.unknown].filter((one) => !document.unknown.includes(one));
    if (found.length === 0)
      return unclear.length > 0
        ? [unseen(policy, `lets ${shortened(service, 100)} publish for strangers`, unclear, why)]
        : [];
    return found.map(({ statement }) => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} lets ${shortened(service, 100)} publish for whoever asks it to.`,
      at: [path],
      why: "a service works for everybody; without its source, somebody else's rule or alarm publishes here",
      fix: "test aws:SourceArn with ArnEquals against what publishes, or aws:SourceAccount against this account",
    }));
  });
}

/** What others may do with a topic at most beside reading. */
const messages: ReadonlySet<string> = new Set(["sns:Publish", "sns:Subscribe", "sns:ConfirmSubscription"]);
const changes = changesOn("sns", ["topic"], ["sns:SetTopicAttributes"]).filter((name) => !messages.has(name));

function judgeRights(policy: ResourcePolicy, { label: who, meant }: Foreigner): readonly Finding[] {
  const { document, urn, label } = policy;
  const { found, unknown } = openingsFor(document, [meant], changes);
  const unclear = unknown.filter((path) => !document.unknown.includes(path));
  if (found.length === 0)
    return unclear.length > 0 ? [unseen(policy, `lets ${who} change the topic`, unclear, why)] : [];
  return found.map(({ statement, action }) => ({
    kind: "violation",
    urn,
    what: `In ${label}, ${statementName(statement)} lets ${who} change the topic: ${action}.`,
    at: [statement.path],
    why,
    fix: "allow other accounts sns:Publish or sns:Subscribe at most",
  }));
}
