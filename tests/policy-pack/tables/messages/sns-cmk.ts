import { snsCmk } from "../../../../policy-pack/policies/messages/sns-cmk";
import { unknown } from "../../handed";
import type { DecisionTable } from "../table";
import { key, topic } from "./topics.stack";

const says = (what: string) => `mandatory notices: Topic payments-notices ${what}.`;

export const table: DecisionTable = {
  rule: snsCmk,
  rows: [
    { when: "an alias of the customer is named", shows: "pass", stack: [topic()] },
    {
      when: "the key of the stack is named, whose ARN is not known yet",
      shows: "pass",
      stack: [key, topic({ kmsMasterKeyId: unknown }, { madeFrom: { kmsMasterKeyId: ["notices-key"] } })],
    },
    {
      when: "no key is named",
      shows: "violation",
      stack: [topic({ kmsMasterKeyId: undefined })],
      says: [says("is not encrypted with any key")],
      inFull: [
        `Topic payments-notices is not encrypted with any key.
  at: kmsMasterKeyId
  why: CICD-SEC-7: what the topic tells of an approval carries the token that answers it
  fix: set kmsMasterKeyId to a key of this stack, whose policy lets in the services that publish`,
      ],
    },
    {
      when: "the key is an empty text",
      shows: "violation",
      stack: [topic({ kmsMasterKeyId: "" })],
      says: [says("is not encrypted with any key")],
    },
    {
      when: "the key is AWS's own",
      shows: "violation",
      stack: [topic({ kmsMasterKeyId: "alias/aws/sns" })],
      says: [says("is encrypted with a key of AWS's own")],
    },
    {
      when: "the id of a key that is not in the stack is named",
      shows: "unknown",
      stack: [topic({ kmsMasterKeyId: "arn:aws:kms:eu-central-1:111111111111:key/1234" })],
      says: [
        "advisory notices: Undetermined: whether topic payments-notices is encrypted with a key of ours can't be seen.",
      ],
    },
    {
      when: "the key is made from something that is no key",
      shows: "unknown",
      stack: [
        topic({ kmsMasterKeyId: unknown }, { madeFrom: { kmsMasterKeyId: ["other"] } }),
        { type: "aws:ssm/parameter:Parameter", name: "other", props: {} },
      ],
      says: [
        "advisory notices: Undetermined: whether topic payments-notices is encrypted with a key of ours can't be seen.",
      ],
    },
    {
      when: "an alias of the customer has a name that looks like AWS's",
      shows: "near miss",
      stack: [topic({ kmsMasterKeyId: "alias/awsnotices" })],
    },
    {
      when: "there is no topic",
      shows: "not applicable",
      stack: [],
      notApplicable: ["the stack has no topic"],
    },
  ],
};
