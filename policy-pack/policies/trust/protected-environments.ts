import type { Knowledge } from "../../config/knowledge";
import type { Field, Reading } from "../../reader/field";
import { textsOf } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";

/** Whether something holds of GitLab; `no` says why not. */
export type Held =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly because: string; readonly fix: string }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

/** Whether the subject of a project's tokens names the job's environment, which it does not by default. */
export function tokensNameEnvironment(project: string, stack: Stack): Held {
  const found = projectOf(project, stack);
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
  const unknown: string[] = [];
  for (const one of stack.ofType(tokens.protectedEnvironment)) {
    const name = one.properties.at("environment").text();
    const of = belongs(one, project, stack, world);
    if (name.kind === "known" && name.value !== environment) continue;
    if (of === "no") continue;
    const approvals = approvalsOf(one.properties.at("approvalRules"));
    if (name.kind !== "known") unknown.push(`${one.name}.environment`);
    else if (of === "unknown") unknown.push(`${one.name}.project`);
    else if (approvals.kind === "unknown") unknown.push(`${one.name}.${approvals.path}`);
    else if (approvals.kind === "known" && approvals.value > 0) return { kind: "yes" };
    else
      return {
        kind: "no",
        because: `the protection of environment ${environment} asks for no approval`,
        fix: `give ${one.name} approvalRules with requiredApprovals`,
      };
  }
  if (unknown.length > 0) return { kind: "unknown", paths: unknown };
  return {
    kind: "no",
    because: `nothing in this stack protects environment ${environment}`,
    fix: "protect the environment in GitLab, with approvals, in this stack",
  };
}

/** How many approvals the rules ask for together. */
function approvalsOf(rules: Field): Reading<number> {
  const list = rules.list();
  if (list.kind !== "known") return list;
  let sum = 0;
  for (const rule of list.value) {
    const count = rule.at("requiredApprovals").text();
    // Left out, GitLab asks for one.
    if (count.kind === "absent") sum += 1;
    else if (count.kind === "unknown") return count;
    else sum += Number(count.value) > 0 ? Number(count.value) : 0;
  }
  return { kind: "known", value: sum };
}

/** By its full path; else by its name, where the stack has one project of this name. */
function projectOf(path: string, stack: Stack): StackResource | undefined {
  const projects = stack.ofType(tokens.gitlabProject);
  const full = projects.find((one) => hasText(one.properties.at("pathWithNamespace"), path));
  if (full) return full;
  const short = path.split("/").at(-1) ?? path;
  const [only, ...others] = projects.filter(
    (one) =>
      one.properties.at("pathWithNamespace").text().kind !== "known" &&
      (hasText(one.properties.at("path"), short) || hasText(one.properties.at("name"), short)),
  );
  return others.length === 0 ? only : undefined;
}

function hasText(field: Field, text: string): boolean {
  const own = field.text();
  return own.kind === "known" && own.value.toLowerCase() === text.toLowerCase();
}

function belongs(
  environment: StackResource,
  project: string,
  stack: Stack,
  { projectId, project: path }: Knowledge,
): "yes" | "no" | "unknown" {
  const own = environment.properties.at("project").text();
  const found = projectOf(project, stack);
  if (own.kind !== "known")
    return found && environment.madeFrom("project").some(({ urn }) => urn === found.urn) ? "yes" : "unknown";
  if (own.value.toLowerCase() === project.toLowerCase()) return "yes";
  if (!/^\d+$/.test(own.value)) return "no";
  const id = found?.properties.at("id").text();
  if (id?.kind === "known") return id.value === own.value ? "yes" : "no";
  if (
    path.kind === "known" &&
    path.value.toLowerCase() === project.toLowerCase() &&
    projectId.kind === "known"
  )
    return projectId.value === own.value ? "yes" : "no";
  return "unknown";
}
