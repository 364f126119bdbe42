import type { ServiceFailure } from "../accounts/service-failure";
import { isFailure } from "../accounts/service-failure";
import type { GitLabAccess } from "../gitlab/gitlab-api";
import { readOne } from "../gitlab/gitlab-api";
import type { Settings } from "../../blueprint/settings";

/**
 * What can be known of the repository. No API of AWS tells which repositories a connection reaches: that is
 * proven by the first run of the pipeline's source action alone. GitLab tells whether the settings name what exists.
 */
export type RepositoryCheck =
  | { readonly kind: "named-right"; readonly message: string }
  | { readonly kind: "named-wrong"; readonly message: string; readonly fix: string }
  | { readonly kind: "not-checked"; readonly message: string; readonly fix: string };

const unproven = "whether the connection's user reaches it shows in the first run of the source action";

export async function checkRepository(
  { gitlab }: Settings,
  access: GitLabAccess | undefined,
): Promise<RepositoryCheck> {
  const { project: path, projectId, branch } = gitlab;
  if (access === undefined) {
    return {
      kind: "not-checked",
      message: `${path} was not looked up; ${unproven}`,
      fix: "set GITLAB_TOKEN to have project and branch checked in GitLab",
    };
  }
  const project = await readOne(access, `/projects/${projectId}`, `reading project ${projectId}`);
  if (isFailure(project)) return unlessMissing(project, `GitLab shows no project ${projectId}`);
  const actual = project["path_with_namespace"];
  if (actual !== path) {
    return {
      kind: "named-wrong",
      message: `project ${projectId} is ${String(actual)} in GitLab, and the settings say ${path}`,
      fix: "correct gitlab.project or gitlab.projectId; AWS tells capitals apart",
    };
  }
  const encoded = encodeURIComponent(branch);
  const found = await readOne(
    access,
    `/projects/${projectId}/repository/branches/${encoded}`,
    `reading branch ${branch}`,
  );
  if (isFailure(found)) return unlessMissing(found, `${path} has no branch ${branch}`);
  return { kind: "named-right", message: `${path} has a branch ${branch}; ${unproven}` };
}

function unlessMissing(failed: ServiceFailure, missing: string): RepositoryCheck {
  return failed.code === "not-found"
    ? { kind: "named-wrong", message: missing, fix: failed.fix }
    : { kind: "not-checked", message: failed.message, fix: failed.fix };
}
