/**
 * iam-approver-scoped
 *
 * A manual approval is decided by the listed approvers and nobody else. What lets them decide names each approval by
 * its exact ARN, pipeline/stage/action, and demands a second factor (`aws:MultiFactorAuthPresent`). Somebody listed
 * may decide each approval.
 *
 * Why: an approval is worth what it takes to give it. A right by pattern reaches the next pipeline's gate too, and a
 * session without a second factor is a stolen password away. OWASP CICD-SEC-1.
 *
 * Level: the stack's, as rights and denials of one identity stand in several resources. All identities are judged:
 * those of the stack, roles that it gives policies to without having them, and the roles of the policy config
 * (`externalRoles`). A listed approver that is found in neither is undetermined.
 *
 * The second factor is demanded where AWS principals become the approver; a condition of the role's trust does not
 * count, since it says nothing of the session's age. Sessions of a federation (SAML, Identity Center) carry no such
 * key: there the federation is trusted to have asked, which is shown and stops nothing.
 *
 * Not seen: the persons behind a role, and whether one of them wrote the release.
 *
 * Parameters: `approverRoles` (default: the approvers of the settings), `requireMfa` (default: true).
 */
import { worldSchema } from "../../config/parameters";
import { isExact } from "../../iam/allowance";
import { mayDo } from "../../identities/who-may";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { Ability } from "./abilities";
import { abilityOf, urnOf } from "./abilities";
import type { Actor } from "./actors";
import { actorsOf, inSentence } from "./actors";
import type { Gate } from "./approvals";
import { anyApproval, approve, gatesOf } from "./approvals";
import type { Approvers } from "./approvers";
import { approversOf, unseenRole } from "./approvers";
import { listed } from "./listing";
import { isListed } from "./operators";
import { approvesWithoutFactor, signInOf } from "./second-factor";

export const iamApproverScoped: Rule = {
  number: 60,
  name: "iam-approver-scoped",
  title: "Only listed approvers decide, each on named approvals and with a second factor",
  description:
    "PutApprovalResult is allowed to the listed approvers only, on exact pipeline/stage/action ARNs, with MFA.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Allow codepipeline:PutApprovalResult to the approver roles alone, on the ARN of each approval, with the condition Bool aws:MultiFactorAuthPresent true.",
  parameters: {
    ...worldSchema("approverRoles"),
    requireMfa: {
      type: "boolean",
      default: true,
      description: "Demand a second factor of approvers that AWS principals become.",
    },
  },
  stack: (stack, setup) => {
    const gates = gatesOf(stack);
    return gates.length === 0
      ? notApplicable("no pipeline of the stack asks for an approval")
      : judged(judgeGates(stack, setup, gates));
  },
};

const why =
  "CICD-SEC-1: an approval is worth what it takes to give it, and whoever else can give it makes the gate an ungated step";

function judgeGates(stack: Stack, setup: Setup, gates: readonly Gate[]): readonly Finding[] {
  const actors = actorsOf(stack, setup.world);
  const approvers = approversOf(setup.world, actors);
  const [first] = gates;
  const urn = first?.pipeline.urn ?? "";
  const able = actors.filter((actor) => mayDo(actor, approve, anyApproval) !== undefined);
  const rights = able.flatMap((actor) => {
    const own = gates.flatMap(({ place }) => abilityOf(actor, approve, place) ?? []);
    return own.length === 0 ? [] : [{ actor, own }];
  });
  if (!approvers.listed)
    return [
      {
        kind: "undetermined",
        urn,
        what: "who may approve is not known, so nobody's right to decide can be held against it.",
        at: [approvers.path],
        why,
        fix: "give this policy's config `approverRoles`, or the stack the setting delivery:environments with approval.approvers",
      },
    ];
  return [
    ...approvers.unseen.map((arn) =>
      unseenRole("the approver", arn, "how it comes to decide, and what else it may do,", urn, why),
    ),
    ...rights.flatMap(({ actor, own }) => judgeActor(actor, own, approvers.listed ?? [], setup, urn)),
    ...gates.flatMap((gate) => undecided(gate, rights, approvers)),
  ];
}

