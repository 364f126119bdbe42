/**
 * pipeline-prod-approval
 *
 * Every step of a pipeline that can change production comes after a manual approval: an action
 * Approval/AWS/Manual in an earlier stage, or in the same stage with a lower run order. Side by side is not
 * after, and a stage's conditions are no approval, because who may override them passes.
 *
 * A step can change production when what it runs under can: the role of its build project, function or
 * CloudFormation execution, its own role, or for Commands actions the pipeline's role. A role can when it is
 * one of a production account that does more than read, when it may assume or pass such a role (directly or
 * through other roles of the stack, by wildcard, NotResource, or several policies together), or when it may
 * write to something that names a production account. Making a change set, uploading a template or an asset
 * in production is changing it. The CDK lookup role only reads: in the stack it is judged by its documents;
 * outside, it is taken for a reader by its name, and that is said.
 *
 * Why: OWASP CICD-SEC-1, insufficient flow control. Whoever can merge can otherwise change production alone.
 *
 * Level: both, under one name. What stands in the pipeline itself (a deploy action with a production role or
 * account) is said of the resource, so that it stops the pipeline before it exists, at `up` too. Projects,
 * roles and policies are seen only with the whole stack, so everything else is said there; the stack's check
 * leaves out what the resource's has said.
 *
 * Not seen: what a role outside the stack and outside production may do further; permissions boundaries.
 * What can't be read is undetermined, and stops like a violation unless `onUnknown` says otherwise.
 *
 * Parameters: `prodAccounts` (default: targets of the environments of kind production),
 * `gatePlacement`: any (default) or sameStage, `onUnknown` (mandatory).
 */
import { worldSchema } from "../../config/parameters";
import { accountOf } from "../../iam/arn";
import type { GatePlacement } from "../../graph/gate";
import { gateBefore } from "../../graph/gate";
import type { PipelineSteps, Step } from "../../graph/pipeline";
import { readPipeline } from "../../graph/pipeline";
import type { StepReach } from "../../graph/step-reach";
import { stepReachOf } from "../../graph/step-reach";
import { tokens } from "../../stack/tokens";
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";

export const pipelineProdApproval: Rule = {
  number: 9,
  name: "pipeline-prod-approval",
  title: "Nothing reaches production without a manual approval",
  description: "Every pipeline step that can change production comes after a manual approval.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "mandatory",
  remediation:
    "Put a manual approval before the step, in an earlier stage or in the same stage with a lower runOrder; or take from its role what leads to production.",
  parameters: {
    ...worldSchema("prodAccounts"),
    gatePlacement: {
      type: "string",
      enum: ["any", "sameStage"],
      default: "any",
      description: "sameStage wants the approval in the stage of the step that it guards.",
    },
  },
  types: [tokens.pipeline],
  resource: (resource, setup) =>
    overProduction(setup, "", (accounts) => {
      const pipeline = readPipeline(resource.properties);
      return pipeline.steps
        .filter((step) => deployedAccount(step, accounts) !== undefined)
        .filter((step) => gateBefore(step, pipeline, placementOf(setup)).kind === "no")
        .map((step) => ungated(resource, step, [`account ${deployedAccount(step, accounts) ?? ""}`]));
    }),
  stack: (stack, setup) => {
    const pipelines = stack.ofType(tokens.pipeline);
    if (pipelines.length === 0) return notApplicable("the stack has no pipeline");
    return overProduction(setup, pipelines[0]?.urn ?? "", (accounts) => {
      const reach = stepReachOf(stack, setup.world, accounts);
      return pipelines.flatMap((pipeline) => judgePipeline(pipeline, reach, accounts, placementOf(setup)));
    });
  },
};

const why =
  "CICD-SEC-1: whoever can get code into the source changes production alone, and no one else has seen it";

function overProduction(
  { world: { production: accounts } }: Setup,
  urn: string,
  judge: (accounts: readonly string[]) => readonly Finding[],
): Verdict {
  if (accounts.kind === "known")
    return accounts.value.length > 0
      ? judged(judge(accounts.value))
      : notApplicable("the stack has no environment of kind production");
  // Said once, of the stack.
  if (urn === "")
    return notApplicable("which accounts are production is not known; the stack's check says so");
  return judged([
    {
      kind: "undetermined",
      urn,
      what: "which accounts are production is not known, so no step can be held against its gate.",
      at: [accounts.path],
      why,
      fix: "give this policy's config `prodAccounts`, or the stack the settings delivery:environments with kind and accountId in quotes",
    },
  ]);
}

