import type { Rule } from "../../verdict/rule";
import { pipelineProdApproval } from "./pipeline-prod-approval";

/** Rows 1 to 21 of the catalogue: what a pipeline itself shows. */
export const pipelineRules: readonly Rule[] = [pipelineProdApproval];
