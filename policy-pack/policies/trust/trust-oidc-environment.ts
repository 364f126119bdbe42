/**
 * trust-oidc-environment
 *
 * A role that GitLab's jobs can take and that can change production is bound to a protected environment: the
 * subject that it demands names the environment, the project's tokens carry it in their subject
 * (`ciIdTokenSubClaimComponents`), and the environment is protected with approvals.
 *
 * Why: then GitLab asks for the approval before a job holds such a token. A branch asks nobody.
 *
 * Level: the stack's: role, GitLab project and protected environment are seen only together.
 *
 * Not seen: who may approve there (gitlab-protected-environment). With guard-rails `observe` another stack manages
 * the project and answers for tokens and environment; the subject is judged all the same.
 *
 * Parameters: `prodAccounts` (default: targets of kind production), `issuers`, `project`, `projectId`, `guardrails`
 * (defaults: the settings').
 */
import { worldSchema } from "../../config/parameters";
import { isObserving } from "../../gitlab/guardrails";
import type { Reach } from "../../graph/reach";
import { roleReachOf } from "../../graph/role-reach";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { trustOf } from "./carried-policy";
import { environmentBinding } from "./environment-binding";
import { isGitLab, webIdentitiesOf } from "./web-identity";

export const trustOidcEnvironment: Rule = {
  number: 71,
  name: "trust-oidc-environment",
  title: "Jobs that reach production are bound to a protected environment",
  description:
    "A role of production that GitLab's jobs can take demands a protected environment in the token's subject.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Let the pipeline deploy instead of a GitLab job; or name the environment in sub, let the project's tokens carry it, and protect it with approvals.",
  parameters: worldSchema("prodAccounts", "issuers", "project", "projectId", "guardrails"),
  stack: (stack, setup) => {
    const { world } = setup;
    const roles = identitiesOf(stack, world).roles.filter((role) =>
      webIdentitiesOf(trustOf(role)).some((web) => isGitLab(web, world.issuers)),
    );
    const [first] = roles;
    if (!first) return notApplicable("no role accepts GitLab's tokens");
    const { production } = world;
    if (production.kind !== "known")
      return judged([
        {
          kind: "undetermined",
          urn: first.urn,
          what: "which accounts are production is not known, so no role of GitLab's jobs can be held against them.",
          at: [production.path],
          why,
          fix: "give this policy's config `prodAccounts`, or the stack the settings delivery:environments with kind and accountId in quotes",
        },
      ]);
    if (production.value.length === 0)
      return notApplicable("the stack has no environment of kind production");
    const findings = roles.flatMap((role) => judgeRole(role, stack, setup, production.value));
    if (findings.length === 0 && isObserving(world))
      return notApplicable("another stack manages the GitLab project, and answers for its environments");
    return judged(findings);
  },
};

const why =
  "CICD-SEC-1: a job of a branch holds its token without asking anybody, and changes production with it";

function judgeRole(
  role: Principal,
  stack: Stack,
  { world }: Setup,
  production: readonly string[],
): readonly Finding[] {
  const reach = roleReachOf(stack, world, production).of({ kind: "role", role });
  if (reach.kind === "none") return [];
  return webIdentitiesOf(trustOf(role))
    .filter((web) => isGitLab(web, world.issuers))
    .flatMap((web): readonly Finding[] => {
      const binding = environmentBinding(web, stack, world);
      const about = { urn: role.urn, way: reach.way, why };
      switch (binding.kind) {
        case "yes":
          return [];
        case "no":
          return [
            {
              ...about,
              kind: reach.kind === "production" ? "violation" : "undetermined",
              what: sentence(role, reach, binding.because),
              at: [web.statement.path, ...(reach.kind === "unknown" ? reach.paths : [])],
              fix: binding.fix,
            },
          ];
        case "unknown":
          return [
            {
              ...about,
              kind: "undetermined",
              what: `whether role ${role.label}, which GitLab's jobs can take, is bound to a protected environment can't be seen.`,
              at: [web.statement.path, ...binding.paths],
              fix: "manage the GitLab project and its protected environment in this stack, with known names",
            },
          ];
        default:
          return binding satisfies never;
      }
    });
}

function sentence({ label }: Principal, { kind }: Reach, because: string): string {
  return kind === "production"
    ? `GitLab's jobs can take role ${label} and change production without approval: ${because}.`
    : `GitLab's jobs can take role ${label} without approval, and whether it can change production can't be seen: ${because}.`;
}
