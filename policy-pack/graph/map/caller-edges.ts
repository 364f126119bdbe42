import type { Knowledge } from "../../config/knowledge";
import { partitionsOfRegion } from "../../iam/arn";
import type { Identities } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Ability } from "../../identities/who-may";
import { mayDo } from "../../identities/who-may";
import { regionOf } from "../../reader/region";
import { trustOf } from "../../policies/trust/carried-policy";
import type { Caller } from "../../policies/trust/callers";
import { callersOf } from "../../policies/trust/callers";
import { environmentBinding } from "../../policies/trust/environment-binding";
import { subjectsOf, webIdentitiesOf } from "../../policies/trust/web-identity";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import { isManualApproval } from "../gate";
import { pipelineName, readPipeline } from "../pipeline";
import type { RoleReach } from "../role-reach";
import type { EdgeWord } from "./elements";
import { cuttingCosts } from "./elements";
import type { MapBuilder } from "./map-builder";
import { configured, makerOf } from "./map-builder";
import type { RoleNodes } from "./role-nodes";
import { pipelineId, stepId } from "./step-edges";

/** Puts on a map who may start pipelines and builds, who may approve, and whom roles that matter let in. */
export class CallerEdges {
  private readonly pipelineRoles: ReadonlySet<Principal>;

  constructor(
    private readonly builder: MapBuilder,
    private readonly roles: RoleNodes,
    private readonly reach: RoleReach,
    private readonly stack: Stack,
    private readonly world: Knowledge,
    private readonly identities: Identities,
  ) {
    this.pipelineRoles = new Set(
      stack.ofType(tokens.pipeline).flatMap((pipeline) => {
        const own = identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn");
        return own.kind === "role" ? [own.role] : [];
      }),
    );
  }

  all(): void {
    this.starters();
    for (const role of this.identities.roles)
      if (this.roles.has(role) || this.matters(role)) this.trusted(role);
  }

  private matters(role: Principal): boolean {
    return webIdentitiesOf(trustOf(role)).length > 0 || this.reach.of({ kind: "role", role }).kind !== "none";
  }

  private starters(): void {
    const start = "codepipeline:StartPipelineExecution";
    const builds = ["codebuild:StartBuild", "codebuild:StartBuildBatch"];
    const approve = "codepipeline:PutApprovalResult";
    const pipelines = this.stack.ofType(tokens.pipeline);
    for (const principal of this.identities.principals) {
      // Whoever may do it nowhere need not be asked about each of them.
      if (mayDo(principal, [start, approve], "*"))
        for (const pipeline of pipelines) this.startsOrApproves(principal, pipeline, start, approve);
      // A pipeline starts its builds as its own role, which is the step's business.
      if (!this.pipelineRoles.has(principal) && mayDo(principal, builds, "*"))
        for (const project of this.stack.ofType(tokens.project)) {
          const name = `build project ${pipelineName(project)}`;
          this.may(principal, builds, arnsOf(project, "codebuild", "project/"), project, {
            to: `project:${project.urn}`,
            word: "starts",
            what: `starts ${name}`,
          });
        }
    }
  }

  private startsOrApproves(
    principal: Principal,
    pipeline: StackResource,
    start: string,
    approve: string,
  ): void {
    const arns = arnsOf(pipeline, "codepipeline", "");
    const name = `pipeline ${pipelineName(pipeline)}`;
    this.may(principal, [start], arns, pipeline, {
      to: pipelineId(pipeline),
      word: "starts",
      what: `starts ${name}`,
    });
    const { steps, stages } = readPipeline(pipeline.properties);
    for (const step of steps.filter(isManualApproval)) {
      const [stage, action] = [stages[step.stage]?.field, step.field].map((field) =>
        field?.at("name").text(),
      );
      if (stage?.kind !== "known" || action?.kind !== "known") continue;
      const of = arns.map((arn) => `${arn}/${stage.value}/${action.value}`);
      this.may(principal, [approve], of, pipeline, {
        to: stepId(step, pipeline),
        word: "approves",
        what: `approves in ${step.label} of ${name}`,
      });
    }
  }

