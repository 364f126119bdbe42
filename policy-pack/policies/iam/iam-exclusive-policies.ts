/**
 * iam-exclusive-policies
 *
 * What a role that can reach production may do is exactly what the stack says: its inline policies are listed in
 * full by RolePoliciesExclusive or by the role's own `inlinePolicies`, its attached ones by
 * RolePolicyAttachmentsExclusive or by its `managedPolicyArns`; and no role is managed in both ways at once.
 *
 * Why: a policy added by hand is not in the program, so no preview shows it and nothing takes it away. Two ways at
 * once undo each other with every run. OWASP CICD-SEC-1.
 *
 * Which roles: those of a production account, and those that can change production, directly or through others.
 *
 * Level: the stack's, where a role and what manages it stand apart. Advisory: it finds drift, and opens nothing.
 *
 * Not seen: whether the lists name what the stack attaches.
 *
 * Parameters: `prodAccounts` (default: targets of the environments of kind production).
 */
import { worldSchema } from "../../config/parameters";
import { roleReachOf } from "../../graph/role-reach";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { RoleCarriers } from "./role-carriers";
import { carriersOf } from "./role-carriers";

export const iamExclusivePolicies: Rule = {
  number: 55,
  name: "iam-exclusive-policies",
  title: "Nothing adds power to a production role beside the stack",
  description:
    "Roles that reach production have exclusive lists of inline and attached policies, managed in one way.",
  severity: "medium",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Add RolePoliciesExclusive and RolePolicyAttachmentsExclusive for the role, with all its policies, or none.",
  parameters: worldSchema("prodAccounts"),
  stack: judgeStack,
};

const why =
  "CICD-SEC-1: a policy that somebody adds by hand is in no preview, and nothing takes it away again";

/** The two kinds of policies of a role, and what manages each. */
const kinds = [
  {
    what: "inline policies",
    own: "inlinePolicies",
    exclusive: tokens.exclusivePolicies,
    resource: "RolePoliciesExclusive",
    apart: [[tokens.rolePolicy, "role"]],
  },
  {
    what: "attached policies",
    own: "managedPolicyArns",
    exclusive: tokens.exclusiveAttachments,
    resource: "RolePolicyAttachmentsExclusive",
    apart: [
      [tokens.roleAttachment, "role"],
      [tokens.attachment, "roles"],
    ],
  },
] as const;

type Kind = (typeof kinds)[number];

function judgeStack(stack: Stack, setup: Setup): Verdict {
  const { production } = setup.world;
  const roles = identitiesOf(stack, setup.world).roles.filter(({ isExternal }) => !isExternal);
  if (roles.length === 0) return notApplicable("the stack has no role");
  if (production.kind !== "known")
    return judged([
      {
        kind: "undetermined",
        urn: roles[0]?.urn ?? "",
        what: "which accounts are production is not known, so no role can be held against them.",
        at: [production.path],
        why,
        fix: "give this policy's config `prodAccounts`, or the stack the settings delivery:environments with kind and accountId in quotes",
      },
    ]);
  if (production.value.length === 0) return notApplicable("the stack has no environment of kind production");
  const accounts = production.value;
  const reach = roleReachOf(stack, setup.world, accounts);
  const managed = kinds.map((kind) => ({
    kind,
    lists: carriersOf(stack, kind.exclusive, "roleName"),
    apart: kind.apart.map(([type, property]) => carriersOf(stack, type, property)),
  }));
  return judged(
    roles.flatMap((role) => {
      const inside = role.accountId.kind === "known" && accounts.includes(role.accountId.value);
      if (!inside && reach.of({ kind: "role", role }).kind !== "production") return [];
      return managed.flatMap((one) => judgeRole(role, one));
    }),
  );
}

/** A kind of policies, and all that manages such policies in the stack. */
interface Managed {
  readonly kind: Kind;
  readonly lists: RoleCarriers;
  readonly apart: readonly RoleCarriers[];
}

function judgeRole(role: Principal, { kind, lists, apart }: Managed): readonly Finding[] {
  const resource = role.resource;
  if (!resource) return [];
  const about = { urn: role.urn, why };
  const own = isGiven(resource, kind.own);
  const exclusive = lists.of(role);
  const [other] = own ? [...exclusive, ...apart.flatMap((carriers) => carriers.of(role))] : [];
  if (other)
    return [
      {
        ...about,
        kind: "violation",
        what: `The ${kind.what} of role ${role.label} are managed twice, by the role itself and by ${other.name}.`,
        at: [kind.own, other.name],
        fix: `leave ${kind.own} out and keep ${kind.resource}, or the other way round`,
      },
    ];
  if (own || exclusive.length > 0) return [];
  const [unread] = lists.unread;
  return unread
    ? [
        {
          ...about,
          kind: "undetermined",
          what: `whether anything lists the ${kind.what} of role ${role.label} in full can't be seen.`,
          at: [`${unread.name}.roleName`],
          fix: "write the role's name as a literal",
        },
      ]
    : [
        {
          ...about,
          kind: "violation",
          what: `Nothing lists the ${kind.what} of role ${role.label} in full, and it can reach production.`,
          at: [kind.own],
          fix: `add ${kind.resource} for the role, with all of its ${kind.what}, or with none`,
        },
      ];
}

/** The provider announces these lists as unknown for every new role: only one that is made from something is given. */
function isGiven(role: StackResource, property: string): boolean {
  const list = role.properties.at(property).list();
  if (list.kind === "unknown") return role.madeFrom(property).length > 0;
  // An empty block is how the provider is told that there shall be none.
  return list.kind === "known" && list.value.length > 0;
}
