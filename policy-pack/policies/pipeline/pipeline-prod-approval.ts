/**
 * pipeline-prod-approval
 *
 * Every step of a pipeline that can change production comes after a manual approval: an action
 * Approval/AWS/Manual in an earlier stage, or in the same stage with a lower run order. Side by side is not
 * after, and a stage's conditions are no approval, because who may override them passes. A stage that retries
 * or rolls back by itself must hold the approval itself: one in an earlier stage is not asked again, and what
 * goes out then may be an older release.
 *
 * A step can change production when what it runs under can: the role of its build project, function or
 * CloudFormation execution, its own role, or for Commands actions the pipeline's role. A role can when it is
 * one of a production account that does more than read, when it may assume, pass or rewrite such a role
 * (directly or through other roles of the stack, by wildcard, NotResource, or several policies together) or
 * itself, or when it may write to something that names a production account. Making a change set, uploading a template or an asset
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
 * A pipeline that is started by another one is followed: what it does without a gate of its own counts as done
 * by the step that starts it. A permissions boundary counts where it surely keeps out.
 *
 * Not seen: what a role outside the stack and outside production may do further.
 * What can't be read is undetermined, and stops like a violation unless `onUnknown` says otherwise.
 *
 * Parameters: `prodAccounts` (default: targets of the environments of kind production),
 * `gatePlacement`: any (default) or sameStage, `onUnknown` (mandatory).
 */
import { worldSchema } from "../../config/parameters";
import type { Land } from "../../graph/cuts";
import { cutBeforeGate, goingBack, missingApproval } from "../../graph/cuts";
import { deployedAccount } from "../../graph/deployed-account";
import type { GateAnswer, GatePlacement } from "../../graph/gate";
import { gateBefore, goesBack } from "../../graph/gate";
import type { PipelineSteps, Step } from "../../graph/pipeline";
import { pipelineName, readPipeline } from "../../graph/pipeline";
import type { StepReach } from "../../graph/step-reach";
import { stepReachOf } from "../../graph/step-reach";
import { tokens } from "../../stack/tokens";
import type { StackResource } from "../../reader/resource";
import type { Finding } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { comesBack, nobodyElse, ungated } from "./approval-findings";
import { onPipelines, overProduction } from "./production-steps";

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
    overProduction(setup, [], about, (accounts) => {
      const pipeline = readPipeline(resource.properties);
      return pipeline.steps.flatMap((step) => {
        const account = deployedAccount(step, accounts);
        if (account === undefined) return [];
        const { gate, again } = passage(step, pipeline, placementOf(setup));
        const way = [`account ${account}`];
        if (gate.kind === "no") return [ungated(resource, step, way, missingApproval(step, resource))];
        return again.kind === "yes"
          ? [comesBack(resource, step, way, goingBack(step, resource, pipeline))]
          : [];
      });
    }),
  stack: (stack, setup) =>
    onPipelines(stack, (pipelines) =>
      overProduction(setup, pipelines, about, (accounts) => {
        const reach = stepReachOf(stack, setup.world, accounts);
        const land = { stack, world: setup.world, accounts };
        return pipelines.flatMap((pipeline) => judgePipeline(pipeline, reach, land, placementOf(setup)));
      }),
    ),
};

const why = nobodyElse;
const about = { why, blind: "no step can be held against its gate" };

/** Whether a step comes after an approval, and whether it comes again without one. */
function passage(
  step: Step,
  pipeline: PipelineSteps,
  placement: GatePlacement,
): { readonly gate: GateAnswer; readonly again: GateAnswer } {
  const gate = gateBefore(step, pipeline, placement);
  const inStage = gateBefore(step, pipeline, "sameStage");
  return { gate, again: inStage.kind === "yes" ? { kind: "no" } : goesBack(step, pipeline) };
}

function judgePipeline(
  pipeline: StackResource,
  reach: StepReach,
  land: Land,
  placement: GatePlacement,
): readonly Finding[] {
  const steps = readPipeline(pipeline.properties);
  const unreadable = steps.unreadable
    .filter(({ stage }) => !passedGate(stage, steps))
    .map(({ path }): Finding => ({
      kind: "undetermined",
      urn: pipeline.urn,
      what: `a part of pipeline ${pipelineName(pipeline)} is not known yet, and may change production.`,
      at: [path],
      why,
      fix: "write stages and actions as literals, from names and account ids instead of outputs",
    }));
  return [
    ...unreadable,
    ...steps.steps.flatMap((step) => judgeStep(step, steps, pipeline, reach, land, placement)),
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
  land: Land,
  placement: GatePlacement,
): readonly Finding[] {
  const { gate, again } = passage(step, pipeline, placement);
  if (gate.kind === "yes" && again.kind === "no") return [];
  const found = reach.of(step, resource);
  const own = { urn: resource.urn, why };
  switch (found.kind) {
    case "none":
      return found.trusted.map((role): Finding => ({
        ...own,
        kind: "undetermined",
        advisory: true,
        what: `${step.label} of pipeline ${pipelineName(resource)} runs before the approval and may assume ${role}, which is not in this stack; by its name it is a CDK lookup role, and as such it is accepted.`,
        at: [step.path],
        fix: "nothing, if that role only reads; manage it in this stack to have it judged by its documents",
      }));
    case "production":
      if (gate.kind === "unknown")
        return [
          {
            ...own,
            kind: "undetermined",
            what: `${step.label} of pipeline ${pipelineName(resource)} can change production, and whether an approval comes before it is not known.`,
            way: found.way,
            at: [step.path, ...gate.paths],
            fix: "write category, owner, provider and runOrder of the approval and of this step as literals",
          },
        ];
      if (again.kind === "unknown" && gate.kind === "yes")
        return [
          {
            ...own,
            kind: "undetermined",
            what: `${step.label} of pipeline ${pipelineName(resource)} can change production, and whether its stage repeats or rolls back past the approval in an earlier stage is not known.`,
            way: found.way,
            at: [step.path, ...again.paths],
            fix: "write the stage's onFailure as literals, or put the approval in this stage",
          },
        ];
      // What the pipeline itself shows was said of the resource.
      if (deployedAccount(step, land.accounts) !== undefined) return [];
      return gate.kind === "no"
        ? [ungated(resource, step, found.way, cutBeforeGate(step, resource, land))]
        : [comesBack(resource, step, found.way, goingBack(step, resource, pipeline))];
    case "unknown":
      if (gate.kind === "yes")
        return [
          {
            ...own,
            kind: "undetermined",
            what: `whether ${step.label} of pipeline ${pipelineName(resource)} can change production can't be seen, and its stage may repeat or roll back past the approval in an earlier stage.`,
            way: found.way,
            at: [step.path, ...found.paths],
            fix: "put the approval in this stage, or take retry and rollback from it",
          },
        ];
      return [
        {
          ...own,
          kind: "undetermined",
          what: `whether ${step.label} of pipeline ${pipelineName(resource)} can change production can't be seen, and no approval surely comes before it.`,
          way: found.way,
          at: [step.path, ...found.paths],
          fix: "build what is named here from names and account ids, and keep the project, its role and its policies in this stack; or put a manual approval before the step",
        },
      ];
    default:
      return found satisfies never;
  }
}

function placementOf({ parameters }: Setup): GatePlacement {
  const placement = parameters.at("gatePlacement").text();
  return placement.kind === "absent" || (placement.kind === "known" && placement.value === "any")
    ? "any"
    : "sameStage";
}
