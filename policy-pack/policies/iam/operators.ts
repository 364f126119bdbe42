import type { Knowledge } from "../../config/knowledge";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import { mayDo } from "../../identities/who-may";
import type { Field } from "../../reader/field";
import { textsOf } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Actor } from "./actors";
import { labelOf } from "./road-roles";

/** A right to start a pipeline. */
export const startPipeline = "codepipeline:StartPipelineExecution";

/** Whether one of these ARNs names somebody. */
export function isListed({ principal }: Actor, arns: readonly string[]): boolean {
  return arns.some((arn) => principal?.isNamedBy(arn) === true);
}

/** ARNs of a policy's parameter. */
export function listedArns(parameters: Field, name: string): readonly string[] {
  return textsOf(parameters.at(name)).texts;
}

/**
 * Who may start a pipeline by default: the role with which an event rule of the stack starts exactly it, and where
 * the trigger is `gitlab-ci` the role that a CI job takes by its token; each only if it may start nothing else.
 * @param arn of the pipeline.
 */
export function startersOf(
  pipeline: StackResource,
  arn: string,
  stack: Stack,
  world: Knowledge,
): ReadonlySet<Principal> {
  const identities = identitiesOf(stack, world);
  const ofRules = stack.ofType(tokens.eventTarget).flatMap((target) => {
    const started = stack.behind(target, "arn", [tokens.pipeline], (candidate, text) =>
      candidate === pipeline ? text === arn : text.endsWith(`:${labelOf(candidate)}`),
    );
    if (started !== pipeline) return [];
    const role = identities.named(target.properties.at("roleArn"), target, "roleArn");
    return role.kind === "role" ? [role.role] : [];
  });
  const byToken =
    world.trigger.kind === "known" && world.trigger.value === "gitlab-ci"
      ? identities.roles.filter(takesToken)
      : [];
  return new Set(
    [...ofRules, ...byToken].filter(
      (role) => !mayDo(role, [startPipeline], "arn:*:codepipeline:*:*:*", { except: [arn] }),
    ),
  );
}

function takesToken({ trust }: Principal): boolean {
  return (
    trust?.statements.some(
      ({ effect, principals }) =>
        effect === "Allow" &&
        principals?.entries.some(
          ({ kind, value }) => kind === "Federated" && value.includes(":oidc-provider/"),
        ),
    ) === true
  );
}
