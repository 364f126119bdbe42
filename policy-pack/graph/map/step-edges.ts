import type { Identities } from "../../identities/identities";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { accountOfProvider } from "../../reader/provider-account";
import { gateBefore, isManualApproval } from "../gate";
import type { PipelineSteps, Step } from "../pipeline";
import { pipelineName, readPipeline } from "../pipeline";
import type { Leg, Worker } from "../step-legs";
import type { StepReach } from "../step-reach";
import { cuttingCosts } from "./elements";
import type { MapBuilder } from "./map-builder";
import { makerOf } from "./map-builder";
import type { RoleNodes } from "./role-nodes";

/** Id of a step's node. */
export function stepId(step: Pick<Step, "path">, pipeline: Pick<StackResource, "urn">): string {
  return `step:${pipeline.urn}#${step.path}`;
}

export function pipelineId({ urn }: Pick<StackResource, "urn">): string {
  return `pipeline:${urn}`;
}

/** Puts the pipelines of a stack on a map: their steps in order, and through what each step acts. */
export class StepEdges {
  constructor(
    private readonly builder: MapBuilder,
    private readonly roles: RoleNodes,
    private readonly reach: StepReach,
    private readonly identities: Identities,
    private readonly productionAccounts: readonly string[],
  ) {}

  all(stack: Stack): void {
    for (const pipeline of stack.ofType(tokens.pipeline)) this.pipeline(pipeline);
    for (const project of stack.ofType(tokens.project)) this.standing(project);
  }

  /** A build project runs under its role whether a pipeline knows it or not. */
  private standing(project: StackResource): void {
    const id = this.worker(project, "build project");
    const batch = project.properties.at("buildBatchConfig").at("serviceRole");
    const roles = [
      { field: project.properties.at("serviceRole"), top: "serviceRole" },
      ...(batch.isAbsent() ? [] : [{ field: batch, top: "buildBatchConfig" }]),
    ];
    for (const { field, top } of roles)
      this.roles.runsAs(
        id,
        `build project ${pipelineName(project)}`,
        this.identities.named(field, project, top),
        makerOf(project, field.path),
        cuttingCosts.roleOfWorker,
      );
  }

  private pipeline(pipeline: StackResource): void {
    const steps = readPipeline(pipeline.properties);
    const id = this.pipelineNode(pipeline);
    const name = `pipeline ${pipelineName(pipeline)}`;
    for (const step of steps.steps) this.step(step, steps, pipeline);
    for (const { path } of steps.unreadable)
      this.roles.unseen(
        id,
        `${name} has a part that is not known yet`,
        "unasked",
        [path],
        [makerOf(pipeline, path)],
        cuttingCosts.approval,
      );
    this.order(steps, pipeline);
  }

  private pipelineNode(pipeline: StackResource): string {
    const account = accountOfProvider(pipeline.provider);
    return this.builder.node({
      id: pipelineId(pipeline),
      kind: "pipeline",
      label: pipelineName(pipeline),
      urn: pipeline.urn,
      ...(account.kind === "known" ? { account: account.value } : {}),
    });
  }

  private step(step: Step, steps: PipelineSteps, pipeline: StackResource): void {
    const gate = gateBefore(step, steps, "any").kind;
    const owner = this.pipelineNode(pipeline);
    const id = this.builder.node({
      id: stepId(step, pipeline),
      kind: isManualApproval(step) ? "gate" : "action",
      label: step.label,
      urn: pipeline.urn,
      gate,
      turn: turnOf(step),
      pipeline: owner,
    });
    if (gate !== "yes")
      this.builder.edge({
        from: owner,
        to: id,
        word: "unasked",
        words: `pipeline ${pipelineName(pipeline)} runs ${step.label} before any approval`,
        makers: [makerOf(pipeline, "stages")],
        cost: cuttingCosts.approval,
      });
    for (const leg of this.reach.legsOf(step, pipeline)) this.leg(leg, id, step, pipeline);
  }

