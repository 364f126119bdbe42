/**
 * iam-no-privilege-escalation
 *
 * Nobody can gain more rights than it was given, by one of the combinations of escalation-combos.ts: passing a role
 * to something new that it controls, rewriting the rights of a role, or giving other work to what runs with rights.
 * All documents of an identity count together, less what they surely deny and what its boundary leaves out.
 *
 * It is a violation of any width when what is passed or edited can change production: a role, build, function or
 * policy that reaches production, or anything of a production account. Otherwise it is one when the statement
 * doesn't say which things it means (`*`, `role/*`).
 *
 * Only the second counts for roles that act behind the gate, and for the roles of production's own accounts: what
 * they reach is production already, and who may become one of them is judged by trust-prod-only-gated and
 * trust-cdk-bootstrap-narrow. CloudFormation's execution role may edit everything of the services of the settings in
 * its own account.
 *
 * Why: a right that can be turned into any other right is that other right. OWASP CICD-SEC-2, CICD-SEC-5.
 *
 * Level: the stack, because documents come together in their holder.
 *
 * Not seen: what policies outside of the stack allow, except some of AWS's own: undetermined, as is a document that
 * can't be read. Whether a condition that some request meets is met by this one: it counts as met.
 *
 * Parameters: `combos`: names of the combinations to judge (default: all), `allow`: names of combinations that may
 * be held, `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import { gatedRoles } from "../../graph/judged-steps";
import type { Document } from "../../iam/document";
import type { HeldGrant } from "../../identities/identities";
import { identitiesOf } from "../../identities/identities";
import type { Boundary, Grant, Principal } from "../../identities/principal";
import { textsOf } from "../../reader/field";
import type { Reading } from "../../reader/field";
import type { Stack } from "../../stack/stack";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { capitalized } from "../../verdict/sentence";
import { allowedTexts, allowSchema } from "./allowed-texts";
import type { Escalation, Holder, Production } from "./escalation";
import { escalationOf, mentioned } from "./escalation";
import type { Combination } from "./escalation-combos";
import { combinations } from "./escalation-combos";
import { ProductionTargets } from "./escalation-targets";
import { isExecutionRole, managedServices } from "./execution-roles";
import { listed, shown } from "./listing";

export const iamNoPrivilegeEscalation: Rule = {
  number: 43,
  name: "iam-no-privilege-escalation",
  title: "Nobody can give itself more rights",
  description:
    "No identity holds a combination of actions that gains the rights of production, or of whatever it likes.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Take one action of the combination away, or scope it to named things that have no more rights than the identity itself.",
  parameters: {
    ...worldSchema("prodAccounts"),
    combos: {
      type: "array",
      items: { type: "string" },
      description: "Names of the combinations to judge, as `PassRole+CreateStack`. Default: all.",
    },
    ...allowSchema("Names of combinations that may be held, as `PassRole+CreateStack`."),
  },
  stack: judgeStack,
};

const why =
  "CICD-SEC-2, CICD-SEC-5: a right that can be turned into another right is that other right, and passes the gate by";

/** Statements that are looked at for one identity, over all questions. */
const enoughStatements = 50_000;

/** Combinations after which no more are looked for. */
const enoughCombinations = 10;

const nobody: Boundary = { kind: "none" };

/** Somebody, with what a finding needs to say. */
interface Suspect extends Holder {
  readonly label: string;
  readonly grants: readonly Grant[];
  /** The resource to change where no single document is at fault. */
  readonly urn: string;
}

function judgeStack(stack: Stack, setup: Setup): Verdict {
  const { world } = setup;
  const identities = identitiesOf(stack, world);
  if (identities.grants.length === 0) return notApplicable("the stack has no identity policy");
  const combos = combinationsOf(setup);
  const production = productionOf(stack, setup);
  const gated =
    world.production.kind === "known"
      ? gatedRoles(stack, world, world.production.value)
      : new Set<Principal>();
  const suspects = [
    // Groups come before their users.
    ...[...identities.principals]
      .filter(({ isExternal }) => !isExternal)
      .sort((a, b) => Number(a.kind !== "group") - Number(b.kind !== "group"))
      .map((principal) => suspectOf(principal, gated, setup)),
    ...identities.grants.filter(isAdrift).map(adriftOf),
  ];
  const found = new Map<Suspect, ReadonlySet<string>>();
  return judged(
    suspects.flatMap((suspect) => {
      // What a group can do is said of the group.
      const above = [...found].filter(
        ([{ label, documents }]) =>
          label.startsWith("group ") && documents.every((document) => suspect.documents.includes(document)),
      );
      const said = new Set(above.flatMap(([, names]) => [...names]));
      const { findings, names } = judgeSuspect(
        suspect,
        combos.filter(({ name }) => !said.has(name)),
        production,
        above.length > 0,
      );
      if (suspect.documents.length > 0) found.set(suspect, names);
      return findings;
    }),
  );
}

function combinationsOf(setup: Setup): readonly Combination[] {
  const allowed = allowedTexts(setup);
  const chosen = setup.parameters.at("combos");
  const names = new Set(textsOf(chosen).texts.map((name) => name.toLowerCase()));
  return combinations.filter(
    ({ name }) => !allowed.has(name.toLowerCase()) && (names.size === 0 || names.has(name.toLowerCase())),
  );
}

