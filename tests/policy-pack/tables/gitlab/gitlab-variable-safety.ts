import { gitlabVariableSafety } from "../../../../policy-pack/policies/gitlab/gitlab-variable-safety";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { road, roleArn } from "../../road";
import type { DecisionTable } from "../table";
import { free, observed, observedReason, resource, withGitLab } from "./project.stack";

type Properties = Readonly<Record<string, unknown>>;

const circumstances = withGitLab();
const guarded = { protected: true, masked: true, environmentScope: "prod" };
const role = roleArn("prod", "release");
const accessKey = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const variable = (props: Properties, more: Partial<Written> = {}): Written =>
  resource("projectVariable", "variable", props, more);
const ofGroup = (props: Properties): Written =>
  resource("groupVariable", "variable", { project: undefined, group: "acme", ...props });
const ofSchedule = (props: Properties): Written =>
  resource("pipelineScheduleVariable", "variable", { pipelineScheduleId: 3, ...props });
const userKey: Written = { type: "aws:iam/accessKey:AccessKey", name: "key", props: { user: "robot" } };

export const table: DecisionTable = {
  rule: gitlabVariableSafety,
  rows: [
    {
      when: "a secret is protected, masked and for one environment",
      shows: "pass",
      stack: [variable({ key: "RELEASE_TOKEN", value: "a-token-of-theirs", ...guarded })],
      circumstances,
    },
    {
      when: "a role is protected, hidden and for one environment",
      shows: "pass",
      stack: [variable({ key: "DEPLOY_ROLE_ARN", value: role, ...guarded, masked: undefined, hidden: true })],
      circumstances,
    },
    {
      when: "a secret is open to every job",
      shows: "violation",
      stack: [variable({ key: "Release_Token", value: "a-token-of-theirs" })],
      circumstances,
      says: [
        "mandatory variable: Variable Release_Token holds a secret and is not protected, not masked and for every environment.",
      ],
      inFull: [
        "Variable Release_Token holds a secret and is not protected, not masked and for every environment.\n  at: protected, masked, environmentScope\n  why: CICD-SEC-6: jobs that should not have it read it, and reach what it opens\n  fix: set protected: true, masked: true and environmentScope: the one environment that needs it",
      ],
    },
    {
      when: "a role is for every environment, and its name says nothing",
      shows: "violation",
      stack: [variable({ key: "TARGET", value: `prefix ${role}`, ...guarded, environmentScope: "**" })],
      circumstances,
      says: ["mandatory variable: Variable TARGET holds a role and is for every environment."],
    },
    {
      when: "a value has the shape of a token",
      shows: "violation",
      stack: [variable({ key: "TARGET", value: `glpat-${"x".repeat(20)}`, ...guarded, protected: false })],
      circumstances,
      says: ["mandatory variable: Variable TARGET holds a secret and is not protected."],
    },
    {
      when: "a guarded variable holds an AWS access key",
      shows: "violation",
      stack: [variable({ key: "TARGET", value: `id ${accessKey}`, ...guarded })],
      circumstances,
      says: ["mandatory variable: Variable TARGET holds an AWS access key."],
    },
    {
      when: "a guarded variable has the name under which the SDKs look for a key",
      shows: "violation",
      stack: [variable({ key: "aws_Secret_Access_Key", value: unknown, ...guarded })],
      circumstances,
      says: ["mandatory variable: Variable aws_Secret_Access_Key holds an AWS access key."],
    },
    {
      when: "a file variable holds the SDKs' file of keys",
      shows: "violation",
      stack: [
        variable({
          key: "CONFIG",
          value: "[default]\naws_secret_access_key = abc",
          variableType: "file",
          ...guarded,
        }),
      ],
      circumstances,
      says: ["mandatory variable: Variable CONFIG holds an AWS access key."],
    },
    {
      when: "a value is made from an access key of the stack",
      shows: "violation",
      stack: [
        userKey,
        variable({ key: "TARGET", value: unknown, ...guarded }, { madeFrom: { value: ["key"] } }),
      ],
      circumstances,
      says: ["mandatory variable: Variable TARGET holds an AWS access key."],
    },
    {
      when: "a variable of the group is open",
      shows: "violation",
      stack: [ofGroup({ key: "RELEASE_TOKEN", value: "a-token-of-theirs", protected: true })],
      circumstances,
      says: [
        "mandatory variable: Variable RELEASE_TOKEN holds a secret and is not masked and for every environment.",
      ],
    },
    {
      when: "a variable of a schedule holds a role",
      shows: "violation",
      stack: [ofSchedule({ key: "DEPLOY_ROLE_ARN", value: role })],
      circumstances,
      says: [
        "mandatory variable: Variable DEPLOY_ROLE_ARN holds a role and is a variable of a schedule, which is neither protected nor masked.",
      ],
    },
    {
      when: "the policy config knows the name as a secret's",
      shows: "violation",
      stack: [variable({ key: "LICENCE", value: "abc", ...guarded, masked: "False" })],
      circumstances: withGitLab({}, { keyPatterns: ["licen?e"] }),
      says: ["mandatory variable: Variable LICENCE holds a secret and is not masked."],
    },
    {
      when: "an open variable holds nothing to hide",
      shows: "near miss",
      stack: [variable({ key: "NODE_VERSION", value: "20" })],
      circumstances,
    },
    {
      when: "an open variable only says where the secret is",
      shows: "near miss",
      stack: [
        variable({
          key: "STATUS_TOKEN_SECRET",
          value: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:payments/gitlab",
        }),
      ],
      circumstances,
    },
    {
      when: "a known value under a role's name is no role of AWS",
      shows: "near miss",
      stack: [variable({ key: "DATABASE_ROLE", value: "reader" })],
      circumstances,
    },
    {
      when: "a variable of the group has no environment, which Free can't give it",
      shows: "near miss",
      stack: [ofGroup({ key: "RELEASE_TOKEN", value: "a-token-of-theirs", protected: true, masked: true })],
      circumstances: free,
    },
    {
      when: "a value that is not known is guarded like a secret",
      shows: "near miss",
      stack: [variable({ key: "TARGET", value: unknown, ...guarded })],
      circumstances,
    },
    {
      when: "a value is not known, and the variable is open",
      shows: "unknown",
      stack: [variable({ key: "TARGET", value: unknown })],
      circumstances,
      says: [
        "advisory variable: Undetermined: whether variable TARGET holds a secret or a role is not known, and it is not guarded like one.",
      ],
    },
    {
      when: "whether a role's variable is protected is not known",
      shows: "unknown",
      stack: [
        variable({
          key: "DEPLOY_ROLE",
          value: unknown,
          protected: unknown,
          masked: unknown,
          environmentScope: unknown,
        }),
      ],
      circumstances,
      says: [
        "advisory variable: Undetermined: whether variable DEPLOY_ROLE, which holds a role, is protected, masked and for one environment is not known.",
      ],
    },
    {
      when: "nobody states the tier, so whether a group's variable can have an environment is not known",
      shows: "unknown",
      stack: [ofGroup({ key: "RELEASE_TOKEN", value: "a-token-of-theirs", protected: true, masked: true })],
      circumstances: { settings: {} },
      says: [
        "advisory variable: Undetermined: whether variable RELEASE_TOKEN, which holds a secret, is protected, masked and for one environment is not known.",
      ],
    },
    {
      when: "another stack manages the guard-rails",
      shows: "not applicable",
      stack: [variable({ key: "RELEASE_TOKEN", value: "a-token-of-theirs" })],
      circumstances: observed,
      notApplicable: [observedReason],
    },
    {
      when: "there are no variables",
      shows: "not applicable",
      stack: road(),
      circumstances,
      notApplicable: ["the stack sets no CI variables of GitLab"],
    },
  ],
};
