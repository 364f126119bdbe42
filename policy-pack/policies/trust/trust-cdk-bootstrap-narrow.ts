/**
 * trust-cdk-bootstrap-narrow
 *
 * The roles of a CDK bootstrap are narrower than a plain `cdk bootstrap` makes them:
 * - none trusts a whole account, everybody, or everybody of some name;
 * - in production, only those who act behind an approval are trusted by the deploy and publishing roles, and only
 *   they may assume one by their own policies; the lookup role reads, and may be taken before the gate;
 * - an execution role is for CloudFormation alone;
 * - in production, an execution role has no AdministratorAccess, and no `*` on `*` under another name.
 *
 * A bootstrap role is one by its name, with any qualifier, or by its tag `aws-cdk:bootstrap-role`. To be allowed
 * to assume it is enough, whatever its trust says: the trust may be of another stack, and change.
 *
 * Why: the template trusts the whole trusted account, and in practice execution is AdministratorAccess. Then
 * every role of the tools account is an administrator of production.
 *
 * Level: the stack's: roles, their policies and who acts behind an approval are seen only together.
 *
 * Not seen: bootstrap roles outside of the stack that `externalRoles` does not describe, but for who may assume
 * them. Who stands in the production account itself is held by the role's trust alone.
 *
 * Parameters: `qualifier` (default: the settings'): any name that begins with it counts; `prodAccounts`,
 * `gatedPrincipals` and `breakGlassRoles` as of trust-prod-only-gated.
 */
import { worldSchema } from "../../config/parameters";
import type { Principal } from "../../identities/principal";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { BootstrapPurpose } from "./bootstrap-names";
import { purposeOf } from "./bootstrap-names";
import { anyTaker, judgeTakers } from "./bootstrap-taker-findings";
import { standsOutside } from "./bootstrap-takers";
import { breakGlassParameter } from "./break-glass-roles";
import type { Caller } from "./callers";
import { callersOf } from "./callers";
import { trustOf } from "./carried-policy";
import { judgeExecution } from "./execution-power";
import { GatedCallers } from "./gated-callers";
import { serviceLabels } from "./service-calls";

export const trustCdkBootstrapNarrow: Rule = {
  number: 67,
  name: "trust-cdk-bootstrap-narrow",
  title: "CDK bootstrap roles are for the gated steps alone",
  description:
    "Bootstrap roles trust no account, production's are taken only behind an approval, and execution is no administrator.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Let bootstrap roles trust the exact role of the step that uses them, take the right to assume production's from everybody else, and give execution the services of the workload only.",
  parameters: {
    ...worldSchema(
      ...(["prodAccounts", "qualifier", "issuers", "project", "projectId", "guardrails"] as const),
      "gatedPrincipals",
    ),
    breakGlassRoles: breakGlassParameter,
  },
  stack: (stack, setup) => {
    const { production } = setup.world;
    const known = production.kind === "known" ? production.value : [];
    const callers = new GatedCallers(stack, setup, known);
    const bootstrap = callers.identities.roles.flatMap((role) => {
      const purpose = purposeOf(role, setup.world.qualifier);
      return purpose ? [{ role, purpose }] : [];
    });
    return judged([
      ...(production.kind !== "known" && (bootstrap.length > 0 || anyTaker(callers))
        ? [unknownProduction(production.path)]
        : []),
      ...bootstrap.flatMap(({ role, purpose }) => judgeTrust(role, purpose, callers)),
      ...bootstrap
        .filter(({ role, purpose }) => purpose === "cfn-exec" && !standsOutside(role, known))
        .flatMap(({ role }) => judgeExecution(role, why)),
      ...judgeTakers(stack, setup.world.qualifier, callers, why),
    ]);
  },
};

const why =
  "CICD-SEC-1, CICD-SEC-2: with a bootstrap role of production one deploys there, past pipeline and approval";

function unknownProduction(path: string): Finding {
  return {
    kind: "undetermined",
    urn: "",
    what: "which accounts are production is not known, so bootstrap roles can't be held against the gate.",
    at: [path],
    why,
    fix: "give this policy's config `prodAccounts`, or the stack the settings delivery:environments with kind and accountId in quotes",
  };
}

function judgeTrust(role: Principal, purpose: BootstrapPurpose, callers: GatedCallers): readonly Finding[] {
  const inProduction = !standsOutside(role, callers.production);
  return callersOf(trustOf(role), callers.identities).flatMap((caller): readonly Finding[] => {
    if (caller.kind === "service") return judgeServices(role, purpose, caller);
    const standing = callers.of(caller);
    const isWide = caller.kind === "account" || caller.kind === "everybody" || caller.kind === "pattern";
    const mustBeGated = inProduction && purpose !== "lookup";
    if (standing.kind === "gated" || !(isWide || mustBeGated || purpose === "cfn-exec")) return [];
    // Inside of production the other role's trust decides.
    if (caller.kind === "role" && mustBeGated && !standsOutside(caller.role, callers.production)) return [];
    const about = {
      urn: role.urn,
      why,
      fix: "trust exactly the role of the step that uses it, by its ARN",
    };
    if (standing.kind === "wrong")
      return [
        {
          ...about,
          kind: "violation",
          what: `Bootstrap role ${role.label} trusts ${standing.who}: ${standing.because}.`,
          at: [caller.path],
        },
      ];
    return [
      {
        ...about,
        kind: "undetermined",
        what: `bootstrap role ${role.label} trusts ${standing.who}: ${standing.because}.`,
        at: [...new Set([caller.path, ...standing.paths])],
      },
    ];
  });
}

/** An execution role is CloudFormation's; no other bootstrap role is for a service. */
function judgeServices(
  { urn, label }: Principal,
  purpose: BootstrapPurpose,
  { service, path }: Extract<Caller, { kind: "service" }>,
): readonly Finding[] {
  if (purpose === "other") return [];
  if (purpose === "cfn-exec" && serviceLabels(service)[0] === "cloudformation") return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Bootstrap role ${label} trusts service ${service}, which has no use for it.`,
      at: [path],
      why,
      fix:
        purpose === "cfn-exec"
          ? "trust cloudformation.amazonaws.com alone"
          : "trust exactly the role of the step that uses it, by its ARN",
    },
  ];
}