function judgePipeline(
  pipeline: StackResource,
  reach: StepReach,
  accounts: readonly string[],
  placement: GatePlacement,
): readonly Finding[] {
  const steps = readPipeline(pipeline.properties);
  const unreadable = steps.unreadable
    .filter(({ stage }) => !passedGate(stage, steps))
    .map(({ path }): Finding => ({
      kind: "undetermined",
      urn: pipeline.urn,
      what: `a part of pipeline ${nameOf(pipeline)} is not known yet, and may change production.`,
      at: [path],
      why,
      fix: "write stages and actions as literals, from names and account ids instead of outputs",
    }));
  return [
    ...unreadable,
    ...steps.steps.flatMap((step) => judgeStep(step, steps, pipeline, reach, accounts, placement)),
  ];
}

/** Whether an approval surely stands before a whole stage. */
function passedGate(stage: number, pipeline: PipelineSteps): boolean {
  return gateBefore({ stage, order: { kind: "known", value: 0 } }, pipeline, "any").kind === "yes";
}

function judgeStep(
  step: Step,
  pipeline: PipelineSteps,
  resource: StackResource,
  reach: StepReach,
  accounts: readonly string[],
  placement: GatePlacement,
): readonly Finding[] {
  const gate = gateBefore(step, pipeline, placement);
  if (gate.kind === "yes") return [];
  const found = reach.of(step, resource);
  const about = { urn: resource.urn, why };
  switch (found.kind) {
    case "none":
      return found.trusted.map((role): Finding => ({
        ...about,
        kind: "undetermined",
        advisory: true,
        what: `${step.label} of pipeline ${nameOf(resource)} runs before the approval and may assume ${role}, which is not in this stack; by its name it is a CDK lookup role, and as such it is accepted.`,
        at: [step.path],
        fix: "nothing, if that role only reads; manage it in this stack to have it judged by its documents",
      }));
    case "production":
      if (gate.kind === "unknown")
        return [
          {
            ...about,
            kind: "undetermined",
            what: `${step.label} of pipeline ${nameOf(resource)} can change production, and whether an approval comes before it is not known.`,
            way: found.way,
            at: [step.path, ...gate.paths],
            fix: "write category, owner, provider and runOrder of the approval and of this step as literals",
          },
        ];
      // What the pipeline itself shows was said of the resource.
      return deployedAccount(step, accounts) === undefined ? [ungated(resource, step, found.way)] : [];
    case "unknown":
      return [
        {
          ...about,
          kind: "undetermined",
          what: `whether ${step.label} of pipeline ${nameOf(resource)} can change production can't be seen, and no approval surely comes before it.`,
          way: found.way,
          at: [step.path, ...found.paths],
          fix: "build what is named here from names and account ids, and keep the project, its role and its policies in this stack; or put a manual approval before the step",
        },
      ];
    default:
      return found satisfies never;
  }
}

function ungated(
  pipeline: { readonly urn: string; readonly name: string; readonly properties: Field },
  step: Step,
  way: readonly string[],
): Finding {
  return {
    kind: "violation",
    urn: pipeline.urn,
    what: `${step.label} of pipeline ${nameOf(pipeline)} can change production, and no manual approval comes before it.`,
    way,
    at: [step.path],
    why,
    fix: "put an action Approval/AWS/Manual in an earlier stage, or in this stage with a lower runOrder; or take from its role what leads there",
  };
}

/**
 * The production account into which a deploy action says that it deploys. Deploying changes by its nature, so
 * nothing outside the pipeline can make it harmless.
 */
function deployedAccount(step: Step, accounts: readonly string[]): string | undefined {
  const category = step.field.at("category").text();
  if (category.kind !== "known" || category.value !== "Deploy") return undefined;
  const roles = [step.field.at("roleArn"), step.field.at("configuration").at("RoleArn")];
  return roles
    .map((role) => role.text())
    .map((role) => (role.kind === "known" ? accountOf(role.value) : undefined))
    .find((account) => account !== undefined && accounts.includes(account));
}

function placementOf({ parameters }: Setup): GatePlacement {
  const placement = parameters.at("gatePlacement").text();
  return placement.kind === "absent" || (placement.kind === "known" && placement.value === "any")
    ? "any"
    : "sameStage";
}

function nameOf({ name, properties }: { readonly name: string; readonly properties: Field }): string {
  const own = properties.at("name").text();
  return own.kind === "known" ? own.value : name;
}
