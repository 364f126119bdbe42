/**
 * trust-service-source
 *
 * A statement that lets an AWS service in says for whose resource the service may come, where the service sends
 * it: `aws:SourceArn`, `aws:SourceAccount`, the organization's keys, and in a key policy for CloudWatch Logs the
 * log group in `kms:EncryptionContext:aws:logs:arn`. Whether it does is tried with calls that the service makes
 * for something of a foreign account, which must be refused.
 *
 * Demanded of codebuild, events, sns, s3 and logs. Advised for codepipeline, of which nobody documents whether it
 * sends the keys; there the form with IfExists is right. Not demanded of others, cloudformation and lambda among
 * them, and not of events in a key policy: EventBridge sends no source when it publishes to an encrypted topic
 * (SNS guide, "Enable compatibility between event sources from AWS services and encrypted topics").
 *
 * Why: a service works for every customer. Without its source, somebody else's pipeline, rule or bucket makes it
 * act here: the confused deputy.
 *
 * Level: the resource's, so that it is stopped before it exists.
 *
 * Not seen: whether the source exists.
 *
 * Parameters: `services` (none): further services of which a source is demanded.
 */
import { textList } from "../../config/environments";
import type { Statement } from "../../iam/document";
import { any } from "../../iam/kleene";
import type { Principal } from "../../iam/principals";
import { accountOfProvider } from "../../reader/provider-account";
import { valueOr } from "../../reader/reading";
import type { ResourceView } from "../../reader/resource";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { CarriedPolicy } from "./carried-policy";
import { carrierTypes, policyOf, unreadable } from "./carried-policy";
import { letsIn } from "./letting-in";
import { callsForOthers, serviceLabels } from "./service-calls";
import { foreignAccount, valuesOf } from "./strangers";

export const trustServiceSource: Rule = {
  number: 73,
  name: "trust-service-source",
  title: "Services come in for our own resources only",
  description: "Statements for AWS services test the source of the call, where the service sends it.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Test aws:SourceArn with ArnEquals against the resource for which the service comes, or aws:SourceAccount against its account.",
  parameters: {
    services: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Further services of which a source is demanded, by the name before .amazonaws.com.",
    },
  },
  types: carrierTypes,
  resource: (resource, setup) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged([
      ...unreadable(resource.urn, policy, why),
      ...policy.allows.flatMap((statement) =>
        (statement.principals?.entries ?? [])
          .filter(({ kind }) => kind === "Service" && statement.principals?.negated === false)
          .flatMap((principal) => judgeService(resource, policy, statement, principal, setup)),
      ),
    ]);
  },
};

const why = "a service works for everybody; without its source, somebody else's resource makes it act here";

const demanded: readonly string[] = ["codebuild", "events", "sns", "s3", "logs"];
const advised: readonly string[] = ["codepipeline"];
/** Services that send no source when they use a key. */
const silentAtKeys: readonly string[] = ["events"];

function demandOf(
  service: string,
  { kind }: CarriedPolicy,
  { parameters }: Setup,
): "demanded" | "advised" | "none" {
  const labels = serviceLabels(service);
  const more = valueOr(textList(parameters.at("services")), []);
  if (more.some((one) => labels.includes(one.toLowerCase()))) return "demanded";
  if (kind === "key" && silentAtKeys.some((one) => labels.includes(one))) return "none";
  if (demanded.some((one) => labels.includes(one))) return "demanded";
  return advised.some((one) => labels.includes(one)) ? "advised" : "none";
}

function judgeService(
  resource: ResourceView,
  policy: CarriedPolicy,
  statement: Statement,
  { value: service, path }: Principal,
  setup: Setup,
): readonly Finding[] {
  const demand = demandOf(service, policy, setup);
  if (demand === "none") return [];
  const own = valueOr(accountOfProvider(resource.provider), "");
  const foreign = foreignAccount([own, ...valuesOf([statement, ...policy.denials])]);
  const truth = any(
    callsForOthers(service, foreign, statement).map((call) => letsIn(statement, policy.denials, call)),
  );
  if (truth === false) return [];
  const about = { urn: resource.urn, why, ...(demand === "advised" ? { advisory: true } : {}) };
  if (truth === true)
    return [
      {
        ...about,
        kind: "violation",
        what: `${policy.subject} lets ${service} in for resources of any account.`,
        at: [path],
        fix:
          demand === "advised"
            ? "test aws:SourceAccount with StringEqualsIfExists against this account"
            : "test aws:SourceArn with ArnEquals against the resource for which it comes, or aws:SourceAccount against this account",
      },
    ];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether ${policy.inside} lets ${service} in for resources of any account can't be seen.`,
      at: [...new Set([path, ...truth.paths])],
      fix: "write the source's ARN from names and account ids instead of outputs",
    },
  ];
}
