import { iamSecretReaders } from "../../../../policy-pack/policies/iam/iam-secret-readers";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { allow, provider, road, role, roleArn, rolePolicy, settings } from "../../road";
import type { DecisionTable } from "../table";
import { people } from "./holders.stack";

const token = { settings: { ...settings, gitlab: { statusTokenSecret: "payments/gitlab-status" } } };
const secretArn = (name: string) => `arn:aws:secretsmanager:eu-central-1:111111111111:secret:${name}`;
const read = (name: string) => allow("secretsmanager:GetSecretValue", secretArn(name));
const secret: Written = {
  type: "aws:secretsmanager/secret:Secret",
  name: "npm-token",
  provider: provider("devops"),
  props: { name: "payments/npm", arn: unknown },
};

/** A function that an event rule calls, and its role. */
const reporter: readonly Written[] = [
  role("devops", "payments-status"),
  rolePolicy("devops", "payments-status", read("payments/gitlab-status-*")),
  {
    type: "aws:lambda/function:Function",
    name: "status",
    provider: provider("devops"),
    props: { name: "payments-status", role: roleArn("devops", "payments-status"), arn: unknown },
  },
  {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "status-target",
    provider: provider("devops"),
    props: { rule: "status", arn: "arn:aws:lambda:eu-central-1:111111111111:function:payments-status" },
  },
];

export const table: DecisionTable = {
  rule: iamSecretReaders,
  rows: [
    {
      when: "the function that reports to GitLab reads its token",
      shows: "pass",
      stack: road({ add: reporter }),
      circumstances: token,
    },
    {
      when: "a role that is mapped to a secret reads it",
      shows: "pass",
      stack: road({
        add: [secret, rolePolicy("devops", "payments-build", read("payments/npm-??????"), "more")],
      }),
      circumstances: {
        settings,
        config: { readers: [{ secret: "payments/npm", roles: [roleArn("devops", "payments-build")] }] },
      },
    },
    {
      when: "a build may read the token",
      shows: "violation",
      stack: road({ add: [rolePolicy("devops", "payments-build", read("payments/*"), "more")] }),
      circumstances: token,
      says: [
        "mandatory more: Role payments-build may read secret payments/gitlab-status, and is not mapped to it.",
      ],
      inFull: [
        [
          "Role payments-build may read secret payments/gitlab-status, and is not mapped to it.",
          "  at: more.policy.Statement",
          "  why: CICD-SEC-6: a secret is as well kept as its widest reader, and whoever reads it acts in its owner's name",
          "  fix: take secretsmanager:GetSecretValue on it away, or map the role to the secret in this policy's `readers`",
        ].join("\n"),
      ],
    },
    {
      when: "people may read a secret of the stack that is mapped to nobody",
      shows: "violation",
      stack: [secret, ...people(allow("secretsmanager:*", "*"))],
      says: [
        "mandatory developers-policy: Group developers may read secret payments/npm, and is not mapped to it.",
      ],
    },
    {
      when: "the function that reports may read another secret too",
      shows: "violation",
      stack: road({
        add: [secret, ...reporter, rolePolicy("devops", "payments-status", read("payments/npm*"), "more")],
      }),
      circumstances: token,
      says: ["mandatory more: Role payments-status may read secret payments/npm, and is not mapped to it."],
    },
    {
      when: "a policy can't be read",
      shows: "unknown",
      stack: [
        secret,
        role("devops", "payments-build"),
        { ...rolePolicy("devops", "payments-build", []), props: { role: "payments-build", policy: unknown } },
      ],
      says: [
        "advisory payments-build-policy: Undetermined: whether role payments-build may read secret payments/npm can't be seen.",
      ],
    },
    {
      when: "the name of a secret is not known yet",
      shows: "unknown",
      stack: [{ ...secret, props: { name: unknown, arn: unknown } }, ...people(read("payments/npm-AbCdEf"))],
      says: [
        "advisory developers-policy: Undetermined: whether group developers may read secret npm-token can't be seen.",
      ],
    },
    {
      when: "people may describe the secret",
      shows: "near miss",
      stack: [secret, ...people(allow("secretsmanager:DescribeSecret", "*"))],
    },
    {
      when: "people may read a secret whose name only begins alike",
      shows: "near miss",
      stack: [secret, ...people(read("payments/npm-mirror-AbCdEf"))],
    },
    {
      when: "people of another account may read secrets of theirs",
      shows: "near miss",
      stack: [secret, ...people(allow("secretsmanager:GetSecretValue", "*"), "dev")],
    },
    {
      when: "there is no secret",
      shows: "not applicable",
      stack: road(),
      notApplicable: ["the stack has no secret, and the settings name none"],
    },
  ],
};
