/**
 * pipeline-cross-account-role
 *
 * An action that works in another account has a role of its own there: its `roleArn` is of that account, which
 * is on the allow-list, and is not the pipeline's service role. An execution role of CloudFormation in another
 * account needs such an action role of the same account.
 *
 * Why: OWASP CICD-SEC-1 and CICD-SEC-5. Without a role of its own the action acts as the pipeline itself, and
 * whatever runs as the pipeline has the same power, before the gate too. An account that nobody listed is
 * nobody's target.
 *
 * Level: the resource's; the pipeline's own inputs say it all.
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings).
 */
import { worldSchema } from "../../config/parameters";
import type { Step } from "../../graph/pipeline";
import { pipelineName, readPipeline } from "../../graph/pipeline";
import { accountOf } from "../../iam/arn";
import type { Field } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";

export const pipelineCrossAccountRole: Rule = {
  number: 14,
  name: "pipeline-cross-account-role",
  title: "Actions in other accounts have roles of their own there",
  description:
    "An action that works in another account has a role of that account, which is allow-listed, and never the pipeline's own.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Give the action a roleArn in the account that it works in, and list that account.",
  parameters: worldSchema("accounts"),
  types: [tokens.pipeline],
  resource: (pipeline, setup) => {
    const named = readPipeline(pipeline.properties).steps.filter(
      ({ field }) => !field.at("roleArn").isAbsent() || !executionRole(field).isAbsent(),
    );
    if (named.length === 0) return notApplicable("no action of the pipeline names a role");
    return judged(named.flatMap((step) => judgeStep(step, pipeline, setup)));
  },
};

const why =
  "CICD-SEC-1, CICD-SEC-5: without a role of its own an action acts as the pipeline itself, and whatever else runs as the pipeline has the same power";

function judgeStep(step: Step, pipeline: ResourceView, { world }: Setup): readonly Finding[] {
  const of = `${step.label} of pipeline ${pipelineName(pipeline)}`;
  const role = step.field.at("roleArn");
  const execution = executionRole(step.field);
  const own = { urn: pipeline.urn, why };
  const hidden = [role, execution].filter((field) => !field.isAbsent() && accountIn(field) === undefined);
  if (hidden.length > 0)
    return [
      {
        ...own,
        kind: "undetermined",
        what: `in which account ${of} works is not known.`,
        at: hidden.map(({ path }) => path),
        fix: "build the role's ARN from account id and name",
      },
    ];
  const accounts = [role, execution].flatMap((field) => accountIn(field) ?? []);
  const home = homeOf(pipeline);
  if (home === undefined)
    return [
      {
        ...own,
        kind: "undetermined",
        what: `whether ${of} works in another account is not known, because the pipeline's own is not.`,
        at: ["roleArn"],
        fix: "build the pipeline's roleArn from account id and name",
      },
    ];
  const service = pipeline.properties.at("roleArn").text();
  const given = role.text();
  if (given.kind === "known" && service.kind === "known" && given.value === service.value)
    return [
      {
        ...own,
        kind: "violation",
        what: `${capitalized(of)} names the pipeline's own role as its role.`,
        at: [role.path],
        fix: "give the action a role of its own",
      },
    ];
  const target = accountIn(execution);
  const lacksRole = target !== undefined && target !== home && accountIn(role) !== target;
  return [
    ...(lacksRole
      ? [
          {
            ...own,
            kind: "violation" as const,
            what: `${capitalized(of)} deploys to account ${target} and has no role of its own there.`,
            at: [role.path, execution.path],
            fix: `set roleArn of the action to a role of account ${target}`,
          },
        ]
      : []),
    ...judgeAccounts(
      [...new Set(accounts)].filter((one) => one !== home),
      of,
      step,
      own,
      world.accounts,
    ),
  ];
}

function judgeAccounts(
  foreign: readonly string[],
  of: string,
  { path }: Step,
  own: Pick<Finding, "urn" | "why">,
  allowed: Setup["world"]["accounts"],
): readonly Finding[] {
  if (foreign.length === 0) return [];
  if (allowed.kind !== "known")
    return [
      {
        ...own,
        kind: "undetermined",
        what: `whether ${of} may work in account ${foreign.join(", ")} is not known, because nobody says which accounts are allowed.`,
        at: [path, allowed.path],
        fix: "give this policy's config accounts, or the stack the settings delivery:devops and delivery:environments",
      },
    ];
  return foreign
    .filter((account) => !allowed.value.includes(account))
    .map((account) => ({
      ...own,
      kind: "violation",
      what: `${capitalized(of)} works in account ${account}, which is not an allowed one.`,
      at: [path],
      fix: "take a role of an allowed account, or add the account to accounts",
    }));
}

/** The role with which CloudFormation makes what the template says. */
function executionRole(field: Field): Field {
  return field.at("configuration").at("RoleArn");
}

function accountIn(field: Field): string | undefined {
  const text = field.text();
  return text.kind === "known" ? accountOf(text.value) : undefined;
}

function homeOf({ properties, provider }: ResourceView): string | undefined {
  const byProvider = accountOfProvider(provider);
  return byProvider.kind === "known" ? byProvider.value : accountIn(properties.at("roleArn"));
}
