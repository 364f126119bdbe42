import { accountOf } from "../iam/arn";
import type { Field } from "../reader/field";
import type { StackResource } from "../reader/resource";
import type { Knowledge } from "../config/knowledge";
import type { Identities } from "../identities/identities";
import { identitiesOf } from "../identities/identities";
import { deployTarget } from "./deploy-target";
import { gateBefore } from "./gate";
import type { Step } from "./pipeline";
import { pipelineName, readPipeline } from "./pipeline";
import type { Reach } from "./reach";
import { none, through, together, unknown } from "./reach";
import type { Stack } from "../stack/stack";
import { startedPipeline } from "./step-kinds";
import { watchingRules } from "./step-roles";
import type { RoleReach } from "./role-reach";
import { roleReachOf } from "./role-reach";
import { tokens } from "../stack/tokens";

/** The reach of the steps of a stack's pipelines, as all policies of one analysis share it. */
export function stepReachOf(
  stack: Stack,
  world: Knowledge,
  productionAccounts: readonly string[],
): StepReach {
  const identities = identitiesOf(stack, world);
  return stack.onceFor(`steps of ${productionAccounts.join()}`, () => {
    const roles = roleReachOf(stack, world, productionAccounts);
    return new StepReach(stack, identities, roles, productionAccounts);
  });
}

/** What a step's code or service can do to production, and under which identity. */
export class StepReach {
  private readonly found = new WeakMap<Step, Reach>();

  constructor(
    private readonly stack: Stack,
    private readonly identities: Identities,
    private readonly roles: RoleReach,
    private readonly productionAccounts: readonly string[],
  ) {}

  of(step: Step, pipeline: StackResource): Reach {
    const known = this.found.get(step);
    if (known) return known;
    const reach = this.find(step, pipeline);
    this.found.set(step, reach);
    return reach;
  }

  private find(step: Step, pipeline: StackResource): Reach {
    const kind = step.kind === "action" ? step.field : step.field.at("ruleTypeId");
    const [category, owner, provider] = ["category", "owner", "provider"].map((key) => kind.at(key).text());
    if (category?.kind !== "known" || provider?.kind !== "known") return unknown(`${step.path}.category`);
    const ownerName = owner?.kind === "known" ? owner.value : undefined;
    if (category.value === "Approval") return none;
    // AWS's own source actions fetch, and nothing else.
    if (category.value === "Source" && ownerName === "AWS") return none;
    if (step.kind === "action" && ownerName !== "AWS")
      return unknown(`${step.path}.owner`, "a worker outside of AWS, whose rights can't be seen");
    return together([this.ownRole(step), this.work(step, pipeline, category.value, provider.value)]);
  }

  /** A role of the action's own in a production account. */
  private ownRole(step: Step): Reach {
    const arn = step.field.at("roleArn").text();
    if (arn.kind === "absent") return none;
    if (arn.kind === "unknown") return unknown(arn.path, "the action's own role");
    const account = accountOf(arn.value);
    if (account === undefined) return unknown(`${step.path}.roleArn`, "the action's own role");
    return this.productionAccounts.includes(account)
      ? this.roles.of(this.identities.byArn(arn.value, `${step.path}.roleArn`))
      : none;
  }

  private work(step: Step, pipeline: StackResource, category: string, provider: string): Reach {
    if (category === "Compute") return this.callerReach(step, pipeline);
    if (step.kind === "rule" && watchingRules.has(provider)) return none;
    const configuration = step.field.at("configuration");
    switch (provider) {
      case "CodeBuild":
        return this.project(configuration.at("ProjectName"));
      // These run code of ours under the caller's own role.
      case "Commands":
      case "ECRBuildAndPublish":
      case "InspectorScan":
        return this.callerReach(step, pipeline);
      case "CloudFormation":
        return together([
          this.execution(configuration, step, pipeline),
          deployTarget(step, pipeline, this.identities, this.productionAccounts),
        ]);
      case "Lambda":
      case "LambdaInvoke":
        return this.invoked(configuration.at("FunctionName"));
      case "CodePipeline":
        return this.otherPipelines(configuration.at("PipelineName"));
      case "StepFunctions":
        return unknown(`${step.path}.configuration`, "a state machine, whose steps can't be seen here");
      default:
        return deployTarget(step, pipeline, this.identities, this.productionAccounts);
    }
  }

