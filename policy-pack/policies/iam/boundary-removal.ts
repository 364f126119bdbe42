import { contextOf } from "../../iam/context";
import type { Statement } from "../../iam/document";
import type { Principal } from "../../identities/principal";
import { mayDo } from "../../identities/who-may";
import type { Finding } from "../../verdict/finding";
import type { Ability } from "./abilities";
import { abilityOf, urnOf } from "./abilities";
import type { Actor } from "./actors";
import { inSentence } from "./actors";
import { listed } from "./listing";
import type { Place } from "./places";

const onRoles = ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"];
const onPolicies = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicy"];

/** Some boundary that nobody would give a role of the road. */
const anotherBoundary = contextOf(
  { "iam:PermissionsBoundary": "arn:aws:iam::000000000000:policy/another" },
  "unknown",
);

const why = "CICD-SEC-5: a boundary that somebody may take off, or write anew, bounds nothing";

/**
 * Who may take the boundary off a role of the road, give it another one, or change what the boundary says; one
 * finding for each. Whoever is administrator may, and that is said once, by iam-no-admin.
 */
export function removals(actors: readonly Actor[], bounded: readonly Principal[]): readonly Finding[] {
  const roles = bounded.flatMap((role) => role.arnPatterns.map((arn) => placeOfRole(role, arn)));
  const policies = [
    ...new Set(bounded.flatMap(({ boundary }) => (boundary.kind === "none" ? [] : (boundary.arn ?? [])))),
  ].map((arn): Place => ({ label: `boundary ${arn}`, arn, unknown: [], ...accountIn(arn) }));
  const able = actors.filter(
    (actor) =>
      mayDo(actor, onRoles, "arn:*:iam::*:role/*") !== undefined ||
      mayDo(actor, onPolicies, "arn:*:iam::*:policy/*") !== undefined,
  );
  return able.flatMap((actor) => {
    const found = [
      ...roles.flatMap((place) => abilityOf(actor, onRoles, place, anotherBoundary) ?? []),
      ...policies.flatMap((place) => abilityOf(actor, onPolicies, place) ?? []),
    ].filter(({ statement }) => !(statement && isAdministration(statement)));
    return findingOf(actor, found);
  });
}

function findingOf(actor: Actor, abilities: readonly Ability[]): readonly Finding[] {
  const certain = abilities.filter((ability) => ability.certain);
  const said = certain.length > 0 ? certain : abilities;
  const [first] = said;
  if (!first) return [];
  const what = listed(said.map(({ action, place }) => `${action} on ${place.label}`));
  const about = { urn: urnOf(first, actor.principal?.urn ?? ""), at: first.at, why };
  return certain.length > 0
    ? [
        {
          ...about,
          kind: "violation",
          what: `${actor.label} may call ${what}, and so lift the boundary.`,
          fix: "take the right away, deny it without a condition, or bind it to the same boundary by iam:PermissionsBoundary",
        },
      ]
    : [
        {
          ...about,
          kind: "undetermined",
          what: `whether ${inSentence(actor)} may call ${what} can't be seen.`,
          fix: "build what is named here from names and account ids, and keep policies and their holders in this stack",
        },
      ];
}

function isAdministration({ actions, resources }: Statement): boolean {
  const everything = !resources.negated && resources.patterns.includes("*");
  return (
    everything && (actions.negated || ["*", "*:*", "iam:*"].some((one) => actions.patterns.includes(one)))
  );
}

function placeOfRole(role: Principal, arn: string): Place {
  return {
    label: `role ${role.label}`,
    arn,
    ...(role.accountId.kind === "known" ? { account: role.accountId.value } : {}),
    unknown: arn.includes("*") ? [`${role.label}.arn`] : [],
  };
}

function accountIn(arn: string): { readonly account?: string } {
  const account = /^arn:[a-z-]+:iam::(\d{12}):/.exec(arn)?.[1];
  return account === undefined ? {} : { account };
}
