import type {
  ActionState,
  GetPipelineStateOutput,
  PipelineExecutionSummary,
  StageState,
} from "@aws-sdk/client-codepipeline";
import { consoleUrl } from "../../blueprint/arns";
import type { Settings } from "../../blueprint/settings";
import { actionNames, stageName } from "../../blueprint/stage-names";
import type { GatedEnvironment } from "../../blueprint/targets";
import { gatedEnvironments } from "../../blueprint/targets";

/** How a stack's pipeline stands. Times are ISO 8601 in UTC. */
export interface PipelineStatus {
  readonly kind: "pipeline";
  readonly pipeline: string;
  readonly accountId: string;
  readonly region: string;
  /** The pipeline's page in the console. */
  readonly link: string;
  readonly stages: readonly StageStatus[];
  readonly waiting: readonly Waiting[];
}

export interface StageStatus {
  readonly name: string;
  /** As CodePipeline says it: `InProgress`, `Succeeded`, `Failed` …; absent: nothing has come here yet. */
  readonly status?: string;
  readonly executionId?: string;
  readonly revision?: Revision;
  /** Why nothing may enter the stage, where its transition is closed. */
  readonly closed?: string;
  /** Executions that wait to enter. */
  readonly queued: readonly string[];
  readonly actions: readonly ActionStatus[];
}

/** The commit that an execution carries. */
export interface Revision {
  readonly id: string;
  readonly summary?: string;
  readonly url?: string;
}

export interface ActionStatus {
  readonly name: string;
  readonly status?: string;
  readonly changedAt?: string;
  /** Who decided or started it, where the service says so. */
  readonly by?: string;
  readonly summary?: string;
  readonly error?: string;
  /** The build's log or the commit. */
  readonly link?: string;
}

/** An approval that nobody has given yet. */
export interface Waiting {
  readonly stage: string;
  readonly action: string;
  /** ARNs of the roles that may decide. */
  readonly approvers: readonly string[];
  readonly since?: string;
  /** When it fails by itself. */
  readonly until?: string;
  readonly executionId?: string;
  readonly revision?: Revision;
  /** What will change: the report that the approver reads. */
  readonly report?: string;
  /** Page on which the approver decides. */
  readonly link: string;
}

/** The status from what the service says of the pipeline and of the executions that are in it. */
export function pipelineStatus(
  settings: Settings,
  pipeline: string,
  state: GetPipelineStateOutput,
  executions: ReadonlyMap<string, PipelineExecutionSummary>,
): PipelineStatus {
  const { accountId, region } = settings.devops;
  const link = `${consoleUrl(region)}/codesuite/codepipeline/pipelines/${pipeline}/view?region=${region}`;
  const stages = (state.stageStates ?? []).map((stage) => stageStatus(stage, executions));
  const waiting = (state.stageStates ?? []).flatMap((stage, at): readonly Waiting[] =>
    (stage.actionStates ?? []).flatMap((action) => {
      const gate = waitingGate(settings, stage, action);
      const { executionId, revision } = stages[at] ?? {};
      return gate ? [{ ...waitingOf(gate, action), ...picked({ executionId, revision }), link }] : [];
    }),
  );
  return { kind: "pipeline", pipeline, accountId, region, link, stages, waiting };
}

function stageStatus(
  stage: StageState,
  executions: ReadonlyMap<string, PipelineExecutionSummary>,
): StageStatus {
  const executionId = stage.latestExecution?.pipelineExecutionId;
  const { enabled, disabledReason } = stage.inboundTransitionState ?? {};
  return {
    name: stage.stageName ?? "",
    ...picked({
      status: stage.latestExecution?.status,
      executionId,
      revision: executionId === undefined ? undefined : revisionOf(executions.get(executionId)),
      closed: enabled === false ? (disabledReason ?? "no reason given") : undefined,
    }),
    queued: (stage.inboundExecutions ?? []).flatMap(({ pipelineExecutionId: id }) => (id ? [id] : [])),
    actions: (stage.actionStates ?? []).map(actionStatus),
  };
}

/** An approval's token decides it: it is left where it was. */
function actionStatus({
  actionName = "",
  latestExecution,
  entityUrl,
  revisionUrl,
}: ActionState): ActionStatus {
  return {
    name: actionName,
    ...picked({
      status: latestExecution?.status,
      changedAt: latestExecution?.lastStatusChange?.toISOString(),
      by: latestExecution?.lastUpdatedBy,
      summary: latestExecution?.summary,
      error: latestExecution?.errorDetails?.message,
      link: latestExecution?.externalExecutionUrl ?? revisionUrl ?? entityUrl,
    }),
  };
}

/** The environment whose approval waits; undefined where the action is no approval or has its answer. */
function waitingGate(
  settings: Settings,
  stage: StageState,
  { actionName, latestExecution }: ActionState,
): GatedEnvironment | undefined {
  if (actionName !== actionNames.approve || latestExecution?.status !== "InProgress") return undefined;
  return gatedEnvironments(settings).find((environment) => stageName(environment) === stage.stageName);
}

function waitingOf(
  gate: GatedEnvironment,
  { latestExecution, entityUrl }: ActionState,
): Omit<Waiting, "link"> {
  const since = latestExecution?.lastStatusChange;
  return {
    stage: stageName(gate),
    action: actionNames.approve,
    approvers: gate.approval.approvers,
    ...picked({
      since: since?.toISOString(),
      until: since && new Date(since.getTime() + gate.approval.timeoutHours * 3_600_000).toISOString(),
      report: entityUrl,
    }),
  };
}

function revisionOf(execution: PipelineExecutionSummary | undefined): Revision | undefined {
  const source = execution?.sourceRevisions?.find(({ actionName }) => actionName === actionNames.source);
  if (source?.revisionId === undefined) return undefined;
  const { revisionId: id, revisionSummary, revisionUrl: url } = source;
  return { id, ...picked({ summary: revisionSummary && commitMessage(revisionSummary), url }) };
}

/** A source behind a connection hands on `{"ProviderType":"GitLab","CommitMessage":"…"}`. */
function commitMessage(summary: string): string {
  try {
    const { CommitMessage: message } = JSON.parse(summary) as { readonly CommitMessage?: unknown };
    return typeof message === "string" ? message : summary;
  } catch {
    return summary;
  }
}

/** The fields that have a value. */
function picked<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as { [Key in keyof Fields]?: NonNullable<Fields[Key]> };
}
