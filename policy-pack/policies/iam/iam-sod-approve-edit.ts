/**
 * iam-sod-approve-edit
 *
 * Whoever may approve may change nothing of what is approved: not the pipeline, its stages and runs, not its build
 * projects, not the roles of the road, not the artifacts. And it is a person who approves: no service, no CI job
 * and no role that one of these can become may decide.
 *
 * Why: one who both writes and approves is alone, and a machine that approves is no second pair of eyes. OWASP
 * CICD-SEC-1; SLSA two-person control.
 *
 * Who approves: the listed approvers, and everybody who may call PutApprovalResult on a manual approval of the stack.
 *
 * Level: the stack's, as rights and denials of one identity stand in several resources. All identities are judged:
 * those of the stack, roles that it gives policies to without having them, and the roles of the policy config
 * (`externalRoles`) by their whole documents. A listed approver, and the role that Pulumi assumes in the pipeline's
 * account (setting provisioningRole), are undetermined as long as neither stack nor policy config has them. That
 * role changes everything by design: it has to be denied codepipeline:PutApprovalResult, or it is a finding.
 *
 * Boundaries and denials that nobody escapes count. A machine has no second factor, so a trust that demands one
 * keeps it out.
 *
 * Not seen: whether one person can act as two identities; who pushes to the branch (gitlab-two-person-review);
 * an administrator who first gives itself the right.
 *
 * Parameters: `approverRoles` (default: the approvers of the settings), `tamperActions`: actions or patterns in
 * place of the built-in ones.
 */
import { worldSchema } from "../../config/parameters";
import { identitiesOf } from "../../identities/identities";
import { mayDo } from "../../identities/who-may";
import type { Stack } from "../../stack/stack";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { Ability } from "./abilities";
import { abilityOf, urnOf } from "./abilities";
import type { Actor } from "./actors";
import { actorNamed, actorsOf, inSentence } from "./actors";
import type { Gate } from "./approvals";
import { anyApproval, approve, gatesOf } from "./approvals";
import { approversOf, provisionerOf, unseenRole } from "./approvers";
import { listed } from "./listing";
import { machineBehind } from "./machines";
import { listedArns } from "./operators";
import type { Temptation } from "./tampering";
import { temptationsOf } from "./tampering";

export const iamSodApproveEdit: Rule = {
  number: 59,
  name: "iam-sod-approve-edit",
  title: "Who approves changes nothing of what is approved",
  description:
    "No identity both approves and may edit pipeline, builds, roles or artifacts, and no machine approves.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "mandatory",
  remediation:
    "Take one of the two rights away: approvers read and decide, and whoever changes the road is denied codepipeline:PutApprovalResult.",
  parameters: {
    ...worldSchema("approverRoles"),
    tamperActions: {
      type: "array",
      items: { type: "string" },
      description:
        "Actions or patterns that an approver must not have on any part of the road. Default: those that edit or start pipelines and builds, edit roles of the road, or write artifacts.",
    },
  },
  stack: (stack, setup) => {
    const gates = gatesOf(stack);
    return gates.length === 0
      ? notApplicable("no pipeline of the stack asks for an approval")
      : judged(judgeApprovers(stack, setup, gates));
  },
};

const why =
  "CICD-SEC-1: who writes and approves is alone, and a machine that approves is no second pair of eyes";

