/**
 * pipeline-no-legacy-webhook
 *
 * No webhook of CodePipeline's first version starts a pipeline, unless it demands an HMAC with a secret of every
 * call.
 *
 * Why: such a webhook is an address in the open. Without an HMAC whoever learns it, or calls from an allowed
 * address, starts the source action past all protections of the branch.
 *
 * Level: the resource's; the webhook's own inputs say it all. Connections have webhooks of their own, which are
 * none of these.
 */
import { pipelineName } from "../../graph/pipeline";
import { tokens } from "../../stack/tokens";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";

export const pipelineNoLegacyWebhook: Rule = {
  number: 20,
  name: "pipeline-no-legacy-webhook",
  title: "No open webhook starts a pipeline",
  description: "A webhook of CodePipeline's first version demands an HMAC (GITHUB_HMAC with a secret).",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Start the pipeline by a connection's trigger; or set authentication GITHUB_HMAC with a secretToken.",
  parameters: {},
  types: [tokens.pipelineWebhook],
  resource: (webhook) => {
    const field = webhook.properties.at("authentication");
    const secret = webhook.properties.at("authenticationConfiguration").at("secretToken");
    const authentication = field.text();
    const own = {
      urn: webhook.urn,
      at: [field.path],
      why: "whoever learns the address starts the source action, past all protections of the branch",
      fix: "start the pipeline by a connection's trigger; or set authentication GITHUB_HMAC with a secretToken",
    };
    const name = pipelineName(webhook);
    if (authentication.kind === "unknown")
      return judged([
        { ...own, kind: "undetermined", what: `how webhook ${name} tells who calls is not known.` },
      ]);
    if (authentication.kind === "absent" || authentication.value !== "GITHUB_HMAC")
      return judged([{ ...own, kind: "violation", what: `Webhook ${name} demands no HMAC of its callers.` }]);
    if (secret.isAbsent())
      return judged([
        {
          ...own,
          kind: "violation",
          what: `Webhook ${name} demands an HMAC and has no secret to check it with.`,
          at: [secret.path],
        },
      ]);
    return judged([]);
  },
};
