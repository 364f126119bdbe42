import { actionInfo } from "../../iam/actions";
import type { Context } from "../../iam/context";
import type { Statement } from "../../iam/document";
import type { Grant } from "../../identities/principal";
import { isElsewhere, mayDo } from "../../identities/who-may";
import type { Actor } from "./actors";
import { grantWith } from "./actors";
import type { Place } from "./places";

/** That somebody may take an action, surely or depending on what is not known. */
export interface Ability {
  readonly actor: Actor;
  readonly place: Place;
  /** As the service spells it: `codepipeline:UpdatePipeline`. */
  readonly action: string;
  /** Whether it holds whatever the unknown parts turn out to be. */
  readonly certain: boolean;
  /** What the document says, where it is certain. */
  readonly grant?: Grant;
  /** Where: the statement, or what is not known. */
  readonly at: readonly string[];
  /** The statement that allows it, where it is certain of the document. */
  readonly statement?: Statement;
}

/**
 * What an actor may do of these actions at a place; undefined: none of them. Of a document without a known holder,
 * and at a place that is not known in full, nothing is certain.
 */
export function abilityOf(
  actor: Actor,
  actions: readonly string[],
  place: Place,
  context?: Context,
): Ability | undefined {
  // Of many actors and places most are of different accounts.
  if (isElsewhere(actor, place.account)) return undefined;
  const found = mayDo(actor, actions, place.arn, {
    ...(place.account === undefined ? {} : { account: place.account }),
    ...(context ? { context } : {}),
  });
  if (!found) return undefined;
  const { answer } = found;
  const action = actionInfo(found.action)?.name ?? found.action;
  if (answer.kind === "unknown") {
    const grant = grantBehind(actor, answer.paths);
    return { actor, place, action, certain: false, ...(grant ? { grant } : {}), at: answer.paths };
  }
  const { statement } = answer;
  const grant = grantWith(actor, statement);
  const holder = actor.principal
    ? []
    : actor.grants.map(({ at, carrier }) => `holder of ${carrier?.name ?? at}`);
  return {
    actor,
    place,
    action,
    certain: actor.principal !== undefined && place.unknown.length === 0,
    ...(grant ? { grant } : {}),
    at: [statement.path, ...holder, ...place.unknown],
    statement,
  };
}

/** The grant of which a part is among what is not known. */
function grantBehind({ grants }: Actor, paths: readonly string[]): Grant | undefined {
  const open = new Set(paths);
  return grants.find(({ document: { unknown, statements } }) =>
    [
      ...unknown,
      ...statements.flatMap(({ actions, resources, unknownConditions }) => [
        ...actions.unknown,
        ...resources.unknown,
        ...unknownConditions,
      ]),
    ].some((path) => open.has(path)),
  );
}

/**
 * Who may take one of these actions where, one ability an actor and place.
 * @param anywhere pattern that covers all places: whoever may do nothing there is not asked about each.
 */
export function abilitiesAt(
  actors: readonly Actor[],
  actions: readonly string[],
  places: readonly Place[],
  anywhere: string,
): readonly Ability[] {
  if (places.length === 0) return [];
  const able = actors.filter((actor) => mayDo(actor, actions, anywhere) !== undefined);
  return able.flatMap((actor) => places.flatMap((place) => abilityOf(actor, actions, place) ?? []));
}

/** The resource to change: what carries the right, else the principal itself, else what is acted on. */
export function urnOf({ actor, grant }: Ability, otherwise: string): string {
  const carrier = grant?.carrier ?? actor.grants.find((one) => one.carrier)?.carrier;
  const own = actor.principal?.urn ?? "";
  return carrier?.urn ?? (own === "" ? otherwise : own);
}
