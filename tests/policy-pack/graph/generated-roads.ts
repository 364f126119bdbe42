import fc from "fast-check";
import type { Written } from "../handed";
import { unknown } from "../handed";
import type { Account, Action } from "../road";
import {
  accounts,
  approval,
  build,
  document,
  pipeline,
  project,
  provider,
  role,
  roleArn,
  source,
} from "../road";

/** Small roads of every kind: roles in chains, rights of any width, steps of any sort, gates anywhere. */

const homes: readonly (readonly [Account, string])[] = [
  ["devops", "a"],
  ["devops", "b"],
  ["devops", "c"],
  ["dev", "d"],
  ["prod", "p"],
  ["prod", "q"],
];

const roleResource = fc.constantFrom(
  ...homes.map(([account, name]) => roleArn(account, name)),
  roleArn("prod", "release"),
  roleArn("prod", "cdk-pay-lookup-role-444444444444-eu-central-1"),
  roleArn("dev", "elsewhere"),
  "arn:aws:iam::444444444444:role/*",
  "arn:aws:iam::*:role/cdk-*",
  "arn:aws:iam::111111111111:role/?",
  "*",
);
const anyResource = fc.oneof(
  roleResource,
  fc.constantFrom(
    "arn:aws:s3:::payments-artifacts/*",
    "arn:aws:s3:::assets-444444444444/*",
    "arn:aws:cloudformation:*:444444444444:stack/*",
    unknown,
  ),
);
const actions = fc.constantFrom(
  "sts:AssumeRole",
  "iam:PassRole",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "s3:PutObject",
  "s3:GetObject",
  "cloudformation:*",
  "*",
);
const statement = fc.record({
  Effect: fc.oneof(
    { weight: 5, arbitrary: fc.constant("Allow") },
    { weight: 1, arbitrary: fc.constant("Deny") },
  ),
  Action: actions,
  Resource: anyResource,
});
/** Mostly narrow: a road on which everybody may do everything shows little. */
const narrow = fc.record({
  Effect: fc.constant("Allow"),
  Action: fc.constantFrom("sts:AssumeRole", "iam:PassRole", "s3:GetObject", "s3:PutObject"),
  Resource: fc.constantFrom(
    ...homes.map(([account, name]) => roleArn(account, name)),
    roleArn("prod", "release"),
  ),
});
const policyText = fc.oneof(
  { weight: 6, arbitrary: fc.array(narrow, { maxLength: 2 }).map((all) => policyOf(all)) },
  { weight: 3, arbitrary: fc.array(statement, { minLength: 1, maxLength: 2 }).map((all) => policyOf(all)) },
  { weight: 1, arbitrary: fc.constant<unknown>(unknown) },
);

/** A document with an unknown inside is unknown as a whole, in text. */
function policyOf(statements: readonly { readonly Resource: string }[]): unknown {
  return statements.some(({ Resource }) => Resource === unknown)
    ? { Version: "2012-10-17", Statement: statements }
    : document(statements);
}

const policies = fc.tuple(...homes.map(() => policyText)).map((texts) =>
  texts.map((policy, index): Written => {
    const [account, name] = homes[index] ?? ["devops", "a"];
    return {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: `${name}-policy`,
      provider: provider(account),
      props: { role: name, policy },
    };
  }),
);

const projectNames = ["one", "two"] as const;
const projects = fc
  .tuple(
    ...projectNames.map(() =>
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc.constantFrom(roleArn("devops", "a"), roleArn("devops", "b"), roleArn("devops", "c")),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom<unknown>(
            unknown,
            roleArn("prod", "release"),
            roleArn("dev", "elsewhere"),
          ),
        },
      ),
    ),
  )
  .map((roles) => projectNames.map((name, index) => project(name, roles[index])));

const step = (order: number): fc.Arbitrary<Action> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(...projectNames).map((name) => build(`Build-${order}`, name, order)),
    },
    { weight: 3, arbitrary: fc.constant(approval(order)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>("three", unknown).map((name) => build(`Far-${order}`, name, order)),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("payments", "second", "third")
        .map((name) => other(order, "Invoke", "CodePipeline", { PipelineName: name })),
    },
    { weight: 1, arbitrary: fc.constant(other(order, "Compute", "Commands", {})) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(roleArn("prod", "p"), roleArn("prod", "release"), roleArn("devops", "c"))
        .map((arn) => other(order, "Deploy", "CloudFormation", { RoleArn: arn })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(accounts.prod, accounts.dev)
        .map((id) => other(order, "Deploy", "S3", { BucketName: `assets-${id}` })),
    },
    { weight: 1, arbitrary: fc.constant(other(order, "Invoke", "StepFunctions", {})) },
    {
      weight: 1,
      arbitrary: fc.constant({ ...build(`Own-${order}`, "one", order), roleArn: roleArn("prod", "p") }),
    },
  );

function other(order: number, category: string, providerName: string, configuration: object): Action {
  return {
    name: `${providerName}-${order}`,
    category,
    owner: "AWS",
    provider: providerName,
    version: "1",
    configuration,
    runOrder: order,
  };
}

const stages = fc
  .array(fc.tuple(step(1), step(2), step(2)), { minLength: 1, maxLength: 3 })
  .map((all) => [
    { name: "Source", actions: [source] },
    ...all.map((list, index) => ({ name: `S${index}`, actions: list })),
  ]);

export const generatedRoad: fc.Arbitrary<readonly Written[]> = fc
  .record({ policies, projects, first: stages, second: stages })
  .map((parts) => [
    pipeline(parts.first, { props: { roleArn: roleArn("devops", "c") } }),
    pipeline(parts.second, {
      name: "second-pipeline",
      props: { name: "second", roleArn: roleArn("devops", "b") },
    }),
    ...homes.map(([account, name]) => role(account, name)),
    ...parts.policies,
    ...parts.projects,
  ]);
