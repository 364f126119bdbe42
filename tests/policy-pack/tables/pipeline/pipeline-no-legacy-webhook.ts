import { pipelineNoLegacyWebhook } from "../../../../policy-pack/policies/pipeline/pipeline-no-legacy-webhook";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road } from "../../road";
import type { DecisionTable } from "../table";

const webhook = (props: Record<string, unknown>): readonly Written[] =>
  road({
    add: [
      {
        type: "aws:codepipeline/webhook:Webhook",
        name: "webhook",
        props: { name: "payments-push", targetPipeline: "payments", targetAction: "GitLab", ...props },
      },
    ],
  });

export const table: DecisionTable = {
  rule: pipelineNoLegacyWebhook,
  rows: [
    { when: "there is no webhook", shows: "pass", stack: road() },
    {
      when: "anybody may call",
      shows: "violation",
      stack: webhook({ authentication: "UNAUTHENTICATED" }),
      says: ["mandatory webhook: Webhook payments-push demands no HMAC of its callers."],
      inFull: [
        "Webhook payments-push demands no HMAC of its callers.\n  at: authentication\n  why: whoever learns the address starts the source action, past all protections of the branch\n  fix: start the pipeline by a connection's trigger; or set authentication GITHUB_HMAC with a secretToken",
      ],
    },
    {
      when: "only the caller's address counts",
      shows: "violation",
      stack: webhook({ authentication: "IP", authenticationConfiguration: { allowedIpRange: "10.0.0.0/8" } }),
      says: ["mandatory webhook: Webhook payments-push demands no HMAC of its callers."],
    },
    {
      when: "an HMAC is demanded, and there is no secret",
      shows: "violation",
      stack: webhook({ authentication: "GITHUB_HMAC" }),
      says: ["mandatory webhook: Webhook payments-push demands an HMAC and has no secret to check it with."],
    },
    {
      when: "nothing is demanded",
      shows: "violation",
      stack: webhook({}),
      says: ["mandatory webhook: Webhook payments-push demands no HMAC of its callers."],
    },
    {
      when: "an HMAC is demanded of every call",
      shows: "near miss",
      stack: webhook({ authentication: "GITHUB_HMAC", authenticationConfiguration: { secretToken: "s" } }),
    },
    {
      when: "the secret of the HMAC is not known yet",
      shows: "near miss",
      stack: webhook({
        authentication: "GITHUB_HMAC",
        authenticationConfiguration: { secretToken: unknown },
      }),
    },
    {
      when: "what is demanded is not known yet",
      shows: "unknown",
      stack: webhook({ authentication: unknown }),
      says: ["advisory webhook: Undetermined: how webhook payments-push tells who calls is not known."],
    },
  ],
};
