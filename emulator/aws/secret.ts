import { dashed } from "../autoname";
import { fingerprint } from "../fingerprint";
import type { Model } from "../model";
import { secretPolicy } from "../policy/document-kind";
import { judgePolicy } from "../policy/judge-policy";
import { anything, flag, number, text } from "../shape";
import { tokens } from "../type-tokens";
import { region, tags } from "./tags";

const source = "Secrets Manager API reference: CreateSecret";

/** Days until a deleted secret is gone; 0 deletes at once. */
const recoveryDays = [0, ...Array.from({ length: 24 }, (_, index) => index + 7)];

export const secret: Model = {
  type: tokens.secret,
  source,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    name: text({
      min: 1,
      max: 512,
      matches: /^[\w/+=.@-]+$/,
      says: "1-512 letters, digits and /_+=.@-",
      source,
    }),
    namePrefix: text(),
    description: text({ max: 2048, source }),
    kmsKeyId: text({ max: 2048, source }),
    recoveryWindowInDays: number({
      oneOf: recoveryDays,
      says: "0 or 7-30 days",
      source: "Secrets Manager API reference: DeleteSecret",
    }),
    policy: anything,
    replicas: anything,
    forceOverwriteReplicaSecret: flag,
    type: text(),
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => subject.text("name"),
  check: (subject) => void judgePolicy(subject, "policy", secretPolicy),
  compute: (subject, name) => {
    const suffix = fingerprint(6, subject.account, subject.region, name);
    const arn = subject.arn("secretsmanager", `secret:${name}-${suffix}`);
    return { id: arn, outputs: { arn } };
  },
};
