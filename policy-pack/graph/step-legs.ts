import type { Identities, Identity } from "../identities/identities";
import { accountOf } from "../iam/arn";
import type { Field } from "../reader/field";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import { deployTarget } from "./deploy-target";
import type { Step } from "./pipeline";
import type { Reach } from "./reach";
import { unknown } from "./reach";
import { watchingRules } from "./step-roles";

/** One way in which a step acts: under a role, by starting a pipeline, or by what it says of itself. */
export type Leg =
  | {
      readonly kind: "role";
      readonly identity: Identity;
      /** What stands between step and role, in words. */
      readonly way: readonly string[];
      readonly worker?: Worker;
      /** What names the role, or the worker, of the step: a property of the pipeline. */
      readonly property: string;
    }
  /** A pipeline of the stack, which does what it does without a gate of its own. */
  | { readonly kind: "pipeline"; readonly pipeline: StackResource; readonly property: string }
  /** It deploys, and says or leaves open where. */
  | {
      readonly kind: "target";
      readonly into: (accounts: readonly string[]) => Reach;
      readonly property: string;
    }
  | { readonly kind: "unseen"; readonly reach: Reach; readonly property: string };

/** What does the work of a step, and the property by which it has its role. */
export interface Worker {
  readonly resource: StackResource;
  readonly noun: "build project" | "function";
  readonly label: string;
  readonly roleProperty: string;
}

/** Where the legs of a step are looked up. */
export interface Ground {
  readonly stack: Stack;
  readonly identities: Identities;
  readonly productionAccounts: readonly string[];
}

/** Everything through which a step may act; nothing where it surely does not. */
export function legsOf(step: Step, pipeline: StackResource, ground: Ground): readonly Leg[] {
  const kind = step.kind === "action" ? step.field : step.field.at("ruleTypeId");
  const [category, owner, provider] = ["category", "owner", "provider"].map((key) => kind.at(key).text());
  if (category?.kind !== "known" || provider?.kind !== "known")
    return [unseen(unknown(`${step.path}.category`), step.path)];
  const ownerName = owner?.kind === "known" ? owner.value : undefined;
  if (category.value === "Approval") return [];
  // AWS's own source actions fetch, and nothing else.
  if (category.value === "Source" && ownerName === "AWS") return [];
  if (step.kind === "action" && ownerName !== "AWS") {
    const path = `${step.path}.owner`;
    return [unseen(unknown(path, "a worker outside of AWS, whose rights can't be seen"), path)];
  }
  return new Legs(step, pipeline, ground).all(category.value, provider.value);
}

function unseen(reach: Reach, property: string): Leg {
  return { kind: "unseen", reach, property };
}

class Legs {
  constructor(
    private readonly step: Step,
    private readonly pipeline: StackResource,
    private readonly ground: Ground,
  ) {}

  all(category: string, provider: string): readonly Leg[] {
    return [...this.ownRole(), ...this.work(category, provider)];
  }

  /** A role of the action's own in a production account. */
  private ownRole(): readonly Leg[] {
    const field = this.step.field.at("roleArn");
    const property = `${this.step.path}.roleArn`;
    const arn = field.text();
    if (arn.kind === "absent") return [];
    if (arn.kind === "unknown") return [unseen(unknown(arn.path, "the action's own role"), property)];
    const account = accountOf(arn.value);
    if (account === undefined) return [unseen(unknown(property, "the action's own role"), property)];
    return this.ground.productionAccounts.includes(account)
      ? [{ kind: "role", identity: this.ground.identities.byArn(arn.value, property), way: [], property }]
      : [];
  }