  private leg(leg: Leg, id: string, step: Step, pipeline: StackResource): void {
    const makers = [makerOf(pipeline, leg.property)];
    const cost = cuttingCosts.workOfStep;
    switch (leg.kind) {
      case "role":
        if (leg.worker) {
          const { resource, noun, label, roleProperty } = leg.worker;
          const to = this.worker(resource, noun);
          this.builder.edge({
            from: id,
            to,
            word: "runs",
            words: `${step.label} runs ${noun} ${label}`,
            makers,
            cost,
          });
          this.roles.runsAs(
            to,
            `${noun} ${label}`,
            leg.identity,
            makerOf(resource, roleProperty),
            cuttingCosts.roleOfWorker,
          );
        } else {
          const [through] = leg.way;
          const words = through === "CloudFormation" ? `CloudFormation in ${step.label}` : step.label;
          this.roles.runsAs(id, words, leg.identity, makerOf(pipeline, leg.property), cost);
        }
        return;
      case "pipeline": {
        this.builder.edge({
          from: id,
          to: this.pipelineNode(leg.pipeline),
          word: "starts",
          words: `${step.label} starts pipeline ${pipelineName(leg.pipeline)}`,
          makers,
          cost,
        });
        return;
      }
      case "target": {
        const whole = leg.into(this.productionAccounts);
        if (whole.kind === "unknown")
          this.roles.unseen(
            id,
            `${step.label} may deploy to production`,
            "changes",
            whole.paths,
            makers,
            cost,
          );
        if (whole.kind !== "production") return;
        for (const account of this.productionAccounts)
          if (leg.into([account]).kind === "production")
            this.builder.edge({
              from: id,
              to: this.roles.accountNode(account),
              word: "changes",
              words: `${step.label} deploys to production account ${account}`,
              makers,
              cost,
            });
        return;
      }
      case "unseen": {
        const { reach } = leg;
        const what = reach.kind === "unknown" ? reach.way.join(" → ") : "";
        const paths = reach.kind === "unknown" ? reach.paths : [];
        this.roles.unseen(
          id,
          `${step.label} runs ${what || "something that is not known"}`,
          "runs",
          paths,
          makers,
          cost,
        );
        return;
      }
      default:
        return leg satisfies never;
    }
  }

  private worker(resource: StackResource, noun: Worker["noun"]): string {
    const kind = noun === "function" ? "function" : "project";
    const account = accountOfProvider(resource.provider);
    return this.builder.node({
      id: `${kind}:${resource.urn}`,
      kind,
      label: pipelineName(resource),
      urn: resource.urn,
      ...(account.kind === "known" ? { account: account.value } : {}),
    });
  }

  /** The order of the steps: from each group that runs side by side to the next. */
  private order(steps: PipelineSteps, pipeline: StackResource): void {
    const groups = sideBySide(steps.steps.filter(({ kind }) => kind === "action"));
    let before: readonly string[] = [this.pipelineNode(pipeline)];
    for (const group of groups) {
      const ids = group.map((step) => stepId(step, pipeline));
      for (const [from, to] of pairs(before, ids))
        this.builder.edge({
          from,
          to,
          word: "then",
          words: `${this.builder.labelOf(from)}, then ${this.builder.labelOf(to)}`,
          makers: [makerOf(pipeline, "stages")],
          cost: cuttingCosts.approval,
        });
      before = ids;
    }
  }
}

function sideBySide(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  const sorted = [...steps].sort((a, b) => a.stage - b.stage || orderOf(a) - orderOf(b) || 0);
  for (const step of sorted) {
    const group = groups.get(turnOf(step));
    if (group) group.push(step);
    else groups.set(turnOf(step), [step]);
  }
  return [...groups.values()];
}

/** What steps have in common that run side by side; those of unknown order come last. */
function turnOf(step: Step): string {
  return `${step.kind} ${step.stage}.${orderOf(step)}`;
}

function orderOf({ order }: Step): number {
  return order.kind === "known" ? order.value : Infinity;
}

/** Pairs that are drawn between two groups: all of them while they are few, else through the first of each. */
function pairs(before: readonly string[], after: readonly string[]): readonly (readonly [string, string])[] {
  const few = 12;
  if (before.length * after.length <= few)
    return before.flatMap((from) => after.map((to) => [from, to] as const));
  const [first = "", ...others] = after;
  const [last = ""] = before;
  return [...before.map((from) => [from, first] as const), ...others.map((to) => [last, to] as const)];
}
