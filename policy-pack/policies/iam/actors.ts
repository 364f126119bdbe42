import type { Knowledge } from "../../config/knowledge";
import type { Statement } from "../../iam/document";
import type { Identities } from "../../identities/identities";
import { identitiesOf } from "../../identities/identities";
import type { Grant, Principal, PrincipalKind } from "../../identities/principal";
import type { Holder } from "../../identities/who-may";
import { accountOfProvider } from "../../reader/provider-account";
import type { Stack } from "../../stack/stack";
import { outsidersOf } from "./outsiders";

/** Somebody who may act, with everything that is known of what he holds. */
export interface Actor extends Holder {
  /** For people, as the subject of a sentence: `Role payments-build`. */
  readonly label: string;
  readonly grants: readonly Grant[];
  /** Absent for a document whose holder is not known: it may be anybody's. */
  readonly principal?: Principal;
  /**
   * Whether stack and policy config tell everything about it. Of a role outside of both only what this stack gives
   * it is known.
   */
  readonly isWhole: boolean;
}

const found = new WeakMap<Identities, readonly Actor[]>();

/**
 * All who may act: the identities of the stack; those of the policy config, with what the stack gives them; those
 * that the stack gives policies to without having them; and one for each document whose holder can't be told.
 */
export function actorsOf(stack: Stack, world: Knowledge): readonly Actor[] {
  const identities = identitiesOf(stack, world);
  const known = found.get(identities);
  if (known) return known;
  const { outsiders, given } = outsidersOf(stack, identities);
  const handed = new Set(
    [...given.values(), ...outsiders.map(({ grants }) => grants)].flat().map(({ document }) => document),
  );
  const actors = [
    ...identities.principals.map((principal) =>
      actorOf(principal, [...principal.grants, ...(given.get(principal) ?? [])], true),
    ),
    ...outsiders.map((principal) => actorOf(principal, principal.grants, false)),
    ...identities.grants
      .filter(
        ({ holders, isOnlyBoundary, document }) =>
          holders.length === 0 && !isOnlyBoundary && !handed.has(document),
      )
      .map(adrift),
  ];
  found.set(identities, actors);
  return actors;
}

/**
 * The same by what this stack gives them alone: the documents that the policy config tells of roles outside don't
 * count.
 */
export function givenBy(stack: Stack, world: Knowledge): readonly Actor[] {
  return actorsOf(stack, world).flatMap((actor) => {
    if (actor.principal?.isExternal !== true) return [actor];
    const grants = actor.grants.filter(({ carrier }) => carrier !== undefined);
    return grants.length === 0
      ? []
      : [{ ...actor, grants, documents: grants.map(({ document }) => document), isWhole: false }];
  });
}

/** The grant of which a statement is a part. */
export function grantWith({ grants }: Actor, statement: Statement): Grant | undefined {
  return grants.find(({ document }) => document.statements.includes(statement));
}

/** The label in the middle of a sentence. */
export function inSentence({ label }: Pick<Actor, "label">): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** The actor that an ARN names. */
export function actorNamed(actors: readonly Actor[], arn: string): Actor | undefined {
  return actors.find(({ principal }) => principal?.isNamedBy(arn) === true);
}

const titles: Readonly<Record<PrincipalKind, string>> = {
  role: "Role",
  user: "User",
  group: "Group",
  "permission-set": "Permission set",
};

function actorOf(principal: Principal, grants: readonly Grant[], isWhole: boolean): Actor {
  const { kind, label, boundary, accountId, arnPatterns } = principal;
  const documents = grants.map(({ document }) => document);
  return {
    label: `${titles[kind]} ${label}`,
    kind,
    principal,
    grants,
    documents,
    boundary,
    accountId,
    arnPatterns,
    isWhole,
  };
}

function adrift(grant: Grant): Actor {
  const { carrier, document } = grant;
  return {
    label: `Whoever holds policy ${carrier?.name ?? grant.at}`,
    kind: "role",
    grants: [grant],
    documents: [document],
    boundary: { kind: "none" },
    accountId: accountOfProvider(carrier?.provider),
    arnPatterns: [],
    isWhole: false,
  };
}
