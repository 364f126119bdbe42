import type { Conditions, PolicyDocument, Statement } from "./document";
import { documentText, policyDocument } from "./document";

/**
 * Something an identity must be able to do, and why. One need becomes one statement of its policy and one
 * entry in what the step declares, so that declared and granted are the same by construction.
 */
export interface Need {
  /** Purpose in CamelCase: the statement's Sid. */
  readonly sid: string;
  readonly why: string;
  /**
   * Who makes the call under this identity: our own step, an AWS service on its behalf, or the unmodified CDK
   * CLI, for which the bootstrap roles stay open.
   */
  readonly by: "step" | "service" | "cdk";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Conditions;
}

/** One AWS call as a component declares it: `identity` is the ARN of the role under which it is made. */
export interface Call {
  readonly identity: string;
  readonly action: string;
  readonly resource: string;
  readonly why: string;
}

export function statementOf(need: Need): Statement {
  return {
    Sid: need.sid,
    Effect: "Allow",
    Action: need.actions,
    Resource: need.resources,
    ...(need.condition ? { Condition: need.condition } : {}),
  };
}

export function documentOf(needs: readonly Need[]): PolicyDocument {
  return policyDocument(needs.map(statementOf));
}

/** The calls that our own code makes under `identity`; what others do under it is not ours to declare. */
export function callsOf(identity: string, needs: readonly Need[]): readonly Call[] {
  return needs
    .filter(({ by }) => by === "step")
    .flatMap(({ actions, resources, why }) =>
      actions.flatMap((action) => resources.map((resource) => ({ identity, action, resource, why }))),
    );
}

/** Characters that IAM allows in a managed policy, and in all inline policies of a role together. */
export const managedPolicyLimit = 6144;
export const inlinePoliciesLimit = 10_240;

/**
 * Cuts a need whose resource list outgrows one managed policy into as few needs as fit. The parts are filled
 * in order, so that a target added at the end changes the last part only.
 */
export function splitNeed(need: Need): readonly Need[] {
  const fits = (candidate: Need) => documentText(documentOf([candidate])).length <= managedPolicyLimit;
  const parts: string[][] = [[]];
  for (const resource of need.resources) {
    const last = parts[parts.length - 1] ?? [];
    if (last.length > 0 && !fits({ ...need, resources: [...last, resource] })) parts.push([resource]);
    else last.push(resource);
  }
  return parts.map((resources) => ({ ...need, resources }));
}
