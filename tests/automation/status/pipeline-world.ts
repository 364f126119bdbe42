import type { AwsAnswer } from "../services/aws-wire";

export const state = "codepipeline:GetPipelineState";
export const executions = "codepipeline:ListPipelineExecutions";

/** Decides the approval: no output may show it. */
export const approvalToken = "approval-token-that-nobody-may-see";

const at = (minute: number): number => Date.parse("2026-11-25T10:00:00Z") / 1000 + minute * 60;

function stage(
  stageName: string,
  id: string | undefined,
  status: string,
  actionStates: readonly object[],
  more = {},
) {
  const latestExecution = id === undefined ? {} : { latestExecution: { pipelineExecutionId: id, status } };
  return { stageName, inboundTransitionState: { enabled: true }, ...latestExecution, actionStates, ...more };
}

function action(actionName: string, status: string, minute: number, more: object = {}, beside: object = {}) {
  return { actionName, latestExecution: { status, lastStatusChange: at(minute), ...more }, ...beside };
}

/** The pipeline of `prod`, with its approval so far. */
export function pipelineState(approval: "InProgress" | "Succeeded" = "InProgress"): AwsAnswer {
  const approver = "arn:aws:sts::111111111111:assumed-role/product-owner/ada";
  const decided =
    approval === "Succeeded" ? { lastUpdatedBy: approver, summary: "fine" } : { token: approvalToken };
  const stageStates = [
    stage("Source", "e3", "Succeeded", [
      action("GitLab", "Succeeded", 1, { summary: "{}" }, { revisionUrl: "https://gitlab.com/c" }),
    ]),
    stage("Verify", "e3", "Failed", [
      action("Build", "Failed", 2, {
        errorDetails: { code: "JobFailed", message: "Build terminated with state: FAILED" },
        externalExecutionUrl: "https://eu-central-1.console.aws.amazon.com/log",
      }),
      { actionName: "Scan" },
    ]),
    stage("test", "e2", "Succeeded", [action("Deploy", "Succeeded", 3)], {
      inboundTransitionState: { enabled: false, disabledReason: "release freeze" },
      inboundExecutions: [{ pipelineExecutionId: "e2b", status: "InProgress" }],
    }),
    stage("prod", "e1", "InProgress", [
      action("Plan", "Succeeded", 4),
      action("Approve", approval, 5, decided, {
        entityUrl: "https://eu-central-1.console.aws.amazon.com/s3/report",
      }),
      { actionName: "Deploy" },
    ]),
  ];
  return { output: { pipelineName: "payments-delivery", pipelineVersion: 1, stageStates } };
}

function execution(id: string, commit: string, message: string) {
  const revisionSummary = JSON.stringify({ ProviderType: "GitLab", CommitMessage: message });
  return {
    pipelineExecutionId: id,
    status: "InProgress",
    sourceRevisions: [
      {
        actionName: "GitLab",
        revisionId: commit,
        revisionSummary,
        revisionUrl: `https://gitlab.com/${commit}`,
      },
    ],
  };
}

/** Two pages; the second has what the first lacks. */
export const executionPages: readonly AwsAnswer[] = [
  {
    output: {
      pipelineExecutionSummaries: [
        execution("e3", "cccccccccccc", "Round\u001b[2J prices\n\nbody"),
        execution("e2", "bbbbbbbbbbbb", "Sort"),
      ],
      nextToken: "2",
    },
  },
  { output: { pipelineExecutionSummaries: [execution("e1", "aaaaaaaaaaaa", "Add a queue")] } },
];
