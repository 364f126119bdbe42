import type { JudgedStep } from "../../graph/judged-steps";
import { gatedRoles, judgedSteps } from "../../graph/judged-steps";
import { roleNameOf } from "../../iam/arn";
import { matches } from "../../iam/glob";
import type { Identities } from "../../identities/identities";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import { valueOr } from "../../reader/reading";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Setup } from "../../verdict/rule";
import type { BreakGlassList } from "./break-glass-roles";
import { breakGlassList, isInForce } from "./break-glass-roles";
import { trustOf } from "./carried-policy";
import type { Caller } from "./callers";
import { environmentBinding } from "./environment-binding";
import { serviceLabels } from "./service-calls";
import type { UnseenRole } from "./unseen-roles";
import { unseenRoles } from "./unseen-roles";
import { webIdentitiesOf } from "./web-identity";

/** Whether somebody acts only behind an approval; `wrong` and `unknown` say who it is. */
export type Standing =
  | { readonly kind: "gated" }
  | { readonly kind: "wrong"; readonly who: string; readonly because: string }
  | {
      readonly kind: "unknown";
      readonly who: string;
      readonly because: string;
      readonly paths: readonly string[];
    };

const gated: Standing = { kind: "gated" };

/** Who acts only behind an approval: by the stack's pipelines, by a protected environment, or in an emergency. */
export class GatedCallers {
  readonly identities: Identities;
  private readonly gatedRoles: ReadonlySet<Principal>;
  private readonly steps: readonly JudgedStep[];
  private readonly pipelineRoles: ReadonlySet<Principal>;
  private readonly emergencies: BreakGlassList;
  /** ARNs, or patterns of them, of principals outside of the stack that act behind a gate there. */
  private readonly elsewhere: readonly string[];

  constructor(
    private readonly stack: Stack,
    private readonly setup: Setup,
    readonly production: readonly string[],
  ) {
    const { world } = setup;
    this.identities = identitiesOf(stack, world);
    this.gatedRoles = gatedRoles(stack, world, production);
    this.steps = judgedSteps(stack, world, production);
    this.emergencies = breakGlassList(world.breakGlassRoles);
    this.elsewhere = valueOr(world.gatedPrincipals, []);
    this.pipelineRoles = new Set(
      stack.ofType(tokens.pipeline).flatMap((pipeline) => {
        const own = this.identities.named(pipeline.properties.at("roleArn"), pipeline, "roleArn");
        return own.kind === "role" ? [own.role] : [];
      }),
    );
  }

  /** Roles of production of which nobody can see whom they trust. */
  get unseen(): readonly UnseenRole[] {
    const { provisioningRole } = this.setup.world;
    return unseenRoles(this.identities, this.steps, this.production).filter(
      ({ arn }) => provisioningRole.kind !== "known" || roleNameOf(arn) !== provisioningRole.value,
    );
  }

  /** A role of the stack or of the policy config. */
  ofRole(role: Principal): Standing {
    const bySteps = this.bySteps(role);
    if (bySteps.kind !== "wrong" || this.stepsUnder(role).length > 0) return bySteps;
    return this.ofTokens(role, bySteps.who) ?? bySteps;
  }

  /**
   * A service that takes a role. It acts behind an approval where steps that come after one run under the role by
   * this very service.
   */
  ofService(service: string, role: Principal): Standing {
    const who = `service ${service}`;
    const runners = this.runnersUnder(role);
    if (runners.length > 0 && !serviceLabels(service).some((label) => runners.includes(label)))
      return { kind: "wrong", who, because: "no step runs under it by this service" };
    const standing = this.bySteps(role);
    return standing.kind === "gated" ? standing : { ...standing, who };
  }

  /** By the steps that run under a role, and no other way in. */
  private bySteps(role: Principal): Standing {
    if (this.gatedRoles.has(role) || this.isEmergency(role)) return gated;
    const who = `role ${role.label}`;
    if (role.isExternal && role.arnPatterns.some((arn) => this.isGatedElsewhere(arn))) return gated;
    const ways = this.stepsUnder(role);
    const early = ways.find(({ gate }) => gate.kind === "no");
    if (early) {
      const { step, pipeline } = early;
      const name = pipeline.properties.at("name").text();
      return {
        kind: "wrong",
        who,
        because: `${step.label} of pipeline ${valueOr(name, pipeline.name)} runs under it before any approval`,
      };
    }
    const unclear = ways.flatMap(({ gate }) => (gate.kind === "unknown" ? gate.paths : []));
    if (unclear.length > 0)
      return {
        kind: "unknown",
        who,
        because: "whether an approval comes before the steps that run under it can't be seen",
        paths: unclear,
      };
    return { kind: "wrong", who, because: "no step behind an approval runs under it" };
  }

