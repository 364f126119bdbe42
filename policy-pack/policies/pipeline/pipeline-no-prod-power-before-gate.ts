/**
 * pipeline-no-prod-power-before-gate
 *
 * No build, test, invoke or compute action before the gate runs under a role that can change production. A
 * Commands action runs under the pipeline's own role; a rule of a stage's condition that runs something counts,
 * too.
 *
 * Why: OWASP CICD-SEC-5. What runs there runs code of the repository, or hands it on, and with such a role that
 * code changes production before anybody is asked. pipeline-prod-approval says that a step can; this rule names
 * the role that must not be able to.
 *
 * Level: the stack's; roles and their policies are other resources than the pipeline.
 *
 * Not seen: what a role outside of the stack may do (undetermined).
 *
 * Parameters: `prodAccounts`; `prodRolePatterns`: ARN patterns of roles that count as production's beside those
 * of its accounts (default: none).
 */
import { worldSchema } from "../../config/parameters";
import type { Land } from "../../graph/cuts";
import { cutBeforeGate } from "../../graph/cuts";
import type { JudgedStep } from "../../graph/judged-steps";
import { judgedSteps } from "../../graph/judged-steps";
import { pipelineName } from "../../graph/pipeline";
import type { Reach } from "../../graph/reach";
import { production, through, together, unknown } from "../../graph/reach";
import { roleReachOf } from "../../graph/role-reach";
import type { RoleReach } from "../../graph/role-reach";
import type { StepRole } from "../../graph/step-roles";
import { someText } from "../../iam/glob";
import { mayDo } from "../../identities/who-may";
import { valueOr } from "../../reader/reading";
import type { Finding } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { listParameter, listSchema } from "../../config/list-parameter";
import { onPipelines, overProduction } from "./production-steps";

export const pipelineNoProdPowerBeforeGate: Rule = {
  number: 11,
  name: "pipeline-no-prod-power-before-gate",
  title: "What runs before the gate has no power over production",
  description:
    "No build, test, invoke or compute action before the gate runs under a role that can change production.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Give the step a role of its own that reaches nothing of production, or put the step behind the approval.",
  parameters: {
    ...worldSchema("prodAccounts"),
    prodRolePatterns: listSchema(
      "ARN patterns of roles that count as production's, beside those of its accounts.",
    ),
  },
  stack: (stack, setup) =>
    onPipelines(stack, (pipelines) =>
      overProduction(setup, pipelines, about, (accounts) => {
        const reach = roleReachOf(stack, setup.world, accounts);
        const patterns = listParameter(setup, "prodRolePatterns");
        return [
          ...(patterns.kind === "known" ? [] : [unreadable(pipelines[0]?.urn ?? "", patterns.path)]),
          ...judgedSteps(stack, setup.world, accounts)
            .filter(({ gate }) => gate.kind !== "yes")
            .filter(runsSomething)
            .flatMap((one) =>
              one.roles.flatMap((role) =>
                judgeRole(one, role, rolePower(role, reach, valueOr(patterns, [])), {
                  stack,
                  world: setup.world,
                  accounts,
                }),
              ),
            ),
        ];
      }),
    ),
};

const about = {
  why: "CICD-SEC-5: code of the repository runs there, and under such a role it changes production before anybody is asked",
  blind: "no role can be held against it",
};
const running: ReadonlySet<string> = new Set(["Build", "Test", "Invoke", "Compute"]);

function unreadable(urn: string, path: string): Finding {
  return {
    kind: "undetermined",
    urn,
    what: "which roles count as production's is not known in full.",
    at: [path],
    why: about.why,
    fix: "write prodRolePatterns of this policy's config as a list of texts",
  };
}

/** Deploy actions run no code of the repository's; approvals and sources run nothing. */
function runsSomething({ step }: JudgedStep): boolean {
  if (step.kind === "rule") return true;
  const category = step.field.at("category").text();
  return category.kind !== "known" || running.has(category.value);
}

function rolePower({ identity }: StepRole, reach: RoleReach, patterns: readonly string[]): Reach {
  const byAccount = reach.of(identity);
  if (identity.kind === "unknown") return byAccount;
  const named = patterns.find((pattern) =>
    identity.kind === "outside"
      ? someText([pattern, identity.arn], []).kind === "some"
      : identity.role.arnPatterns.some((arn) => someText([pattern, arn], []).kind === "some"),
  );
  if (named !== undefined) return production(`one of ${named}`);
  if (identity.kind === "outside") return byAccount;
  return together([
    byAccount,
    ...patterns.flatMap((pattern): readonly Reach[] => {
      const taken = mayDo(identity.role, ["sts:AssumeRole", "iam:PassRole"], pattern);
      if (!taken) return [];
      const way = `${taken.action} on ${pattern}`;
      return [
        taken.answer.kind === "yes"
          ? through(`role ${identity.role.label}`, production(way))
          : together(taken.answer.paths.map((path) => unknown(path, `role ${identity.role.label}`, way))),
      ];
    }),
  ]);
}

function judgeRole(
  { step, pipeline, gate }: JudgedStep,
  { runner }: StepRole,
  power: Reach,
  land: Land,
): readonly Finding[] {
  if (power.kind === "none") return [];
  const of = `${step.label} of pipeline ${pipelineName(pipeline)}`;
  const own = {
    urn: pipeline.urn,
    way: [runner, ...power.way],
    why: about.why,
    fix: "take from the role what leads to production, give the step a role of its own, or put it behind the approval",
  };
  const unclear = [
    ...(power.kind === "unknown" ? power.paths : []),
    ...(gate.kind === "unknown" ? gate.paths : []),
  ];
  if (unclear.length === 0) {
    const cut = cutBeforeGate(step, pipeline, land);
    return [
      {
        ...own,
        ...(cut === undefined ? {} : { cut }),
        kind: "violation",
        what: `${capitalized(of)} runs before the gate under a role that can change production.`,
        at: [step.path],
      },
    ];
  }
  return [
    {
      ...own,
      kind: "undetermined",
      what: `whether ${of} runs before the gate under a role that can change production can't be seen.`,
      at: [step.path, ...unclear],
    },
  ];
}
