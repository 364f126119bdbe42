import type { CodePipelineClient } from "@aws-sdk/client-codepipeline";
import { GetPipelineExecutionCommand, paginateListActionExecutions } from "@aws-sdk/client-codepipeline";
import type { ActionRun, PipelineHistory } from "../deploy/approval-proof";

/** What happened in one execution of a pipeline. */
export function pipelineHistory(client: CodePipelineClient): PipelineHistory {
  return {
    async actionRuns(pipelineName, pipelineExecutionId) {
      const pages = paginateListActionExecutions(
        { client },
        { pipelineName, filter: { pipelineExecutionId } },
      );
      const runs: ActionRun[] = [];
      for await (const page of pages) {
        for (const detail of page.actionExecutionDetails ?? []) {
          if (detail.pipelineExecutionId !== pipelineExecutionId) continue;
          runs.push({
            stage: detail.stageName ?? "",
            action: detail.actionName ?? "",
            status: detail.status ?? "",
            startedAt: detail.startTime ?? new Date(0),
            endedAt: detail.lastUpdateTime ?? new Date(0),
            updatedBy: detail.updatedBy,
            variables: detail.output?.outputVariables ?? {},
          });
        }
      }
      return runs;
    },
    async startedBy(pipelineName, pipelineExecutionId) {
      const get = new GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId });
      return (await client.send(get)).pipelineExecution?.trigger?.triggerDetail;
    },
  };
}
