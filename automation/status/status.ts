import type { GetPipelineStateOutput, PipelineExecutionSummary } from "@aws-sdk/client-codepipeline";
import {
  CodePipelineClient,
  GetPipelineStateCommand,
  paginateListPipelineExecutions,
} from "@aws-sdk/client-codepipeline";
import { planAccounts } from "../../blueprint/accounts";
import { DeliveryNames } from "../../blueprint/names";
import type { Settings } from "../../blueprint/settings";
import type { AwsClients } from "../accounts/account-access";
import { openAccount } from "../accounts/account-access";
import type { ServiceFailure } from "../accounts/service-failure";
import { failureOf } from "../accounts/service-failure";
import type { SettingsRefusal } from "../one-stack";
import { readOneStack } from "../one-stack";
import type { PipelineStatus } from "./pipeline-status";
import { pipelineStatus } from "./pipeline-status";

export interface StatusOptions {
  /** Folder of Pulumi.yaml. */
  readonly projectDirectory: string;
  readonly stack: string;
  readonly today?: Date;
  readonly aws?: AwsClients;
  readonly signal?: AbortSignal;
}

/** There is no pipeline yet; `fix` says what makes one. */
export interface NoPipeline {
  readonly kind: "no-pipeline";
  readonly pipeline: string;
  readonly fix: string;
}

export type StatusResult = PipelineStatus | NoPipeline | SettingsRefusal | ServiceFailure;

/** Asks for the status again and again, in one session. */
export interface StatusReader {
  readonly kind: "reader";
  read(): Promise<PipelineStatus | NoPipeline | ServiceFailure>;
}

/** How the pipeline of a stack stands now. */
export async function status(options: StatusOptions): Promise<StatusResult> {
  const reader = await openStatus(options);
  return reader.kind === "reader" ? reader.read() : reader;
}

export async function openStatus(
  options: StatusOptions,
): Promise<StatusReader | SettingsRefusal | ServiceFailure> {
  const { projectDirectory, stack, today = new Date(), aws, signal } = options;
  const read = readOneStack(projectDirectory, stack, today);
  if (read.kind === "refusal") return read;
  const { settings } = read;
  const { region } = settings.devops;
  const [door] = planAccounts(settings);
  if (!door) throw new Error("the DevOps account is always among the accounts");
  const account = await openAccount(door, region, aws, signal);
  if (account.kind === "failure") return account;
  const client = new CodePipelineClient(account.clients(region));
  return { kind: "reader", read: () => readStatus(client, settings, stack, signal) };
}

async function readStatus(
  client: CodePipelineClient,
  settings: Settings,
  stack: string,
  signal: AbortSignal | undefined,
): Promise<PipelineStatus | NoPipeline | ServiceFailure> {
  const name = new DeliveryNames(settings).pipeline();
  const options = signal ? { abortSignal: signal } : {};
  try {
    const state = await client.send(new GetPipelineStateCommand({ name }), options);
    const executions = await executionsIn(client, name, state, options);
    return pipelineStatus(settings, name, state, executions);
  } catch (error) {
    const failed = failureOf(error, `reading the pipeline ${name}`);
    if (failed.code !== "not-found") return failed;
    const fix =
      settings.connection.kind === "pending"
        ? `The connection is pending: run delivery connect --stack ${stack}, then pulumi up --refresh.`
        : `Run pulumi up --refresh --stack ${stack}: it creates the pipeline.`;
    return { kind: "no-pipeline", pipeline: name, fix };
  }
}

/** A stage that nothing has reached for long may show an execution from far back: that is not looked for. */
const pagesAtMost = 5;

/** Summaries of the executions that the stages show: only these tell the commit. */
async function executionsIn(
  client: CodePipelineClient,
  pipelineName: string,
  { stageStates = [] }: GetPipelineStateOutput,
  options: { readonly abortSignal?: AbortSignal },
): Promise<ReadonlyMap<string, PipelineExecutionSummary>> {
  const sought = new Set(
    stageStates.flatMap(({ latestExecution: { pipelineExecutionId: id } = {} }) => (id ? [id] : [])),
  );
  const found = new Map<string, PipelineExecutionSummary>();
  let pages = 0;
  if (sought.size === 0) return found;
  for await (const page of paginateListPipelineExecutions(
    { client, pageSize: 100 },
    { pipelineName },
    options,
  )) {
    for (const execution of page.pipelineExecutionSummaries ?? []) {
      const id = execution.pipelineExecutionId;
      if (id !== undefined && sought.has(id)) found.set(id, execution);
    }
    pages += 1;
    if (found.size === sought.size || pages === pagesAtMost) break;
  }
  return found;
}
