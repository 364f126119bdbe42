import type { Rule } from "../../verdict/rule";
import { gitlabBranchProtected } from "./gitlab-branch-protected";
import { gitlabCodeowners } from "./gitlab-codeowners";
import { gitlabMachineCredentials } from "./gitlab-machine-credentials";
import { gitlabMergeChecks } from "./gitlab-merge-checks";
import { gitlabPipelineInputs } from "./gitlab-pipeline-inputs";
import { gitlabProtectedEnvironment } from "./gitlab-protected-environment";
import { gitlabPushRules } from "./gitlab-push-rules";
import { gitlabTagsRunnersHooksSharing } from "./gitlab-tags-runners-hooks-sharing";
import { gitlabTwoPersonReview } from "./gitlab-two-person-review";
import { gitlabVariableSafety } from "./gitlab-variable-safety";

/** Rows 105 to 114 of the catalogue: what GitLab enforces. */
export const gitlabRules: readonly Rule[] = [
  gitlabBranchProtected,
  gitlabTwoPersonReview,
  gitlabCodeowners,
  gitlabMergeChecks,
  gitlabPushRules,
  gitlabVariableSafety,
  gitlabPipelineInputs,
  gitlabProtectedEnvironment,
  gitlabMachineCredentials,
  gitlabTagsRunnersHooksSharing,
];
