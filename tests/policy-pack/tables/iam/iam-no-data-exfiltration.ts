import { iamNoDataExfiltration } from "../../../../policy-pack/policies/iam/iam-no-data-exfiltration";
import { unknown } from "../../handed";
import { allow, deny, settings } from "../../road";
import type { DecisionTable } from "../table";
import { boundary, build, buildWith, executionRole, unreadable } from "./holders.stack";

const unseen =
  "advisory payments-build-policy: Undetermined: whether payments-build-policy lets all objects, secrets or parameters of a place be read can't be seen, because a part of it is not known.";
const secrets = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:*";

export const table: DecisionTable = {
  rule: iamNoDataExfiltration,
  rows: [
    {
      when: "a bucket and a secret are named",
      shows: "pass",
      stack: build(
        allow(
          ["s3:GetObject", "secretsmanager:GetSecretValue"],
          [
            "arn:aws:s3:::payments/*",
            "arn:aws:secretsmanager:eu-central-1:111111111111:secret:payments/token-*",
          ],
        ),
      ),
    },
    {
      when: "all objects may be read",
      shows: "violation",
      stack: build(allow("s3:Get*", "arn:aws:s3:::*")),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows s3:GetObject and s3:GetObjectVersion on arn:aws:s3:::*.",
      ],
      inFull: [
        "The statement of payments-build-policy allows s3:GetObject and s3:GetObjectVersion on arn:aws:s3:::*.\n" +
          "  at: policy.Statement\n" +
          "  why: CICD-SEC-6: whoever takes over the identity takes away all that it can read\n" +
          "  fix: name the buckets, secrets and parameters, or the beginning of their names",
      ],
    },
    {
      when: "all secrets of one account may be read",
      shows: "violation",
      stack: build(allow("SecretsManager:GetSecretValue", secrets)),
      says: [
        `mandatory payments-build-policy: The statement of payments-build-policy allows secretsmanager:GetSecretValue on ${secrets}.`,
      ],
    },
    {
      when: "all parameters but one may be read",
      shows: "violation",
      stack: build({
        Effect: "Allow",
        Action: "ssm:GetParameters",
        NotResource: "arn:aws:ssm:eu-central-1:111111111111:parameter/x",
      }),
      says: [
        "mandatory payments-build-policy: The statement of payments-build-policy allows ssm:GetParameters on all but a list.",
      ],
    },
    { when: "a policy can't be read", shows: "unknown", stack: unreadable, says: [unseen] },
    {
      when: "what may be read is not known",
      shows: "unknown",
      stack: buildWith(allow("s3:GetObject", ["arn:aws:s3:::payments/*", unknown])),
      says: [unseen],
    },
    {
      when: "an action on everything is not known",
      shows: "unknown",
      stack: buildWith(allow([unknown], "*")),
      says: [unseen],
    },
    {
      when: "names begin alike",
      shows: "near miss",
      stack: build(allow("s3:GetObject", ["arn:aws:s3:::payments-*", "arn:aws:s3:::payments-*/*"])),
    },
    {
      when: "everything may be listed",
      shows: "near miss",
      stack: build(allow(["s3:ListAllMyBuckets", "secretsmanager:ListSecrets"], "*")),
    },
    {
      when: "the same document denies it",
      shows: "near miss",
      stack: build([allow("s3:GetObject", "*"), deny("s3:*", "*")]),
    },
    {
      when: "an execution role reads what the settings name",
      shows: "near miss",
      stack: executionRole(allow("ssm:GetParameters", "arn:aws:ssm:eu-central-1:444444444444:parameter/*")),
      circumstances: { settings: { ...settings, workload: { services: ["ssm"] } } },
    },
    {
      when: "the policy is only a boundary",
      shows: "near miss",
      stack: boundary(allow("s3:GetObject", "*")),
    },
  ],
};
