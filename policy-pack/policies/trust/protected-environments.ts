import type { Knowledge } from "../../config/knowledge";
import { approvalsOf } from "../../gitlab/approvals";
import { belongingsIn } from "../../gitlab/belongings";
import { environmentProtection } from "../../gitlab/environment-approvals";
import { projectOfPath } from "../../gitlab/named-project";
import { textsOf } from "../../reader/field";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** Whether something holds of GitLab; `no` says why not. */
export type Held =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly because: string; readonly fix: string }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/** Whether the subject of a project's tokens names the job's environment, which it does not by default. */
export function tokensNameEnvironment(project: string, stack: Stack, world: Knowledge): Held {
  const { resource: found } = projectOfPath(project, stack, world);
  if (!found) return { kind: "unknown", paths: [`project ${project}, which is not in this stack`] };
  const field = found.properties.at("ciIdTokenSubClaimComponents");
  const { texts, unknown } = textsOf(field);
  const announced = unknown.length > 0 && found.madeFrom("ciIdTokenSubClaimComponents").length === 0;
  if (unknown.length > 0 && !announced)
    return { kind: "unknown", paths: unknown.map((path) => `${found.name}.${path}`) };
  return texts.includes("environment")
    ? { kind: "yes" }
    : {
        kind: "no",
        because: `the tokens of project ${project} name no environment in their subject`,
        fix: 'set ciIdTokenSubClaimComponents of the GitLab project to ["project_path", "environment"]',
      };
}

/** Whether deployments to an environment of a project wait for an approval. */
export function isProtected(environment: string, project: string, stack: Stack, world: Knowledge): Held {
  const owner = projectOfPath(project, stack, world);
  const unknown: string[] = [];
  for (const { resource, sure } of belongingsIn(stack, [owner])(owner, tokens.protectedEnvironment)) {
    const name = resource.properties.at("environment").text();
    if (name.kind === "known" && name.value !== environment) continue;
    const { approvals } = environmentProtection(resource.properties);
    const { atLeast, atMost } = approvalsOf(approvals, 1);
    if (name.kind !== "known") unknown.push(`${resource.name}.environment`);
    else if (!sure) unknown.push(`${resource.name}.project`);
    else if (atLeast > 0) return { kind: "yes" };
    else if (atMost > 0)
      unknown.push(...approvals.flatMap((one) => one.unknown.map((path) => `${resource.name}.${path}`)));
    else
      return {
        kind: "no",
        because: `the protection of environment ${environment} asks for no approval`,
        fix: `give ${resource.name} approvalRules with requiredApprovals`,
      };
  }
  if (unknown.length > 0) return { kind: "unknown", paths: unknown };
  return {
    kind: "no",
    because: `nothing in this stack protects environment ${environment}`,
    fix: "protect the environment in GitLab, with approvals, in this stack",
  };
}
