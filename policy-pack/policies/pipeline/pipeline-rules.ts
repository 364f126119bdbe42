import type { Rule } from "../../verdict/rule";
import { pipelineActionProviders } from "./pipeline-action-providers";
import { pipelineArtifactCmk } from "./pipeline-artifact-cmk";
import { pipelineExecutionMode } from "./pipeline-execution-mode";
import { pipelineNoPrTrigger } from "./pipeline-no-pr-trigger";
import { pipelineProdApproval } from "./pipeline-prod-approval";
import { pipelineRepoPrivate } from "./pipeline-repo-private";
import { pipelineSourcePinned } from "./pipeline-source-pinned";
import { pipelineTriggerRefsProtected } from "./pipeline-trigger-refs-protected";
import { pipelineTypeV2 } from "./pipeline-type-v2";

/** Rows 1 to 21 of the catalogue: what a pipeline itself shows. */
export const pipelineRules: readonly Rule[] = [
  pipelineTypeV2,
  pipelineArtifactCmk,
  pipelineExecutionMode,
  pipelineSourcePinned,
  pipelineNoPrTrigger,
  pipelineTriggerRefsProtected,
  pipelineRepoPrivate,
  pipelineActionProviders,
  pipelineProdApproval,
];
