import type { DeployConfiguration } from "../../blueprint/step-configuration";
import { failWith } from "../step/step-failure";

/** One run of an action in an execution; a retried action has several. */
export interface ActionRun {
  readonly stage: string;
  readonly action: string;
  readonly status: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** ARN of who approved, where the service names it; without a name there is no proof. */
  readonly updatedBy: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
}

/** What the proof needs of CodePipeline. */
export interface PipelineHistory {
  actionRuns(pipeline: string, execution: string): Promise<readonly ActionRun[]>;
  /** ARN of the person or rule that started the execution, as far as the service tells. */
  startedBy(pipeline: string, execution: string): Promise<string | undefined>;
}

type Approval = NonNullable<DeployConfiguration["approval"]>;

/** What the deploy holds in its hands and the approval must be about. */
export interface ApprovedThing {
  readonly execution: string;
  readonly reportVersion: string;
}

/**
 * Proves that this execution was approved: the latest Approve succeeded, after the latest Plan succeeded with
 * the report at hand, not longer ago than it is valid, by a listed approver who did not start the run.
 * People are compared by account and name of their role or user; an approval for which CodePipeline names
 * nobody proves nothing. Throws with everything that differs.
 */
export async function proveApproval(
  history: PipelineHistory,
  approval: Approval,
  thing: ApprovedThing,
  now: Date,
): Promise<void> {
  const runs = await history.actionRuns(approval.pipeline, thing.execution);
  const starter = await history.startedBy(approval.pipeline, thing.execution);
  const problems = approvalProblems(runs, starter, approval, thing, now);
  if (problems.length > 0) {
    throw failWith(
      `Execution ${thing.execution} of ${approval.pipeline} is not approved; nothing was written:`,
      problems,
    );
  }
}

function approvalProblems(
  runs: readonly ActionRun[],
  starter: string | undefined,
  approval: Approval,
  thing: ApprovedThing,
  now: Date,
): readonly string[] {
  const plan = latest(runs, approval.stage, approval.planAction);
  const approve = latest(runs, approval.stage, approval.approveAction);
  if (plan === undefined || approve === undefined) {
    return [
      ...(plan === undefined ? [`${approval.stage}/${approval.planAction} has not run`] : []),
      ...(approve === undefined ? [`${approval.stage}/${approval.approveAction} has not run`] : []),
    ];
  }
  const problems: string[] = [];
  for (const run of [plan, approve]) {
    if (run.status !== "Succeeded")
      problems.push(`${run.stage}/${run.action} is ${run.status}, not Succeeded`);
  }
  const shown = plan.variables["REPORT_VERSION"];
  if (shown !== undefined && shown !== thing.reportVersion) {
    problems.push(`the plan stored report version ${shown}, this deploy was given ${thing.reportVersion}`);
  }
  if (approve.startedAt < plan.endedAt) {
    problems.push(
      `the approval began ${approve.startedAt.toISOString()}, before the plan ended ${plan.endedAt.toISOString()}`,
    );
  }
  const hours = (now.getTime() - approve.endedAt.getTime()) / 3_600_000;
  if (hours > approval.validHours) {
    problems.push(
      `the approval was given ${approve.endedAt.toISOString()}, ${hours.toFixed(1)} hours ago; ` +
        `it is valid for ${approval.validHours} hours. Retry all actions of the stage to be asked again`,
    );
  }
  return [...problems, ...approverProblems(approve, starter, approval.approvers)];
}

function approverProblems(
  { status, updatedBy: approver }: ActionRun,
  starter: string | undefined,
  approvers: readonly string[],
): readonly string[] {
  if (approver === undefined) {
    // What nobody has approved yet names nobody either, and is refused for that already.
    if (status !== "Succeeded") return [];
    return [
      "CodePipeline names nobody for the approval, so it may be anybody's. Retry all actions of the stage and " +
        `let one of ${approvers.join(", ")} approve`,
    ];
  }
  const identity = identityOf(approver);
  return [
    ...(identity !== undefined && approvers.some((listed) => identityOf(listed) === identity)
      ? []
      : [`it was approved by ${approver}; approvers are ${approvers.join(", ")}`]),
    ...(starter !== undefined && identityOf(starter) === (identity ?? approver)
      ? [`it was approved by ${approver} and started by ${starter}: the same identity`]
      : []),
  ];
}

/**
 * `<account> role <name>` or `<account> user <name>`, where a session counts as its role; paths are left out,
 * because sessions don't have them.
 */
function identityOf(arn: string): string | undefined {
  const session = /^arn:[^:]+:sts::([0-9]{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(arn);
  if (session !== null) return `${session[1] ?? ""} role ${session[2] ?? ""}`;
  const own = /^arn:[^:]+:iam::([0-9]{12}):(role|user)\/(?:.+\/)?([^/]+)$/.exec(arn);
  return own === null ? undefined : `${own[1] ?? ""} ${own[2] ?? ""} ${own[3] ?? ""}`;
}

/** The run that began last. */
function latest(runs: readonly ActionRun[], stage: string, action: string): ActionRun | undefined {
  return runs
    .filter((run) => run.stage === stage && run.action === action)
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
    .at(-1);
}
