import { providerAccountAllowlist } from "../../../../policy-pack/policies/stack/provider-account-allowlist";
import type { Written, WrittenProvider } from "../../handed";
import { unknown } from "../../handed";
import { accounts, provider, roleArn, settings } from "../../road";
import type { DecisionTable, Row } from "../table";

/** A provider as a resource of its own. */
function made({ name, props }: WrittenProvider, more: Record<string, unknown> = {}): Written {
  return { type: "pulumi:providers:aws", name, props: { ...props, ...more } };
}

function bucket(by?: WrittenProvider, props: Record<string, unknown> = {}): Written {
  return { type: "aws:s3/bucket:Bucket", name: "bucket", props, ...(by ? { provider: by } : {}) };
}

const assume = (...arns: string[]) => JSON.stringify(arns.map((arn) => ({ roleArn: arn })));
const prod = provider("prod");

const onlyAws = ["only AWS resources and AWS providers have an AWS account"];

const passes: readonly Row[] = [
  {
    when: "one provider an account",
    shows: "pass",
    stack: [made(prod), made(provider("dev")), bucket(prod)],
  },
  {
    when: "a provider works with the credentials of its caller, and pins the account",
    shows: "pass",
    stack: [made(prod, { assumeRoles: undefined })],
  },
  {
    when: "lists arrive as lists",
    shows: "pass",
    stack: [
      made(prod, { allowedAccountIds: [accounts.prod], assumeRoles: [{ roleArn: roleArn("prod", "x") }] }),
    ],
  },
  {
    when: "the way into production leads through another allowed account",
    shows: "near miss",
    stack: [made(prod, { assumeRoles: assume(roleArn("devops", "hub"), roleArn("prod", "x")) })],
  },
  {
    when: "one provider works in two accounts that are no production",
    shows: "near miss",
    stack: [made(provider("dev"), { allowedAccountIds: JSON.stringify([accounts.dev, accounts.devops]) })],
  },
  {
    when: "an ARN says what the provider says",
    shows: "pass",
    stack: [bucket(prod, { arn: "arn:aws:dynamodb:eu-central-1:444444444444:table/x" })],
  },
  {
    when: "an empty key is no key",
    shows: "near miss",
    stack: [made(prod, { accessKey: "", secretKey: null })],
  },
  {
    when: "the config of a foreign stack lists its accounts",
    shows: "pass",
    stack: [made(prod)],
    circumstances: { config: { accounts: [accounts.prod], prodAccounts: [accounts.prod] } },
  },
  {
    when: "resources are none of AWS",
    shows: "not applicable",
    stack: [
      { type: "pulumi:providers:gitlab", name: "gitlab", props: { token: "glpat-planted" } },
      {
        type: "gitlab:index/project:Project",
        name: "project",
        props: {},
        provider: { name: "default_10_1_1", type: "pulumi:providers:gitlab", props: {} },
      },
      { type: "delivery:index:BuildProject", name: "component", props: {} },
    ],
    notApplicable: onlyAws,
  },
];

const violations: readonly Row[] = [
  {
    when: "a resource uses the default provider",
    shows: "violation",
    stack: [bucket({ name: "default_7_48_0", props: {} }), bucket({ name: "default", props: {} })],
    says: [
      "mandatory bucket: This aws:s3/bucket:Bucket uses the default provider, whose account nothing pins.",
      "mandatory bucket: This aws:s3/bucket:Bucket uses the default provider, whose account nothing pins.",
    ],
  },
  {
    when: "a resource of aws-native uses the default provider",
    shows: "violation",
    stack: [
      {
        type: "aws-native:s3:Bucket",
        name: "bucket",
        props: {},
        provider: { name: "default", type: "pulumi:providers:aws-native", props: {} },
      },
    ],
    says: [
      "mandatory bucket: This aws-native:s3:Bucket uses the default provider, whose account nothing pins.",
    ],
  },
  {
    when: "nothing pins the account",
    shows: "violation",
    stack: [made(prod, { allowedAccountIds: undefined }), made(prod, { allowedAccountIds: "[]" })],
    says: Array.from(
      { length: 2 },
      () =>
        "mandatory accounts-444444444444: Provider accounts-444444444444 works in whatever account its credentials belong to.",
    ),
  },
  {
    when: "an account is not on the list",
    shows: "violation",
    stack: [made(prod, { allowedAccountIds: '["999999999999"]', assumeRoles: undefined })],
    says: [
      "mandatory accounts-444444444444: Provider accounts-444444444444 can work in account 999999999999, which is not on the list of this stack (111111111111, 222222222222, 444444444444).",
    ],
  },
  {
    when: "a role on the way is in an account that is not on the list",
    shows: "violation",
    stack: [made(prod, { assumeRoles: assume("arn:aws:iam::999999999999:role/hub", roleArn("prod", "x")) })],
    says: [
      "mandatory accounts-444444444444: Provider accounts-444444444444 can work in account 999999999999, which is not on the list of this stack (111111111111, 222222222222, 444444444444).",
    ],
  },
  {
    when: "the role that it ends as is in another account than the pinned one",
    shows: "violation",
    stack: [made(prod, { assumeRoles: assume(roleArn("dev", "x")) })],
    says: [
      "mandatory accounts-444444444444: Provider accounts-444444444444 ends as a role of account 222222222222, which is not among its allowed accounts (444444444444).",
    ],
  },
  {
    when: "a provider can work in production and elsewhere",
    shows: "violation",
    stack: [made(prod, { allowedAccountIds: JSON.stringify([accounts.prod, accounts.dev]) })],
    says: [
      "mandatory accounts-444444444444: Provider accounts-444444444444 can work in production (444444444444) and elsewhere (222222222222).",
    ],
  },
  {
    when: "an account id lost its leading zero",
    shows: "violation",
    stack: [made(prod, { allowedAccountIds: "[44444444444]", assumeRoles: undefined })],
    says: [
      'mandatory accounts-444444444444: Provider accounts-444444444444 names no account that can be read in "44444444444".',
    ],
  },
  {
    when: "a provider holds keys, known or not",
    shows: "violation",
    stack: [made(prod, { accessKey: "AKIAPLANTED", secretKey: unknown, token: "planted" })],
    says: Array.from(
      { length: 3 },
      () => "mandatory accounts-444444444444: Provider accounts-444444444444 holds a static credential.",
    ),
  },
  {
    when: "the default provider holds a key",
    shows: "violation",
    stack: [{ type: "pulumi:providers:aws", name: "default_7_48_0", props: { accessKey: "AKIAPLANTED" } }],
    says: ["mandatory default_7_48_0: Provider default_7_48_0 holds a static credential."],
  },
  {
    when: "what was made stands in another account than its provider's",
    shows: "violation",
    stack: [bucket(provider("dev"), { arn: "arn:aws:dynamodb:eu-central-1:444444444444:table/x" })],
    says: [
      "mandatory bucket: This aws:s3/bucket:Bucket stands in account 444444444444, and its provider works in 222222222222.",
    ],
  },
];