  private may(
    principal: Principal,
    actions: readonly string[],
    arns: readonly string[],
    { provider }: StackResource,
    { to, word, what }: { readonly to: string; readonly word: EdgeWord; readonly what: string },
  ): void {
    const account = accountOfProvider(provider);
    const options = account.kind === "known" ? { account: account.value } : {};
    for (const arn of arns) {
      const ability = mayDo(principal, actions, arn, options);
      if (!ability) continue;
      this.builder.edge({
        from: this.roles.node(principal),
        to,
        word,
        words: `${nounOf(principal)} ${principal.label} ${what}`,
        unknown: ability.answer.kind === "unknown" ? ability.answer.paths : [],
        makers: makersOf(principal, ability),
        cost: principal.isExternal ? cuttingCosts.elsewhere : cuttingCosts.right,
      });
    }
  }

  /** Whom a role's trust lets in beside roles of the stack, which take it by their own rights, and services. */
  private trusted(role: Principal): void {
    for (const caller of callersOf(trustOf(role), this.identities)) {
      const found = this.callerOf(caller);
      if (!found) continue;
      const path = role.resource ? caller.path.replace(`${role.resource.name}.`, "") : caller.path;
      this.builder.edge({
        from: found.id,
        to: this.roles.node(role),
        word: "assumes",
        words: `${found.words} assumes role ${role.label}`,
        unknown: caller.kind === "unknown" ? caller.paths : [],
        makers: [role.resource ? makerOf(role.resource, path) : configured(path)],
        cost: role.isExternal ? cuttingCosts.elsewhere : cuttingCosts.trust,
      });
    }
  }

  private callerOf(caller: Caller): { readonly id: string; readonly words: string } | undefined {
    const node = (label: string) => ({
      id: this.builder.node({ id: `caller:${label}`, kind: "caller", label }),
      words: label,
    });
    switch (caller.kind) {
      case "role":
      case "service":
        return undefined;
      case "outside":
        return node(`role ${caller.arn}`);
      case "account":
        return node(`account ${caller.account} as a whole`);
      case "pattern":
        return node(`everybody called ${caller.pattern}`);
      case "everybody":
        return node("everybody");
      case "people":
        return node(caller.who);
      case "unknown":
        return node("somebody who is not known yet");
      case "token": {
        const { web } = caller;
        const subject = subjectsOf(web).join(" or ") || "any subject";
        const label = `${web.issuer}, ${subject}`;
        const bound = environmentBinding(web, this.stack, this.world).kind;
        return {
          id: this.builder.node({ id: `token:${label}`, kind: "token", label, gate: bound }),
          words: `a job of ${label}`,
        };
      }
      default:
        return caller satisfies never;
    }
  }
}

function nounOf({ kind }: Principal): string {
  return kind === "permission-set" ? "permission set" : kind;
}

function makersOf(principal: Principal, { answer }: Ability) {
  if (answer.kind !== "yes")
    return [principal.resource ? makerOf(principal.resource, "its policies") : configured(principal.label)];
  const { statement } = answer;
  const grant = principal.grants.find(({ document }) => document.statements.includes(statement));
  const carrier = grant?.carrier;
  return [
    carrier ? makerOf(carrier, statement.path.replace(`${carrier.name}.`, "")) : configured(statement.path),
  ];
}

/** ARNs of a pipeline or build project, one a partition. */
function arnsOf(resource: StackResource, service: string, before: string): readonly string[] {
  const account = accountOfProvider(resource.provider);
  const region = regionOf(resource);
  const place = `${region.kind === "known" ? region.value : "*"}:${account.kind === "known" ? account.value : "*"}`;
  return partitionsOfRegion(region).map(
    (partition) => `arn:${partition}:${service}:${place}:${before}${pipelineName(resource)}`,
  );
}