  private work(category: string, provider: string): readonly Leg[] {
    if (category === "Compute") return [this.caller()];
    if (this.step.kind === "rule" && watchingRules.has(provider)) return [];
    const configuration = this.step.field.at("configuration");
    switch (provider) {
      case "CodeBuild":
        return this.project(configuration.at("ProjectName"));
      // These run code of ours under the caller's own role.
      case "Commands":
      case "ECRBuildAndPublish":
      case "InspectorScan":
        return [this.caller()];
      case "CloudFormation":
        return [this.execution(configuration.at("RoleArn")), this.target()];
      case "Lambda":
      case "LambdaInvoke":
        return [this.invoked(configuration.at("FunctionName"))];
      case "CodePipeline":
        return [this.started(configuration.at("PipelineName"))];
      case "StepFunctions":
        return [
          unseen(
            unknown(`${this.step.path}.configuration`, "a state machine, whose steps can't be seen here"),
            configuration.path,
          ),
        ];
      default:
        return [this.target()];
    }
  }

  private target(): Leg {
    const { identities } = this.ground;
    return {
      kind: "target",
      into: (accounts) => deployTarget(this.step, this.pipeline, identities, accounts),
      property: this.step.path,
    };
  }

  /** Code that runs with the role of the action, or without one with the pipeline's. */
  private caller(): Leg {
    const own = this.step.field.at("roleArn");
    const { identities } = this.ground;
    if (own.isAbsent())
      return {
        kind: "role",
        identity: identities.named(this.pipeline.properties.at("roleArn"), this.pipeline, "roleArn"),
        way: ["the pipeline's own role"],
        property: this.step.path,
      };
    const text = own.text();
    if (text.kind !== "known") return unseen(unknown(own.path, "the action's own role"), own.path);
    return { kind: "role", identity: identities.byArn(text.value, own.path), way: [], property: own.path };
  }

  /** CloudFormation makes whatever the template says with the execution role, or without one as the caller. */
  private execution(role: Field): Leg {
    if (role.isAbsent()) return this.caller();
    const text = role.text();
    if (text.kind !== "known") return unseen(unknown(role.path, "the execution role"), role.path);
    return {
      kind: "role",
      identity: this.ground.identities.byArn(text.value, role.path),
      way: ["CloudFormation"],
      property: role.path,
    };
  }

  private project(name: Field): readonly Leg[] {
    const found = this.named(tokens.project, name, "a build project");
    if ("reach" in found) return [found];
    const { resource, label } = found;
    const batch = resource.properties.at("buildBatchConfig").at("serviceRole");
    const roles = [
      { field: resource.properties.at("serviceRole"), top: "serviceRole" },
      ...(batch.isAbsent() ? [] : [{ field: batch, top: "buildBatchConfig" }]),
    ];
    return roles.map(({ field, top }) =>
      this.underRole({ resource, noun: "build project", label, roleProperty: field.path }, field, top, name),
    );
  }

  private invoked(name: Field): Leg {
    const found = this.named(tokens.function, name, "a function");
    if ("reach" in found) return found;
    const { resource, label } = found;
    const field = resource.properties.at("role");
    return this.underRole(
      { resource, noun: "function", label, roleProperty: field.path },
      field,
      "role",
      name,
    );
  }

  private underRole(worker: Worker, role: Field, top: string, name: Field): Leg {
    return {
      kind: "role",
      identity: this.ground.identities.named(role, worker.resource, top),
      way: [`${worker.noun} ${worker.label}`],
      worker,
      property: name.path,
    };
  }

  private started(name: Field): Leg {
    const found = this.named(tokens.pipeline, name, "a pipeline");
    return "reach" in found ? found : { kind: "pipeline", pipeline: found.resource, property: name.path };
  }

  private named(
    type: string,
    name: Field,
    noun: string,
  ):
    { readonly resource: StackResource; readonly label: string } | Extract<Leg, { readonly kind: "unseen" }> {
    const text = name.text();
    const hidden = (path: string, words: string) =>
      ({ kind: "unseen", reach: unknown(path, words), property: name.path }) as const;
    if (text.kind !== "known") return hidden(name.path, `${noun} that is not known yet`);
    const resource = this.ground.stack.named(type, text.value);
    return resource
      ? { resource, label: text.value }
      : hidden(`${name.path} = ${text.value}`, `${noun} that is not in this stack`);
  }
}