const unknowns: readonly Row[] = [
  {
    when: "the allowed accounts are not known yet",
    shows: "unknown",
    stack: [made(prod, { allowedAccountIds: unknown })],
    says: [
      "advisory accounts-444444444444: Undetermined: provider accounts-444444444444: the accounts that it is allowed to work in are not known yet.",
    ],
  },
  {
    when: "a role that it assumes is not known yet",
    shows: "unknown",
    stack: [made(prod, { assumeRoles: [{ roleArn: unknown }] })],
    says: [
      "advisory accounts-444444444444: Undetermined: provider accounts-444444444444: a role that it assumes is not known yet.",
    ],
  },
  {
    when: "the list that it assumes roles from is not known yet",
    shows: "unknown",
    stack: [made(prod, { assumeRoles: unknown })],
    says: [
      "advisory accounts-444444444444: Undetermined: provider accounts-444444444444: a role that it assumes is not known yet.",
    ],
  },
  {
    when: "text that should be JSON is none",
    shows: "unknown",
    stack: [made(prod, { allowedAccountIds: "444444444444," })],
    says: [
      "advisory accounts-444444444444: Undetermined: provider accounts-444444444444: the accounts that it is allowed to work in are not known yet.",
    ],
  },
  {
    when: "the engine names no provider",
    shows: "unknown",
    stack: [bucket()],
    says: ["advisory bucket: Undetermined: the engine names no provider for this aws:s3/bucket:Bucket."],
  },
  {
    when: "nobody says which accounts are allowed",
    shows: "unknown",
    stack: [made(prod)],
    circumstances: {},
    says: [
      "advisory accounts-444444444444: Undetermined: which accounts this stack may work in is not known, so provider accounts-444444444444 can't be held against them.",
    ],
  },
  {
    when: "settings can't be read",
    shows: "unknown",
    stack: [made(prod)],
    circumstances: { settings: { ...settings, devops: "{" } },
    says: [
      "advisory accounts-444444444444: Undetermined: which accounts this stack may work in is not known, so provider accounts-444444444444 can't be held against them.",
    ],
  },
  {
    when: "the config wants unknowns to be mandatory",
    shows: "unknown",
    stack: [bucket()],
    circumstances: { settings, config: { onUnknown: "mandatory" } },
    says: ["mandatory bucket: Undetermined: the engine names no provider for this aws:s3/bucket:Bucket."],
  },
  {
    when: "the config wants unknowns to be ignored, which is no gate's",
    shows: "near miss",
    stack: [bucket()],
    circumstances: { settings, config: { onUnknown: "ignore" } },
  },
  {
    when: "the config says what nobody understands",
    shows: "unknown",
    stack: [bucket()],
    circumstances: { settings, config: { onUnknown: "never" } },
    says: ["mandatory bucket: Undetermined: the engine names no provider for this aws:s3/bucket:Bucket."],
  },
];

const inFull: Row = {
  when: "a provider holds a key, which is not quoted",
  shows: "violation",
  stack: [made(prod, { accessKey: "AKIAPLANTED" })],
  says: ["mandatory accounts-444444444444: Provider accounts-444444444444 holds a static credential."],
  inFull: [
    [
      "Provider accounts-444444444444 holds a static credential.",
      "  at: accessKey",
      "  why: a key in a provider is a key in the state and in every preview; it outlives the person who set it",
      "  fix: remove accessKey; sign in with a role or a profile and let assumeRoles do the rest",
    ].join("\n"),
  ],
};

export const table: DecisionTable = {
  rule: providerAccountAllowlist,
  rows: [...passes, ...violations, inFull, ...unknowns],
};
