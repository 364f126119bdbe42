import type { Rule } from "../../verdict/rule";
import { pipelineActionProviders } from "./pipeline-action-providers";
import { pipelineApprovalNotified } from "./pipeline-approval-notified";
import { pipelineArtifactCmk } from "./pipeline-artifact-cmk";
import { pipelineConditionNotSoleGate } from "./pipeline-condition-not-sole-gate";
import { pipelineCrossAccountRole } from "./pipeline-cross-account-role";
import { pipelineExecutionMode } from "./pipeline-execution-mode";
import { pipelineFullClone } from "./pipeline-full-clone";
import { pipelineGateAfterArtifact } from "./pipeline-gate-after-artifact";
import { pipelineNoLegacyWebhook } from "./pipeline-no-legacy-webhook";
import { pipelineNoPrTrigger } from "./pipeline-no-pr-trigger";
import { pipelineNoProdPowerBeforeGate } from "./pipeline-no-prod-power-before-gate";
import { pipelineNoSelfMutationBeforeGate } from "./pipeline-no-self-mutation-before-gate";
import { pipelineProdApproval } from "./pipeline-prod-approval";
import { pipelineProdRollback } from "./pipeline-prod-rollback";
import { pipelinePromotionOrder } from "./pipeline-promotion-order";
import { pipelineRepoPrivate } from "./pipeline-repo-private";
import { pipelineSingleProdPath } from "./pipeline-single-prod-path";
import { pipelineSourcePinned } from "./pipeline-source-pinned";
import { pipelineTriggerRefsProtected } from "./pipeline-trigger-refs-protected";
import { pipelineTypeV2 } from "./pipeline-type-v2";
import { pipelineVariablesNoTarget } from "./pipeline-variables-no-target";

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
  pipelineGateAfterArtifact,
  pipelineNoProdPowerBeforeGate,
  pipelineNoSelfMutationBeforeGate,
  pipelineVariablesNoTarget,
  pipelineCrossAccountRole,
  pipelineSingleProdPath,
  pipelinePromotionOrder,
  pipelineConditionNotSoleGate,
  pipelineApprovalNotified,
  pipelineFullClone,
  pipelineNoLegacyWebhook,
  pipelineProdRollback,
];