  /** A role that only jobs of protected environments can take. */
  private ofTokens(role: Principal, who: string): Standing | undefined {
    const webs = webIdentitiesOf(trustOf(role));
    if (webs.length === 0) return undefined;
    const bindings = webs.map((web) => environmentBinding(web, this.stack, this.setup.world));
    for (const binding of bindings)
      if (binding.kind === "no") return { kind: "wrong", who, because: binding.because };
    const paths = bindings.flatMap((binding) => (binding.kind === "unknown" ? binding.paths : []));
    if (paths.length === 0) return gated;
    return {
      kind: "unknown",
      who,
      because: "whether it is bound to a protected environment can't be seen",
      paths,
    };
  }

  /** Anybody else whom a trust lets in. Services are the business of who passes them the role. */
  of(caller: Exclude<Caller, { kind: "service" }>): Standing {
    switch (caller.kind) {
      case "role":
        return this.ofRole(caller.role);
      case "outside":
        if (this.isGatedElsewhere(caller.arn)) return gated;
        return {
          kind: "unknown",
          who: `role ${caller.arn}`,
          because:
            "it is neither in this stack nor among externalRoles or gatedPrincipals of the policy config",
          paths: [],
        };
      case "token":
        return this.ofToken(caller);
      case "account":
        return {
          kind: "wrong",
          who: `account ${caller.account} as a whole`,
          because: "anybody there may come in",
        };
      case "pattern":
        return {
          kind: "wrong",
          who: `everybody called ${caller.pattern}`,
          because: "names can be given to anybody",
        };
      case "everybody":
        return { kind: "wrong", who: "everybody", because: "no condition holds a stranger back" };
      case "people":
        return { kind: "wrong", who: caller.who, because: "people pass no approval" };
      case "unknown":
        return {
          kind: "unknown",
          who: "somebody",
          because: "who it is is not known yet",
          paths: caller.paths,
        };
      default:
        return caller satisfies never;
    }
  }

  isEmergency(role: Principal): boolean {
    return isInForce(role, this.emergencies, this.setup.today);
  }

  /**
   * The role under which the stack itself is made, where it is not of the stack: whoever has it can change the gate,
   * and stands outside of what a stack shows.
   */
  isProvisioner({ isExternal, label }: Principal): boolean {
    const { provisioningRole } = this.setup.world;
    return isExternal && provisioningRole.kind === "known" && label === provisioningRole.value;
  }

  /** Whether some step or pipeline of the stack runs under the role by a service. */
  isRunBy(service: string, role: Principal): boolean {
    const runners = this.runnersUnder(role);
    // Nothing runs yet under a gated role that waits for its pipeline.
    if (runners.length === 0) return this.gatedRoles.has(role);
    return serviceLabels(service).some((label) => runners.includes(label));
  }

  private stepsUnder(role: Principal): readonly JudgedStep[] {
    return this.steps.filter(({ roles }) =>
      roles.some(({ identity }) => identity.kind === "role" && identity.role === role),
    );
  }

  /** The services by which steps or pipelines run under a role. */
  private runnersUnder(role: Principal): readonly string[] {
    const ofSteps = this.steps.flatMap(({ roles }) =>
      roles.flatMap(({ identity, resource }): readonly string[] => {
        if (identity.kind !== "role" || identity.role !== role) return [];
        if (resource?.type === tokens.project) return ["codebuild"];
        if (resource?.type === tokens.function) return ["lambda"];
        // An action without a resource of its own: CodePipeline takes the role, or hands it to CloudFormation.
        return ["codepipeline", "cloudformation"];
      }),
    );
    return [...ofSteps, ...(this.pipelineRoles.has(role) ? ["codepipeline"] : [])];
  }

  private ofToken({ web }: Extract<Caller, { kind: "token" }>): Standing {
    const who = `jobs with tokens of ${web.issuer}`;
    const binding = environmentBinding(web, this.stack, this.setup.world);
    switch (binding.kind) {
      case "yes":
        return gated;
      case "no":
        return { kind: "wrong", who, because: binding.because };
      case "unknown":
        return {
          kind: "unknown",
          who,
          because: "whether they are bound to a protected environment can't be seen",
          paths: binding.paths,
        };
      default:
        return binding satisfies never;
    }
  }

  private isGatedElsewhere(arn: string): boolean {
    return this.elsewhere.some((pattern) => matches(pattern, arn));
  }
}