  /** Code that runs with the role of the action, or without one with the pipeline's. */
  private callerReach(step: Step, pipeline: StackResource): Reach {
    const own = step.field.at("roleArn");
    if (own.isAbsent()) {
      const identity = this.identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn");
      return through("the pipeline's own role", this.roles.of(identity));
    }
    const text = own.text();
    if (text.kind !== "known") return unknown(own.path, "the action's own role");
    return this.roles.of(this.identities.byArn(text.value, own.path));
  }

  private project(name: Field): Reach {
    const text = name.text();
    if (text.kind !== "known") return unknown(name.path, "a build project that is not known yet");
    const project = this.named(tokens.project, text.value);
    if (project === undefined)
      return unknown(`${name.path} = ${text.value}`, "a build project that is not in this stack");
    const roles = [
      this.identities.named(project.properties.at("serviceRole"), project, "serviceRole"),
      ...(project.properties.at("buildBatchConfig").at("serviceRole").isAbsent()
        ? []
        : [
            this.identities.named(
              project.properties.at("buildBatchConfig").at("serviceRole"),
              project,
              "buildBatchConfig",
            ),
          ]),
    ];
    return through(`build project ${text.value}`, together(roles.map((role) => this.roles.of(role))));
  }

  private invoked(name: Field): Reach {
    const text = name.text();
    if (text.kind !== "known") return unknown(name.path, "a function that is not known yet");
    const found = this.named(tokens.function, text.value);
    if (found === undefined)
      return unknown(`${name.path} = ${text.value}`, "a function that is not in this stack");
    return through(
      `function ${text.value}`,
      this.roles.of(this.identities.named(found.properties.at("role"), found, "role")),
    );
  }

  /**
   * What pipelines do that this one starts, and those that they start: all that they do without a gate of their
   * own. What stands behind a gate there asks again, whoever started it.
   */
  private otherPipelines(name: Field): Reach {
    const reaches: Reach[] = [];
    const seen = new Set<StackResource>();
    let names: readonly { readonly name: Field; readonly way: readonly string[] }[] = [{ name, way: [] }];
    while (names.length > 0) {
      const following: { readonly name: Field; readonly way: readonly string[] }[] = [];
      for (const { name: called, way } of names) {
        const pipeline = this.pipelineCalled(called);
        if ("kind" in pipeline) {
          reaches.push(way.reduceRight((inner, step) => through(step, inner), pipeline));
          continue;
        }
        if (seen.has(pipeline)) continue;
        seen.add(pipeline);
        const steps = readPipeline(pipeline.properties);
        const here = [...way, `pipeline ${pipelineName(pipeline)}`];
        for (const { path } of steps.unreadable)
          reaches.push(unknown(path, ...here, "a part that is not known yet"));
        for (const step of steps.steps) {
          if (gateBefore(step, steps, "any").kind === "yes") continue;
          const started = startedPipeline(step);
          if (started) following.push({ name: started, way: here });
          else
            reaches.push(
              [...here, step.label].reduceRight((inner, one) => through(one, inner), this.of(step, pipeline)),
            );
        }
      }
      names = following;
    }
    return together(reaches);
  }

  private pipelineCalled(name: Field): StackResource | Reach {
    const text = name.text();
    if (text.kind !== "known") return unknown(name.path, "a pipeline that is not known yet");
    return (
      this.named(tokens.pipeline, text.value) ??
      unknown(`${name.path} = ${text.value}`, "a pipeline that is not in this stack")
    );
  }

  /** CloudFormation makes whatever the template says with the execution role, or without one as the caller. */
  private execution(configuration: Field, step: Step, pipeline: StackResource): Reach {
    const role = configuration.at("RoleArn");
    if (role.isAbsent()) return this.callerReach(step, pipeline);
    const text = role.text();
    if (text.kind !== "known") return unknown(role.path, "the execution role");
    return through("CloudFormation", this.roles.of(this.identities.byArn(text.value, role.path)));
  }

  private named(type: string, name: string): StackResource | undefined {
    return this.stack.named(type, name);
  }
}
