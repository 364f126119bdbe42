/**
 * trust-prod-only-gated
 *
 * A role that can change production trusts nobody but those who act behind an approval: the roles of pipeline
 * steps that surely come after one (the pipeline's own role among them, as long as no step before the gate runs
 * under it), jobs that are bound to a protected environment of GitLab, and roles for emergencies that are in
 * force. Whom a trust lets in is judged by its conditions and denials too: an account whose condition names one
 * gated role is that role, one whose condition is wider is everybody whom it lets in.
 *
 * A role can change production when its policies reach it (see pipeline-prod-approval), when its name is among
 * `prodRolePatterns`, or when such a role trusts it inside of production. A role of production may trust another
 * one there that this rule judges as well. The CDK's lookup role only reads, and may be taken before the gate.
 *
 * Services: one that takes a role runs somebody's code with it, or acts for others. In a production account a step
 * behind the approval has to run under the role by that very service; elsewhere some step or pipeline has to:
 * which step, is pipeline-prod-approval's business. Two things are no matter of the gate: CloudFormation for a role
 * that nobody else takes (trust-cdk-bootstrap-narrow, iam-passrole-scoped), and a role by which a service in
 * production only reads, or writes an application's own data, messages and logs as it runs.
 *
 * Why: CICD-SEC-1. Whoever is trusted beside the gate walks around it.
 *
 * Level: the stack's: who acts behind an approval is seen only with pipelines, projects and roles together.
 * What can't be seen stops like a violation unless `onUnknown` says otherwise.
 *
 * A role of production that policies or steps name, and that neither the stack nor `externalRoles` has, is
 * undetermined, the CDK's lookup role aside.
 *
 * Not seen: the provisioning role outside of the stack, under which the stack itself is made: whoever has it can
 * change the gate, and stands outside of what a stack shows. Other roles of `externalRoles` are judged like roles
 * of the stack.
 *
 * Parameters: `prodAccounts` (default: targets of kind production), `prodRolePatterns` (none): globs of names or
 * ARNs of further roles that count as production's, `gatedPrincipals` (none beyond the graph's): globs of ARNs
 * outside of the stack that act behind a gate there, `breakGlassRoles` as of trust-break-glass.
 */
import { textList } from "../../config/environments";
import { worldSchema } from "../../config/parameters";
import type { Land } from "../../graph/cuts";
import { cutOfTrust } from "../../graph/cuts";
import type { Reach } from "../../graph/reach";
import { none, production } from "../../graph/reach";
import { roleReachOf } from "../../graph/role-reach";
import { matches } from "../../iam/glob";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import { valueOr } from "../../reader/reading";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { reachBeyondData } from "./application-data";
import { purposeOf } from "./bootstrap-names";
import { breakGlassParameter } from "./break-glass-roles";
import type { Caller } from "./callers";
import { callersOf } from "./callers";
import { trustOf } from "./carried-policy";
import type { Standing } from "./gated-callers";
import { GatedCallers } from "./gated-callers";
import type { Power } from "./judged-roles";
import { isChain, judgedRoles, standsIn } from "./judged-roles";
import { serviceLabels } from "./service-calls";
import type { UnseenRole } from "./unseen-roles";

const globs = (description: string) => ({
  type: "array" as const,
  items: { type: "string" as const },
  default: [] as never[],
  description,
});

export const trustProdOnlyGated: Rule = {
  number: 66,
  name: "trust-prod-only-gated",
  title: "Production trusts only those who act behind an approval",
  description:
    "Roles that can change production trust gated pipeline roles, jobs of protected environments, and nobody else.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "mandatory",
  remediation:
    "Let the role trust exactly the role of the step behind the approval; take every other principal out of its trust.",
  parameters: {
    ...worldSchema(
      ...(["prodAccounts", "issuers", "project", "projectId", "guardrails"] as const),
      ...(["provisioningRole", "gatedPrincipals", "qualifier"] as const),
    ),
    prodRolePatterns: globs(
      "Globs of names or ARNs of roles that count as production's, whatever they may do.",
    ),
    breakGlassRoles: breakGlassParameter,
  },
  stack: (stack, setup) => {
    if (identitiesOf(stack, setup.world).roles.length === 0) return notApplicable("the stack has no role");
    const { production: accounts } = setup.world;
    if (accounts.kind !== "known")
      return judged([
        {
          kind: "undetermined",
          urn: "",
          what: "which accounts are production is not known, so no trust can be held against the gate.",
          at: [accounts.path],
          why,
          fix: "give this policy's config `prodAccounts`, or the stack the settings delivery:environments with kind and accountId in quotes",
        },
      ]);
    if (accounts.value.length === 0) return notApplicable("the stack has no environment of kind production");
    return judged(judgeRoles(stack, setup, accounts.value));
  },
};

