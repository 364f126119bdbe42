/**
 * iam-gate-tamper
 *
 * Nobody but the listed operators may change a pipeline, start it, or move a release inside it: create, update or
 * delete it, switch its transitions, override a stage's condition, roll a stage back or repeat it, hand a source
 * action another revision, put a webhook before it, or answer for the worker of an action.
 *
 * Why: who may take the gate out, deploy, and put it back has no gate; who may start a run with a commit of his own,
 * or repeat an old release past an approval in an earlier stage, has none either. OWASP CICD-SEC-1.
 *
 * Level: the stack's, as rights and denials of one identity stand in several resources. All identities are judged:
 * those of the stack, roles that it gives policies to without having them, and the roles of the policy config
 * (`externalRoles`) by their whole documents. Boundaries and denials that nobody escapes count; a boundary that
 * can't be read is not credited. An identity of another account can't act on a pipeline.
 *
 * Whoever runs Pulumi makes and changes the pipeline, so it must be among the operators: that is said by naming it,
 * and never assumed.
 *
 * Not seen: who may become one of these identities (trust-prod-only-gated), and organization policies.
 *
 * Parameters: `operators`: ARNs of roles that may do all of it. Always allowed: to start the pipeline, and nothing
 * else, for the role with which an event rule of the stack starts exactly it, and with trigger `gitlab-ci` for the
 * role that CI jobs take by their token.
 */
import { mayDo } from "../../identities/who-may";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { Ability } from "./abilities";
import { abilityOf, urnOf } from "./abilities";
import type { Actor } from "./actors";
import { actorsOf, inSentence } from "./actors";
import { listed } from "./listing";
import { isListed, listedArns, startersOf, startPipeline } from "./operators";
import type { Place } from "./places";
import { placeOf } from "./places";

export const iamGateTamper: Rule = {
  number: 61,
  name: "iam-gate-tamper",
  title: "Only operators change, start or move a pipeline",
  description:
    "UpdatePipeline, StartPipelineExecution, OverrideStageCondition and the like are allowed to listed operators only.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Take the right from the identity, or list the role in `operators` if it is meant to operate the pipeline.",
  parameters: {
    operators: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "ARNs of roles that may change, start and move pipelines, whoever runs Pulumi among them; beside the roles of event rules and, with trigger gitlab-ci, of CI jobs, which may start one pipeline.",
    },
  },
  stack: (stack, setup) =>
    stack.ofType(tokens.pipeline).length === 0
      ? notApplicable("the stack has no pipeline")
      : judged(judgeActors(stack, setup)),
};

const why =
  "CICD-SEC-1: who may change the pipeline takes the gate out and puts it back, and who may start or move a run chooses what passes it";

const onPipeline = [
  "CreatePipeline",
  "UpdatePipeline",
  "DeletePipeline",
  "StartPipelineExecution",
  "PutWebhook",
];
const onParts = [
  "DisableStageTransition",
  "EnableStageTransition",
  "OverrideStageCondition",
  "RollbackStage",
  "RetryStageExecution",
  "PutActionRevision",
];
const onJobs = ["PutJobSuccessResult", "PutThirdPartyJobSuccessResult"];
const [pipelineActions, partActions, jobActions] = [onPipeline, onParts, onJobs].map((names) =>
  names.map((name) => `codepipeline:${name}`),
);
/** Rights that know no resource are held only by who has them on everything. */
const noResource = "job";

/** Something of a pipeline, and the actions that tamper with it. */
interface Target {
  readonly place: Place;
  readonly actions: readonly string[];
}

function judgeActors(stack: Stack, setup: Setup): readonly Finding[] {
  const operators = listedArns(setup.parameters, "operators");
  const able = actorsOf(stack, setup.world).filter(
    (actor) => !isListed(actor, operators) && mayDo(actor, all, "*") !== undefined,
  );
  return stack.ofType(tokens.pipeline).flatMap((pipeline, index) => {
    const place = placeOf(pipeline, "pipeline", "codepipeline", (name) => name);
    const starters = startersOf(pipeline, place.arn, stack, setup.world);
    const targets = targetsOf(place, index === 0);
    return able.flatMap((actor) => {
      const mayStart = actor.principal !== undefined && starters.has(actor.principal);
      return findingsOf(abilitiesOf(actor, targets, mayStart), place, pipeline.urn);
    });
  });
}

const all = [pipelineActions, partActions, jobActions].flatMap((names) => names ?? []);

function targetsOf(place: Place, withJobs: boolean): readonly Target[] {
  const webhooks = `${place.arn.split(":").slice(0, 5).join(":")}:webhook:*`;
  return [
    { place, actions: pipelineActions ?? [] },
    { place: { ...place, arn: `${place.arn}/*` }, actions: partActions ?? [] },
    // These concern all pipelines of the account, and are said once.
    ...(withJobs
      ? [
          { place: { ...place, arn: webhooks }, actions: ["codepipeline:PutWebhook"] },
          { place: { ...place, arn: noResource, unknown: [] }, actions: jobActions ?? [] },
        ]
      : []),
  ];
}

function abilitiesOf(actor: Actor, targets: readonly Target[], mayStart: boolean): readonly Ability[] {
  return targets.flatMap(({ place, actions }) =>
    actions
      .filter((action) => !mayStart || action !== startPipeline)
      .flatMap((action) => abilityOf(actor, [action], place) ?? []),
  );
}

function findingsOf(abilities: readonly Ability[], place: Place, urn: string): readonly Finding[] {
  const certain = abilities.filter((ability) => ability.certain);
  const [first] = certain.length > 0 ? certain : abilities;
  if (!first) return [];
  const actions = listed((certain.length > 0 ? certain : abilities).map(({ action }) => action));
  const about = { urn: urnOf(first, urn), at: [...new Set(first.at)], why };
  return certain.length > 0
    ? [
        {
          ...about,
          kind: "violation",
          what: `${first.actor.label} may call ${actions} on ${place.label}, and is no operator of it.`,
          fix: "take the right away or deny it without a condition; a role that is meant to operate the pipeline belongs in this policy's `operators`",
        },
      ]
    : [
        {
          ...about,
          kind: "undetermined",
          what: `whether ${inSentence(first.actor)} may call ${actions} on ${place.label} can't be seen.`,
          fix: "build what is named here from names and account ids, and keep policies and their holders in this stack",
        },
      ];
}