function productionOf(stack: Stack, { world }: Setup): Production {
  const accounts = world.production;
  return accounts.kind === "known"
    ? new ProductionTargets(stack, world, accounts.value)
    : { path: accounts.path };
}

function suspectOf(principal: Principal, gated: ReadonlySet<Principal>, { world }: Setup): Suspect {
  const { kind, label, documents, boundary, accountId, grants, urn } = principal;
  const ownOfProduction = kind === "role" && isOf(accountId, world.production);
  return {
    label: `${kind === "permission-set" ? "permission set" : kind} ${label}`,
    urn,
    documents,
    boundary,
    grants,
    work: { left: enoughStatements },
    onlyWide: gated.has(principal) || ownOfProduction,
    manages: {
      services: isExecutionRole(principal) ? managedServices(world) : new Set(),
      accountId,
    },
  };
}

function isOf(account: Reading<string>, accounts: Reading<readonly string[]>): boolean {
  return account.kind === "known" && accounts.kind === "known" && accounts.value.includes(account.value);
}

/** A document that is somebody's, but of nobody in the stack. */
function isAdrift({ holders, isOnlyBoundary }: HeldGrant): boolean {
  return holders.length === 0 && !isOnlyBoundary;
}

function adriftOf(grant: HeldGrant): Suspect {
  const { document, carrier } = grant;
  return {
    label: `whoever holds ${carrier?.name ?? "a policy"}`,
    urn: carrier?.urn ?? "",
    documents: [document],
    boundary: nobody,
    grants: [grant],
    work: { left: enoughStatements },
    onlyWide: false,
    manages: { services: new Set(), accountId: { kind: "absent", path: "" } },
  };
}

function judgeSuspect(
  suspect: Suspect,
  combos: readonly Combination[],
  production: Production,
  ofGroup: boolean,
): { readonly findings: readonly Finding[]; readonly names: ReadonlySet<string> } {
  const unread = suspect.documents.flatMap(({ unknown }) => unknown);
  // What can't be read may allow the rest of any combination, or deny it.
  if (unread.length > 0)
    return { findings: ofGroup ? [] : [undetermined(suspect, unread)], names: new Set() };
  const actions = mentioned(
    suspect.documents,
    combos.flatMap(({ onTarget, beside }) => [...onTarget, ...beside]),
  );
  const candidates = combos.filter(({ onTarget, beside }) =>
    [...onTarget, ...beside].every((action) => actions.has(action)),
  );
  const held: Held[] = [];
  const paths: string[] = [];
  for (const combination of candidates) {
    if (held.length >= enoughCombinations) break;
    const escalation = escalationOf(suspect, combination, production);
    if (escalation.kind === "yes") held.push({ combination, escalation });
    if (escalation.kind === "unknown") paths.push(...escalation.paths);
  }
  const names = new Set(held.map(({ combination }) => combination.name));
  if (held.length > 0) return { findings: [violation(suspect, held)], names };
  return { findings: paths.length > 0 ? [undetermined(suspect, paths)] : [], names };
}

interface Held {
  readonly combination: Combination;
  readonly escalation: Extract<Escalation, { readonly kind: "yes" }>;
}

function violation(suspect: Suspect, held: readonly Held[]): Finding {
  // One that leads to production is worse than one that leads anywhere.
  const [worst, ...others] = [...held].sort((a, b) => Number(a.escalation.wide) - Number(b.escalation.wide));
  const steps = worst?.escalation.steps ?? [];
  const combination = worst?.combination;
  const of = worst?.escalation.wide ? `any ${combination?.target ?? ""}` : "production";
  const more = others.map((one) => one.combination.name);
  return {
    kind: "violation",
    urn: carrierOf(suspect, steps[0]?.statement.path)?.urn ?? suspect.urn,
    what: `${capitalized(suspect.label)} can gain the rights of ${of}: it can ${combination?.does ?? ""} (${combination?.name ?? ""})${more.length > 0 ? `, and has ${more.length} more such ${more.length === 1 ? "combination" : "combinations"}: ${listed(more, 8)}` : ""}.`,
    way: [suspect.label, ...steps.map(({ action, resource }) => `${action} on ${shown(resource)}`)],
    at: [...new Set(steps.map(({ statement }) => statement.path))],
    why,
    fix: worst?.escalation.wide
      ? "name the things that the actions are needed on, or take one of the actions away"
      : "take one of the actions away, or scope it to things that can't change production",
  };
}

function undetermined({ label, urn, grants }: Suspect, paths: readonly string[]): Finding {
  const distinct = [...new Set(paths)];
  const carrier = grants.find(({ document }) =>
    document.unknown.some((path) => distinct.includes(path)),
  )?.carrier;
  return {
    kind: "undetermined",
    urn: carrier?.urn ?? urn,
    what: `whether ${label} can gain more rights than it was given can't be seen.`,
    at: distinct.length > 10 ? [...distinct.slice(0, 10), `and ${distinct.length - 10} more`] : distinct,
    why,
    fix: "keep the policies in this stack, and build what they name from names and account ids; say which accounts are production",
  };
}

function carrierOf({ grants }: Suspect, path: string | undefined): Grant["carrier"] {
  const holds = ({ statements }: Document) => statements.some((statement) => statement.path === path);
  return grants.find(({ document }) => holds(document))?.carrier;
}
