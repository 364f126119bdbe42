import type { StackReader } from "../aws/stack-reader";
import { emptyShell } from "../effects/read-target";
import type { Effect } from "../effects/template-effects";
import { failWith, StepFailure } from "../step/step-failure";
import { unforeseen } from "./hold-to-report";
import { failureReasons } from "./stack-failure";
import type { ChangeSetAddress, DescribedChangeSet, NewChangeSet, StackChanger } from "./stack-changer";

/** How a stack ended: `deployed`, or `unchanged` where CloudFormation had nothing to do. */
export type StackResult = "deployed" | "unchanged";

export interface StackDeployment extends Omit<NewChangeSet, "kind"> {
  /** What was approved; a change set that does more is not executed. Absent: anything goes. */
  readonly approvedEffects?: readonly Effect[];
}

export interface StackTools {
  readonly reader: StackReader;
  readonly changer: StackChanger;
  readonly log: (line: string) => void;
  /** Waits until CloudFormation is worth asking again. */
  readonly pause: () => Promise<void>;
}

/** Brings one stack to its template through a change set of its own name, and follows it to the end. */
export async function deployStack(deployment: StackDeployment, tools: StackTools): Promise<StackResult> {
  const { reader, changer, log } = tools;
  const { stack, name } = deployment;
  const before = await reader.describe(stack);
  const isNew = before === undefined || before.status === emptyShell;
  if (!isNew) refuseUnfit(stack, before.status);
  await removeLeftover(deployment, tools);
  const arn = await changer.createChangeSet({ ...deployment, kind: isNew ? "CREATE" : "UPDATE" });
  const made = await settled(deployment, arn, tools);
  const discard = async (): Promise<void> => {
    await changer.deleteChangeSet(deployment);
    if (isNew) await changer.deleteShell(stack);
  };
  if (made.status !== "CREATE_COMPLETE") {
    await discard();
    if (saysEmpty(made.reason)) return "unchanged";
    throw new StepFailure(`CloudFormation refused the change set ${name} of ${stack}: ${made.reason}`);
  }
  const surprises =
    deployment.approvedEffects === undefined ? [] : unforeseen(made.changes, deployment.approvedEffects);
  if (surprises.length > 0) {
    await discard();
    throw failWith(`The change set of ${stack} does more than was approved; it was not executed:`, surprises);
  }
  for (const { action, logicalId, type } of made.changes) log(`    ${action} ${logicalId} (${type})`);
  await changer.executeChangeSet(deployment);
  await followToEnd(stack, made, tools);
  return "deployed";
}

/** States in which CloudFormation takes a change set for an existing stack (User Guide, "Stack status codes"). */
const fitStates = [
  "CREATE_COMPLETE",
  "UPDATE_COMPLETE",
  "UPDATE_ROLLBACK_COMPLETE",
  "IMPORT_COMPLETE",
  "IMPORT_ROLLBACK_COMPLETE",
];

function refuseUnfit(stack: string, status: string): void {
  if (fitStates.includes(status)) return;
  const advice = status.endsWith("_IN_PROGRESS")
    ? "Wait until it has ended, then deploy again."
    : status === "ROLLBACK_COMPLETE" || status === "ROLLBACK_FAILED" || status === "CREATE_FAILED"
      ? "Its creation failed and it was never in use: delete it, then deploy again."
      : "Repair it in CloudFormation, then deploy again.";
  throw new StepFailure(`${stack} is ${status} and cannot be changed. ${advice}`);
}

/** An earlier attempt of this execution may have ended between making and executing its change set. */
async function removeLeftover(address: ChangeSetAddress, { changer, pause }: StackTools): Promise<void> {
  if ((await changer.describeChangeSet(address)) === undefined) return;
  await changer.deleteChangeSet(address);
  while ((await changer.describeChangeSet(address)) !== undefined) await pause();
}

/** The change set that was made here, once CloudFormation has computed it. */
async function settled(
  address: ChangeSetAddress,
  arn: string,
  { changer, pause }: StackTools,
): Promise<DescribedChangeSet> {
  for (;;) {
    const found = await changer.describeChangeSet(address);
    if (found?.id !== arn) {
      const now = found === undefined ? "it is gone" : `another one has its name, ${found.id}`;
      throw new StepFailure(
        `Somebody else touched the change set ${arn} of ${address.stack}: ${now}. Nothing was executed. ` +
          "Find out who, then deploy again.",
      );
    }
    if (!["CREATE_PENDING", "CREATE_IN_PROGRESS"].includes(found.status)) return found;
    await pause();
  }
}

/** CloudFormation's two ways of saying that a change set is empty; there is no code for it. */
function saysEmpty(reason: string): boolean {
  return /didn't contain changes|No updates are to be performed/.test(reason);
}

async function followToEnd(stack: string, made: DescribedChangeSet, tools: StackTools): Promise<void> {
  for (;;) {
    const now = await tools.reader.describe(stack);
    const status = now?.status ?? "DELETE_COMPLETE";
    if (!status.endsWith("_IN_PROGRESS")) {
      if (status === "CREATE_COMPLETE" || status === "UPDATE_COMPLETE") return;
      const events = await tools.changer.eventsSince(stack, made.createdAt);
      throw failWith(
        `${stack} is ${status}. CloudFormation says:`,
        failureReasons(events, now?.statusReason),
      );
    }
    await tools.pause();
  }
}
