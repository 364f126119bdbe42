/**
 * pipeline-no-self-mutation-before-gate
 *
 * No step before the gate may rewrite the pipeline, the build projects and functions that it runs, the roles
 * under which they run, or the policies of those roles: neither under its own role nor under one that it may
 * assume or pass, to any depth.
 *
 * Why: OWASP CICD-SEC-1 and CICD-SEC-5. A step that rewrites the pipeline takes the gate out and lets the same
 * execution pass. That is how the CDK's self-mutating pipelines work.
 *
 * Level: the stack's; roles and their policies are other resources than the pipeline.
 *
 * Not seen: what roles outside of the stack may do. Where one of the pipeline's account is named in full as one
 * that may be taken, this is undetermined; of a pattern nobody knows whether there is such a role
 * (iam-assume-scoped).
 *
 * Parameters: `allowSelfMutation`: names of pipelines that may rewrite themselves (default: none);
 * `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import { isLookupRole } from "../../graph/bootstrap-roles";
import type { JudgedStep } from "../../graph/judged-steps";
import { judgedSteps } from "../../graph/judged-steps";
import { pipelineName } from "../../graph/pipeline";
import type { Link, RoleChains } from "../../graph/role-chains";
import { roleChainsOf } from "../../graph/role-chains";
import { TakingRights } from "../../graph/taking-rights";
import { takingActions } from "../../graph/takings";
import type { Identities } from "../../identities/identities";
import { accountOf } from "../../iam/arn";
import { identitiesOf } from "../../identities/identities";
import { mayDo } from "../../identities/who-may";
import { valueOr } from "../../reader/reading";
import type { StackResource } from "../../reader/resource";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { listParameter, listSchema } from "../../config/list-parameter";
import { onPipelines, overProduction } from "./production-steps";
import type { Rewriting } from "./rewriting";
import { accountOfPipeline, rewritingsOf } from "./rewriting";

export const pipelineNoSelfMutationBeforeGate: Rule = {
  number: 12,
  name: "pipeline-no-self-mutation-before-gate",
  title: "Nothing before the gate rewrites the pipeline",
  description:
    "No step before the gate may change the pipeline, what its steps run, or the roles under which they run.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Take the call from the step's role; change the pipeline from outside of it, or in a step behind the approval.",
  parameters: {
    ...worldSchema("prodAccounts"),
    allowSelfMutation: listSchema("Names of pipelines that may rewrite themselves before their gate."),
  },
  stack: (stack, setup) =>
    onPipelines(stack, (pipelines) =>
      overProduction(setup, pipelines, about, (accounts) => {
        const allowed = valueOr(listParameter(setup, "allowSelfMutation"), []);
        const identities = identitiesOf(stack, setup.world);
        const chains = roleChainsOf(stack, setup.world);
        const all = judgedSteps(stack, setup.world, accounts);
        return pipelines
          .filter((pipeline) => !allowed.includes(pipelineName(pipeline)))
          .flatMap((pipeline) => {
            const steps = all.filter((one) => one.pipeline === pipeline);
            const rewritings = rewritingsOf(pipeline, steps, identities);
            return steps
              .filter(({ gate }) => gate.kind !== "yes")
              .flatMap((step) => judgeStep(step, { pipeline, rewritings, chains, identities }));
          });
      }),
    ),
};

const about = {
  why: "CICD-SEC-1, CICD-SEC-5: a step that rewrites the pipeline takes the gate out of it, and nobody is asked",
  blind: "it does not show for which pipelines there has to be a gate",
};
const fix = "take the call from the role, or put the step behind the approval";

interface Scene {
  readonly pipeline: StackResource;
  readonly rewritings: readonly Rewriting[];
  readonly chains: RoleChains;
  readonly identities: Identities;
}

/** The first thing that each role of a step may rewrite: one is enough, and each further one is the same fault. */
function judgeStep(one: JudgedStep, scene: Scene): readonly Finding[] {
  const { step, gate, roles } = one;
  return roles.flatMap(({ identity, runner }): readonly Finding[] => {
    if (identity.kind !== "role") {
      const path = identity.kind === "outside" ? `${identity.arn} (not in this stack)` : identity.path;
      return [unseen(one, [runner], [path])];
    }
    const found = rewritten([...scene.chains.from(identity.role, false)], scene);
    const gateUnknown = gate.kind === "unknown" ? gate.paths : [];
    if (!found) return [];
    const way = [runner, ...found.way];
    const paths = [...found.unknown, ...gateUnknown];
    if (paths.length > 0) return [unseen(one, way, paths)];
    return [
      {
        kind: "violation",
        urn: one.pipeline.urn,
        what: `${capitalized(step.label)} of pipeline ${pipelineName(one.pipeline)} runs before the gate and may change ${found.what}.`,
        way,
        at: [step.path],
        why: about.why,
        fix,
      },
    ];
  });
}

interface Rewritten {
  readonly what: string;
  readonly way: readonly string[];
  readonly unknown: readonly string[];
}

function rewritten(links: readonly Link[], scene: Scene): Rewritten | undefined {
  const found = links.flatMap((link) => [...ownCalls(link, scene), ...rolesElsewhere(link, scene)]);
  return found.find(({ unknown }) => unknown.length === 0) ?? found[0];
}

function ownCalls({ role, way, unknown }: Link, { pipeline, rewritings }: Scene): readonly Rewritten[] {
  const account = accountOfPipeline(pipeline);
  const asked = account === undefined ? {} : { account };
  const every = [...new Set(rewritings.flatMap(({ actions }) => actions))];
  // Most roles may do nothing of the kind, which one question tells.
  if (!mayDo(role, every, "*", asked)) return [];
  return rewritings.flatMap(({ what, actions, resources }) =>
    resources.flatMap((resource): readonly Rewritten[] => {
      const able = mayDo(role, actions, resource, asked);
      if (!able) return [];
      const hidden = able.answer.kind === "unknown" ? able.answer.paths : [];
      return [{ what, way: [...way, `${able.action} on ${what}`], unknown: [...unknown, ...hidden] }];
    }),
  );
}

/** Roles of the pipeline's account that are not in the stack: what they may do can't be seen. */
function rolesElsewhere({ role, way }: Link, { pipeline, identities }: Scene): readonly Rewritten[] {
  const account = accountOfPipeline(pipeline);
  return takingActions.flatMap((action) =>
    new TakingRights(role, action).exactTargets
      .filter((arn) => accountOf(arn) === account && !isLookupRole(arn))
      .filter((arn) => identities.byArn(arn, arn).kind === "outside" && mayDo(role, [action], arn))
      .map((arn) => ({
        what: "",
        way: [...way, `${action} on role ${arn}`],
        unknown: [`${arn} (not in this stack, so its policies can't be seen)`],
      })),
  );
}

function unseen({ step, pipeline }: JudgedStep, way: readonly string[], paths: readonly string[]): Finding {
  return {
    kind: "undetermined",
    urn: pipeline.urn,
    what: `whether ${step.label} of pipeline ${pipelineName(pipeline)} may rewrite the pipeline before the gate can't be seen.`,
    way,
    at: [step.path, ...new Set(paths)],
    why: about.why,
    fix: `${fix}; or build what is named here from names and account ids, and keep roles and policies in this stack`,
  };
}
