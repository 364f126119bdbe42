import type { StackEvent } from "./stack-changer";

/** Events that only follow from another failure. */
const consequence = /cancelled|The following resource\(s\) failed/;

/**
 * Why a stack failed, in CloudFormation's words: the resources that failed by themselves, first one first.
 *
 * @param events newest first.
 */
export function failureReasons(events: readonly StackEvent[], statusReason = "no reason"): readonly string[] {
  const failed = events.filter(({ status }) => status.endsWith("_FAILED")).reverse();
  const causes = failed.filter(({ reason }) => !consequence.test(reason));
  const shown = causes.length > 0 ? causes : failed;
  return shown.length > 0
    ? shown.map(({ logicalId, type, status, reason }) => `${logicalId} (${type}) ${status}: ${reason}`)
    : [statusReason];
}