function judgeActor(
  actor: Actor,
  own: readonly Ability[],
  approvers: readonly string[],
  setup: Setup,
  otherwise: string,
): readonly Finding[] {
  const [first] = own.filter(({ certain }) => certain);
  const gates = listed(own.map(({ place }) => place.label));
  if (!first) {
    const [unclear] = own;
    return unclear
      ? [
          {
            kind: "undetermined",
            urn: urnOf(unclear, otherwise),
            what: `whether ${inSentence(actor)} may decide ${gates} can't be seen.`,
            at: [...new Set(own.flatMap(({ at }) => at))],
            why,
            fix: "build what is named here from names and account ids, and keep policies and their holders in this stack",
          },
        ]
      : [];
  }
  const about = { urn: urnOf(first, otherwise), at: first.at, why } as const;
  if (!isListed(actor, approvers))
    return [
      {
        ...about,
        kind: "violation",
        what: `${actor.label} may decide ${gates}, and is no listed approver.`,
        fix: "take codepipeline:PutApprovalResult away, or list the role as an approver in the settings (approval.approvers) or in `approverRoles`",
      },
    ];
  return [...wide(actor, about), ...factor(actor, own, setup, otherwise)];
}

type About = Pick<Finding, "urn" | "at" | "why">;

/** Rights that reach beyond approvals that are named in full. */
function wide(actor: Actor, about: About): readonly Finding[] {
  const exact = actor.documents.flatMap(({ statements }) =>
    statements.flatMap(({ effect, resources }) =>
      effect === "Allow" && !resources.negated ? resources.patterns.filter(isExact) : [],
    ),
  );
  const found = mayDo(actor, approve, anyApproval, { except: exact });
  if (found?.answer.kind !== "yes") return [];
  const { by, statement } = found.answer;
  return [
    {
      ...about,
      kind: "violation",
      what: `${actor.label} may decide approvals by a pattern, ${listed([by])}.`,
      at: [statement.path],
      fix: "name each approval by its ARN: arn:aws:codepipeline:<region>:<account>:<pipeline>/<stage>/<action>",
    },
  ];
}

function factor(actor: Actor, own: readonly Ability[], setup: Setup, otherwise: string): readonly Finding[] {
  const required = setup.parameters.at("requireMfa").text();
  if (required.kind === "known" && required.value === "false") return [];
  const ways = own.flatMap(({ place }) => approvesWithoutFactor(actor, place) ?? []);
  const [way] = ways.filter(({ certain }) => certain);
  const signIn = signInOf(actor);
  const [open] = way ? [way] : ways;
  if (!open) return [];
  const about = { urn: urnOf(open, otherwise), at: open.at, why };
  const fix =
    'add the condition {"Bool": {"aws:MultiFactorAuthPresent": "true"}} to the statement that allows PutApprovalResult';
  if (way && signIn === "aws")
    return [
      {
        ...about,
        kind: "violation",
        what: `${actor.label} may decide ${way.place.label} without a second factor.`,
        fix,
      },
    ];
  if (signIn === "federation")
    return [
      {
        ...about,
        kind: "undetermined",
        advisory: true,
        what: `${inSentence(actor)} signs in by a federation, whose sessions carry no MFA key; that it asked for a second factor is assumed.`,
        fix: "nothing, if the identity provider demands a second factor of these people",
      },
    ];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether ${inSentence(actor)} may decide ${open.place.label} without a second factor can't be seen.`,
      fix: `${fix}; or describe the role's trust in the policy config (world.externalRoles)`,
    },
  ];
}

/** An approval that nobody listed may decide, though all of them can be seen. */
function undecided(
  { place, pipeline }: Gate,
  rights: readonly { readonly actor: Actor; readonly own: readonly Ability[] }[],
  approvers: Approvers,
): readonly Finding[] {
  const { unseen, listed: arns = [] } = approvers;
  if (unseen.length > 0 || arns.length === 0) return [];
  const someone = rights.some(
    ({ actor, own }) =>
      (!actor.principal || isListed(actor, arns)) && own.some((one) => one.place.arn === place.arn),
  );
  if (someone) return [];
  return [
    {
      kind: "violation",
      urn: pipeline.urn,
      what: `No listed approver may decide ${place.label}.`,
      at: [approvers.path],
      why: "CICD-SEC-1: a gate that nobody can pass is soon taken out, or passed by whoever happens to be able to",
      fix: `allow one of the listed approvers codepipeline:PutApprovalResult on ${place.arn}`,
    },
  ];
}
