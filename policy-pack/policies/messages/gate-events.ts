import { callByRole } from "../../events/api-call";
import type { EventParts } from "../../events/event-pattern";
import { open } from "../../events/event-pattern";
import type { Place } from "../../events/listeners";

/** A call of AWS's API that changes the gate, or answers at it. */
export interface GateCall {
  readonly service: "codepipeline" | "iam" | "kms";
  readonly name: string;
}

/** Argument that names the pipeline, by call (CodePipeline reference). */
const pipelineArguments = {
  UpdatePipeline: "pipeline.name",
  DeletePipeline: "name",
  DisableStageTransition: "pipelineName",
  EnableStageTransition: "pipelineName",
  OverrideStageCondition: "pipelineName",
  StartPipelineExecution: "name",
  PutApprovalResult: "pipelineName",
} as const;

export const pipelineCalls = Object.keys(pipelineArguments);
export const roleCalls = [
  "UpdateAssumeRolePolicy",
  "PutRolePolicy",
  "AttachRolePolicy",
  "DeleteRolePermissionsBoundary",
  "PutRolePermissionsBoundary",
];
export const keyCalls = ["ScheduleKeyDeletion", "DisableKey", "PutKeyPolicy"];

/** A call on a pipeline; one whose name is not known is any. */
export function pipelineEvent(name: string, pipeline: string | undefined, place: Place): EventParts {
  const argument = Object.hasOwn(pipelineArguments, name)
    ? pipelineArguments[name as keyof typeof pipelineArguments]
    : "name";
  const value = pipeline ?? open;
  return event({ service: "codepipeline", name }, place, {
    // Each call names the pipeline in one of these, and has none of the others.
    name: argument === "name" ? value : undefined,
    pipelineName: argument === "pipelineName" ? value : undefined,
    pipeline: argument === "pipeline.name" ? { fields: { name: value }, others: "open" } : undefined,
  });
}

export function roleEvent(name: string, role: string | undefined, place: Place): EventParts {
  return event({ service: "iam", name }, place, { roleName: role ?? open });
}

/** On some key: which one CloudTrail names by id or by ARN, and is not looked at. */
export function keyEvent(name: string, place: Place): EventParts {
  return event({ service: "kms", name }, place, {});
}

function event({ service, name }: GateCall, place: Place, fields: EventParts["fields"]): EventParts {
  const requestParameters: EventParts = { others: "open", fields };
  return callByRole({ service, name, readOnly: false, requestParameters }, place);
}