function judgeApprovers(stack: Stack, setup: Setup, gates: readonly Gate[]): readonly Finding[] {
  const { world } = setup;
  const actors = actorsOf(stack, world);
  const urn = gates[0]?.pipeline.urn ?? "";
  const { found, unseen } = approversOf(world, actors);
  const approving = approvingOf(actors, gates);
  const provisioner = provisionerOf(world);
  const temptations = ownActions(
    temptationsOf(gates, stack, world),
    listedArns(setup.parameters, "tamperActions"),
  );
  const { roles } = identitiesOf(stack, world);
  const people = [...new Set([...found, ...approving.keys()])];
  return [
    ...unseen.map((arn) =>
      unseenRole("the approver", arn, "whether it may also change what it approves", urn, why),
    ),
    ...(provisioner !== undefined && actorNamed(actors, provisioner)?.isWhole !== true
      ? [
          unseenRole(
            "the role that Pulumi assumes,",
            provisioner,
            "whether it may also approve what it changes",
            urn,
            why,
          ),
        ]
      : []),
    ...people.flatMap((actor): readonly Finding[] => {
      const right = approving.get(actor);
      const machine = actor.principal
        ? machineFinding(actor, machineBehind(actor.principal, roles), right, urn)
        : [];
      return machine.length > 0 ? machine : editFindings(actor, temptations, right, urn);
    }),
  ];
}

/** Who may decide some approval, and by which right. */
function approvingOf(actors: readonly Actor[], gates: readonly Gate[]): ReadonlyMap<Actor, Ability> {
  const approving = new Map<Actor, Ability>();
  for (const actor of actors) {
    if (mayDo(actor, approve, anyApproval) === undefined) continue;
    const rights = gates.flatMap(({ place }) => abilityOf(actor, approve, place) ?? []);
    const [right] = [...rights.filter(({ certain }) => certain), ...rights];
    if (right) approving.set(actor, right);
  }
  return approving;
}

function ownActions(temptations: readonly Temptation[], actions: readonly string[]): readonly Temptation[] {
  return actions.length === 0 ? temptations : temptations.map(({ place }) => ({ place, actions }));
}

function machineFinding(
  actor: Actor,
  machine: ReturnType<typeof machineBehind>,
  right: Ability | undefined,
  otherwise: string,
): readonly Finding[] {
  if (machine.kind === "no") return [];
  const own = actor.principal?.urn ?? "";
  const urn = right ? urnOf(right, otherwise) : own === "" ? otherwise : own;
  const what = right ? `may decide ${right.place.label}` : "is listed as an approver";
  const about = {
    urn,
    why,
    fix: "let people approve: a role that only they can become, by a trust that names them and demands a second factor",
  };
  if (machine.kind === "yes" && (right?.certain ?? true))
    return [
      {
        ...about,
        kind: "violation",
        what: `${actor.label} ${what}, and a machine acts as it.`,
        way: machine.way,
        at: [...new Set([...(right?.at ?? []), ...machine.at])],
      },
    ];
  const paths = machine.kind === "unknown" ? machine.paths : machine.at;
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether a machine can act as ${inSentence(actor)} and decide can't be seen.`,
      at: [...new Set([...(right?.at ?? []), ...paths])],
    },
  ];
}

function editFindings(
  actor: Actor,
  temptations: readonly Temptation[],
  right: Ability | undefined,
  otherwise: string,
): readonly Finding[] {
  const edits = temptations.flatMap(({ place, actions }) => abilityOf(actor, actions, place) ?? []);
  const certain = edits.filter((one) => one.certain);
  const [first] = certain.length > 0 ? certain : edits;
  if (!first) return [];
  const said = listed(
    (certain.length > 0 ? certain : edits).map(({ action, place }) => `${action} on ${place.label}`),
  );
  const decides = right ? `decide ${right.place.label}` : "approve, as a listed approver,";
  const about = { urn: urnOf(first, otherwise), at: [...new Set([...(right?.at ?? []), ...first.at])], why };
  if (certain.length > 0 && (right?.certain ?? true))
    return [
      {
        ...about,
        kind: "violation",
        what: `${actor.label} may ${decides} and also call ${said}.`,
        fix: "leave the approver what it needs to read and decide, or deny codepipeline:PutApprovalResult to whoever changes the road",
      },
    ];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether ${inSentence(actor)} may both ${decides} and call ${said} can't be seen.`,
      fix: "build what is named here from names and account ids, and keep policies and their holders in this stack",
    },
  ];
}
