/**
 * sns-subscribers
 *
 * Whoever subscribes to a topic is on the list: mail addresses of the settings, functions, queues and delivery
 * streams of our own accounts, and whatever else `endpoints` names. Nobody is told by plain http.
 *
 * Why: OWASP CICD-SEC-7. The message about an approval carries what is to be approved and how; a forgotten address, or
 * one of somebody else, learns of every release. Plain HTTP tells everybody on the way.
 *
 * Level: the resource's where the endpoint is written; the stack's where it is made from another resource.
 *
 * Not seen: whether somebody confirmed the subscription, and who reads a mailing list.
 *
 * Parameters: `endpoints` (default: the mail addresses of the settings' notices and approvals). Where it is given,
 * it says all: mail addresses, addresses beginning with https://, phone numbers, ARNs; `*` stands for any text, such
 * as `*@example.com`. `accounts` (default: the DevOps account and all targets of the settings).
 */
import { worldSchema } from "../../config/parameters";
import { accountOf } from "../../iam/arn";
import { matches } from "../../iam/glob";
import type { Reading } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView, StackResource } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import { longest, ownName } from "./own-name";

export const snsSubscribers: Rule = {
  number: 97,
  name: "sns-subscribers",
  title: "Topics tell listed subscribers only",
  description:
    "Subscriptions go to listed addresses and to functions and queues of own accounts, never by plain http.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Remove the subscription, or list its endpoint in the settings or in this policy's `endpoints`.",
  parameters: worldSchema("endpoints", "accounts"),
  types: [tokens.topicSubscription],
  resource: (subscription, setup) => {
    const { protocol, endpoint } = read(subscription);
    if (protocol.kind !== "known") return judged([unseen(subscription, [protocol.path])]);
    if (plain.has(protocol.value)) return judged([overHttp(subscription)]);
    return judged(
      endpoint.kind === "known" ? judgeEndpoint(subscription, protocol.value, endpoint.value, setup) : [],
    );
  },
  stack: (stack, setup) => {
    const subscriptions = stack.ofType(tokens.topicSubscription);
    if (subscriptions.length === 0) return notApplicable("the stack has no subscription");
    return judged(subscriptions.flatMap((subscription) => judgeMade(subscription, setup)));
  },
};

const why = "CICD-SEC-7: whoever is told of every release and approval must be somebody who is meant to be";
const plain: ReadonlySet<string> = new Set(["http"]);
/** Protocols whose endpoint is the ARN of something in an account. */
const ofAccounts: ReadonlySet<string> = new Set(["lambda", "sqs", "firehose"]);
const mail: ReadonlySet<string> = new Set(["email", "email-json"]);

function read({ properties }: ResourceView) {
  return { protocol: properties.at("protocol").text(), endpoint: properties.at("endpoint").text() };
}

function judgeEndpoint(
  subscription: ResourceView,
  protocol: string,
  endpoint: string,
  { world }: Setup,
): readonly Finding[] {
  const { mailAddresses: endpoints } = world;
  if (isListed(endpoint, protocol, endpoints)) return [];
  if (ofAccounts.has(protocol))
    return judgeAccount(subscription, protocol, accountOf(endpoint), world.accounts);
  if (endpoints.kind !== "known")
    return [
      {
        kind: "undetermined",
        urn: subscription.urn,
        what: `who may be told is not known, so subscription ${ownName(subscription)} to ${shown(protocol, endpoint)} can't be held against it.`,
        at: ["endpoint", endpoints.path],
        why,
        fix: "give this policy's config `endpoints`, or the stack the settings delivery:notices and delivery:environments",
      },
    ];
  return [
    {
      kind: "violation",
      urn: subscription.urn,
      what: `Subscription ${ownName(subscription)} tells ${shown(protocol, endpoint)}, which is not listed.`,
      at: ["endpoint"],
      why,
      fix: mail.has(protocol)
        ? "remove the subscription, or name the address in the settings delivery:notices or in an environment's approval"
        : "remove the subscription, or list its endpoint in this policy's `endpoints`",
    },
  ];
}

function isListed(endpoint: string, protocol: string, endpoints: Reading<readonly string[]>): boolean {
  if (endpoints.kind !== "known") return false;
  const fold = (text: string) => (mail.has(protocol) ? text.toLowerCase() : text);
  return endpoints.value.some((listed) => matches(fold(listed), fold(endpoint)));
}

/** As much of an endpoint as may be repeated: the path of an address may be a secret. */
function shown(protocol: string, endpoint: string): string {
  if (!/^https?$/i.test(protocol) && !endpoint.includes("//"))
    return `${shortened(endpoint, longest)} by ${protocol}`;
  return URL.canParse(endpoint)
    ? `host ${new URL(endpoint).hostname} by ${protocol}`
    : `an address by ${protocol}`;
}

function overHttp(subscription: ResourceView): Finding {
  return {
    kind: "violation",
    urn: subscription.urn,
    what: `Subscription ${ownName(subscription)} tells by plain http.`,
    at: ["protocol"],
    why: "CICD-SEC-7: anybody on the way reads it, and answers in its place",
    fix: "subscribe by https, and list the address in this policy's `endpoints`",
  };
}

function judgeAccount(
  subscription: ResourceView,
  protocol: string,
  account: string | undefined,
  accounts: Reading<readonly string[]>,
): readonly Finding[] {
  if (account === undefined) return [unseen(subscription, ["endpoint"])];
  if (accounts.kind !== "known")
    return [
      {
        kind: "undetermined",
        urn: subscription.urn,
        what: `which accounts this stack may work in is not known, so account ${account}, which subscription ${ownName(subscription)} tells by ${protocol}, can't be held against them.`,
        at: ["endpoint", accounts.path],
        why,
        fix: "give this policy's config `accounts`, or the stack the settings delivery:devops and delivery:environments",
      },
    ];
  if (accounts.value.includes(account)) return [];
  return [
    {
      kind: "violation",
      urn: subscription.urn,
      what: `Subscription ${ownName(subscription)} tells account ${account} by ${protocol}, which is not on the list of this stack (${accounts.value.join(", ")}).`,
      at: ["endpoint"],
      why,
      fix: "remove the subscription, or list its endpoint in this policy's `endpoints`",
    },
  ];
}

/** An endpoint that nobody knows yet is in the account of what it is made from. */
function judgeMade(subscription: StackResource, { world }: Setup): readonly Finding[] {
  const { protocol, endpoint } = read(subscription);
  if (protocol.kind !== "known" || plain.has(protocol.value) || endpoint.kind === "known") return [];
  const [source, ...others] = subscription.madeFrom("endpoint");
  const account = source && others.length === 0 ? accountOfProvider(source.provider) : undefined;
  return ofAccounts.has(protocol.value) && account?.kind === "known"
    ? judgeAccount(subscription, protocol.value, account.value, world.accounts)
    : [unseen(subscription, [endpoint.path])];
}

function unseen(subscription: ResourceView, at: readonly string[]): Finding {
  return {
    kind: "undetermined",
    urn: subscription.urn,
    what: `whom subscription ${ownName(subscription)} tells can't be seen.`,
    at,
    why,
    fix: "write protocol and endpoint as literals, the ARN of a function or queue from account, region and name",
  };
}