const why = "CICD-SEC-1: whoever is trusted beside the gate changes production without approval";

function judgeRoles(stack: Stack, setup: Setup, accounts: readonly string[]): readonly Finding[] {
  const callers = new GatedCallers(stack, setup, accounts);
  const land = { stack, world: setup.world, accounts };
  const roles = judgedRoles(callers, (role) => powerOf(role, land, setup));
  return [
    ...[...roles].flatMap(([role, power]) => judgeRole(role, power, callers, land)),
    ...callers.unseen.map(unseenTrust),
  ];
}

function judgeRole(
  role: Principal,
  { reach, forServices }: Power,
  callers: GatedCallers,
  land: Land,
): readonly Finding[] {
  const all = callersOf(trustOf(role), callers.identities);
  const isExecution =
    purposeOf(role, land.world.qualifier) === "cfn-exec" || all.every((one) => isCloudFormation(one));
  return all.flatMap((caller): readonly Finding[] => {
    if (isChain(caller, role, land.accounts) || (isExecution && isCloudFormation(caller))) return [];
    const isApplications = caller.kind === "service" && standsIn(role, land.accounts);
    const power = isApplications ? forServices : reach;
    const standing = standingOf(caller, role, callers, land.accounts);
    return standing.kind === "gated" || power.kind === "none"
      ? []
      : [say(role, power, caller, standing, land)];
  });
}

function isCloudFormation(caller: Caller): boolean {
  return caller.kind === "service" && serviceLabels(caller.service)[0] === "cloudformation";
}

function unseenTrust({ arn, urn, path }: UnseenRole): Finding {
  return {
    kind: "undetermined",
    urn,
    what: `whom role ${arn} of production trusts can't be seen: it is neither in this stack nor among externalRoles of the policy config.`,
    at: [path],
    why,
    fix: "manage the role in this stack, or describe it in externalRoles: role, trust, policies, boundary, checked",
  };
}

function powerOf(role: Principal, { stack, world, accounts }: Land, { parameters }: Setup): Power {
  const patterns = valueOr(textList(parameters.at("prodRolePatterns")), []);
  const named = patterns.find(
    (pattern) =>
      matches(pattern, role.label) ||
      role.arnPatterns.some((arn) => arn === pattern || matches(pattern, arn)),
  );
  if (named !== undefined) {
    const reach = production(`prodRolePatterns ${named}`);
    return { reach, forServices: reach };
  }
  if (!role.trust) return { reach: none, forServices: none };
  const reach = roleReachOf(stack, world, accounts).of({ kind: "role", role });
  const mayBeApplications = reach.kind !== "none" && standsIn(role, accounts);
  return { reach, forServices: mayBeApplications ? reachBeyondData(role, stack, world, accounts) : reach };
}

function standingOf(
  caller: Caller,
  role: Principal,
  callers: GatedCallers,
  accounts: readonly string[],
): Standing {
  if (caller.kind !== "service") return callers.of(caller);
  const isElsewhere = !standsIn(role, accounts);
  return isElsewhere && callers.isRunBy(caller.service, role)
    ? { kind: "gated" }
    : callers.ofService(caller.service, role);
}

function say(
  role: Principal,
  reach: Reach,
  { path }: Caller,
  standing: Exclude<Standing, { kind: "gated" }>,
  land: Land,
): Finding {
  const { urn, label } = role;
  const unclear = reach.kind === "unknown" ? reach.paths : [];
  const about = {
    urn,
    ...(reach.kind === "none" ? {} : { way: reach.way }),
    why,
    fix: "trust exactly the role of the step behind the approval, by its ARN; for a role outside of the stack describe it in externalRoles or name it in gatedPrincipals",
  };
  if (standing.kind === "wrong" && reach.kind === "production") {
    const cut = cutOfTrust(role, standing.who, path, land);
    return {
      ...about,
      ...(cut === undefined ? {} : { cut }),
      kind: "violation",
      what: `Role ${label} can change production and trusts ${standing.who}: ${standing.because}.`,
      at: [path],
    };
  }
  const power = reach.kind === "production" ? "can change" : "may be able to change";
  return {
    ...about,
    kind: "undetermined",
    what: `role ${label} ${power} production and trusts ${standing.who}: ${standing.because}.`,
    at: [...new Set([path, ...(standing.kind === "unknown" ? standing.paths : []), ...unclear])],
  };
}
