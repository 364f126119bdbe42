import { dashed } from "../autoname";
import type { Model } from "../model";
import { flag, number, oneOf, text } from "../shape";
import { tokens } from "../type-tokens";
import { region, tags } from "./tags";

const source = "CloudWatch Logs API reference: CreateLogGroup";
const retention = "CloudWatch Logs API reference: PutRetentionPolicy";

/** Days that CloudWatch Logs knows; 0 keeps for ever. */
const retentionDays = [
  ...[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096],
  ...[1827, 2192, 2557, 2922, 3288, 3653],
];

export const logGroup: Model = {
  type: tokens.logGroup,
  source,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    name: text({
      min: 1,
      max: 512,
      matches: /^(?!aws\/)[.\-_/#A-Za-z0-9]+$/,
      says: "1-512 letters, digits and .-_/#, not beginning with 'aws/'",
      source,
    }),
    namePrefix: text(),
    retentionInDays: number({ oneOf: retentionDays, source: retention }),
    kmsKeyId: text({
      max: 256,
      matches: /^arn:[\w-]+:kms:[^:]+:\d{12}:key\/.+$/,
      says: "the ARN of a key, not an alias",
      source: "CloudWatch Logs API reference: AssociateKmsKey",
    }),
    logGroupClass: oneOf(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], source),
    skipDestroy: flag,
    deletionProtectionEnabled: flag,
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  compute: (subject, name) => ({
    id: name,
    outputs: { arn: subject.arn("logs", `log-group:${name}`) },
  }),
};
