import type { Partition } from "../iam/arn";
import { accountOf, parseArn, partitions } from "../iam/arn";
import { allowed, isExact, matchesAction, surelyDenied } from "../iam/allowance";
import type { Document, Statement } from "../iam/document";
import { contains } from "../iam/glob";
import { onlyReads } from "../iam/reading";
import { isLookupRole, lookupRolePattern } from "./bootstrap-roles";
import type { Identities, Identity } from "./identities";
import type { Reach } from "./reach";
import { none, production, through, together, unknown } from "./reach";
import type { StackRole } from "./stack-role";

/** Either gives the holder another role's power: to become it, or to have a service become it. */
const takingActions = ["sts:assumerole", "iam:passrole"] as const;

/**
 * What roles can do to production, by their identity policies. To overlap a production role in what may be
 * assumed or passed is evidence enough, whatever that role's trust says. Boundaries are not credited.
 * Role chains inside the stack are followed to any depth; a role outside of it and outside of production is
 * not followed further, since nothing of it can be seen.
 */
export class RoleReach {
  private readonly direct = new Map<StackRole, Reach>();
  private readonly next = new Map<StackRole, readonly StackRole[]>();

  constructor(
    private readonly identities: Identities,
    private readonly productionAccounts: readonly string[],
  ) {}

  of(identity: Identity): Reach {
    switch (identity.kind) {
      case "unknown":
        return unknown(identity.path, "a role that is not known yet");
      case "outside":
        return this.ofOutside(identity.arn);
      case "role":
        return this.ofRole(identity.role);
      default:
        return identity satisfies never;
    }
  }

  /** The first role on the shortest chain that reaches production itself. */
  private ofRole(start: StackRole): Reach {
    const seen = new Set([start]);
    let round: readonly { readonly role: StackRole; readonly way: readonly string[] }[] = [
      { role: start, way: [] },
    ];
    const found: Reach[] = [];
    while (round.length > 0) {
      const following: { role: StackRole; way: readonly string[] }[] = [];
      for (const { role, way } of round) {
        const here = [...way, `role ${role.label}`];
        const reach = here.reduceRight((inner, step) => through(step, inner), this.directReach(role));
        if (reach.kind === "production") return reach;
        found.push(reach);
        for (const taken of this.taken(role))
          if (!seen.has(taken)) {
            seen.add(taken);
            following.push({ role: taken, way: here });
          }
      }
      round = following;
    }
    return together(found);
  }

  /** A role of which only the ARN is known, under which something runs. */
  private ofOutside(arn: string): Reach {
    const account = accountOf(arn);
    if (account === undefined) return unknown(arn, `role ${arn}`);
    if (!this.productionAccounts.includes(account))
      return unknown(`${arn} (not in this stack, so its policies can't be seen)`, `role ${arn}`);
    return isLookupRole(arn) ? { kind: "none", trusted: [arn] } : production(`role ${arn}`);
  }

  private directReach(role: StackRole): Reach {
    const known = this.direct.get(role);
    if (known) return known;
    const documents = this.identities.documentsOf(role);
    const adrift = this.identities.unclaimed.map(({ document, path }) =>
      this.ofDocuments(role, [document]).kind === "none" && this.takenBy([document]).length === 0
        ? none
        : unknown(path, "a policy whose role is not known yet"),
    );
    const reach = together([this.ofDocuments(role, documents), ...adrift]);
    this.direct.set(role, reach);
    return reach;
  }

  private ofDocuments(role: StackRole, documents: readonly Document[]): Reach {
    const { accountId } = role;
    if (accountId.kind !== "known")
      return together([this.changes(documents), this.takes(documents)]).kind === "none"
        ? none
        : unknown(accountId.path, "a role whose account is not known");
    const inside = this.productionAccounts.includes(accountId.value);
    return together([inside ? this.changes(documents) : this.writesAcross(documents), this.takes(documents)]);
  }

  /** A role of a production account: anything but a read is a change. */
  private changes(documents: readonly Document[]): Reach {
    return this.writes(documents, () => true);
  }

  /** A role elsewhere: a write on something that says in its ARN that it is production's. */
  private writesAcross(documents: readonly Document[]): Reach {
    return this.writes(documents, (resource) => this.namesProduction(resource));
  }

  /** Buckets have no account in their ARN; those of a CDK bootstrap, and many others, have it in their name. */
  private namesProduction(resource: string): boolean {
    const arn = parseArn(resource);
    if (!arn) return false;
    const ids = arn.service === "s3" ? (arn.resource.match(/(?<!\d)\d{12}(?!\d)/g) ?? []) : [arn.accountId];
    return ids.some((id) => this.productionAccounts.includes(id));
  }

  private writes(documents: readonly Document[], isTarget: (resource: string) => boolean): Reach {
    const statements = documents.flatMap((document) => document.statements);
    const unreadable = documents.flatMap((document) => document.unknown);
    const reaches: Reach[] = unreadable.map((path) => unknown(path, "a policy that can't be read"));
    for (const statement of statements)
      if (statement.effect === "Allow") reaches.push(writesOf(statement, statements, isTarget));
    return together(reaches);
  }

  /** What the role may assume or pass in production, besides the readers. */
  private takes(documents: readonly Document[]): Reach {
    const reaches: Reach[] = [];
    for (const action of takingActions) {
      reaches.push(...this.takesExactly(documents, action));
      const wide = documents.map(withoutExactResources);
      if (
        !wide.some(
          (document) =>
            document.unknown.length > 0 || document.statements.some((one) => mayAllow(one, action)),
        )
      )
        continue;
      for (const account of this.productionAccounts)
        for (const partition of partitions)
          reaches.push(...this.takesWidely(wide, action, account, partition));
    }
    return together(reaches);
  }

  /** Roles of one production account outside the stack; those of the stack are followed one by one. */
  private takesWidely(
    documents: readonly Document[],
    action: string,
    account: string,
    partition: Partition,
  ): readonly Reach[] {
    const lookups = lookupRolePattern(partition, account);
    const own = this.rolesIn(account).flatMap((role) => role.arnPatterns);
    const found = allowed(documents, action, `arn:${partition}:iam::${account}:role/?*`, [lookups, ...own]);
    switch (found.kind) {
      case "yes":
        return [production(`${action} on ${found.example} and its like`)];
      case "unknown":
        return found.paths.map((path) => unknown(path, `${action} on roles that are not known yet`));
      case "no": {
        const reader = allowed(documents, action, lookups, own);
        return reader.kind === "yes" ? [{ kind: "none", trusted: [lookups] }] : [];
      }
      default:
        return found satisfies never;
    }
  }

  /** Roles that are named in full and stand outside the stack; those of the stack are followed. */
  private takesExactly(documents: readonly Document[], action: string): readonly Reach[] {
    return exactTargets(documents, action).flatMap((arn): Reach[] => {
      const account = accountOf(arn);
      if (account === undefined || !this.productionAccounts.includes(account)) return [];
      if (this.identities.byArn(arn, arn).kind !== "outside") return [];
      const answer = allowed(documents, action, arn);
      if (answer.kind === "no") return [];
      const reach = this.ofOutside(arn);
      if (answer.kind === "yes" || reach.kind === "none") return [through(action, reach)];
      return answer.paths.map((path) => unknown(path, `${action} on ${arn}`));
    });
  }

  /** Roles of the stack that this one may assume or pass. */
  private taken(role: StackRole): readonly StackRole[] {
    const known = this.next.get(role);
    if (known) return known;
    const taken = this.takenBy(this.identities.documentsOf(role)).filter((other) => other !== role);
    this.next.set(role, taken);
    return taken;
  }

  private takenBy(documents: readonly Document[]): readonly StackRole[] {
    const taken = new Set<StackRole>();
    for (const action of takingActions) {
      for (const arn of exactTargets(documents, action)) {
        const named = this.identities.byArn(arn, arn);
        if (named.kind === "role" && mayTake(documents, action, arn)) taken.add(named.role);
      }
      const wide = documents.map(withoutExactResources);
      if (!wide.some(({ statements }) => statements.some((statement) => mayAllow(statement, action))))
        continue;
      for (const other of this.identities.roles)
        if (!taken.has(other) && other.arnPatterns.some((arn) => mayTake(wide, action, arn)))
          taken.add(other);
    }
    return [...taken];
  }

  private rolesIn(account: string): readonly StackRole[] {
    return this.identities.roles.filter(
      ({ accountId }) => accountId.kind === "known" && accountId.value === account,
    );
  }
}

function isDenial({ effect }: Statement): boolean {
  return effect === "Deny";
}

function mayAllow(statement: Statement, action: string): boolean {
  return !isDenial(statement) && matchesAction(statement.actions, action) !== "no";
}

function mayTake(documents: readonly Document[], action: string, arn: string): boolean {
  return allowed(documents, action, arn).kind !== "no";
}

/** Resources that are named in full by a statement that may allow the action. */
function exactTargets(documents: readonly Document[], action: string): readonly string[] {
  return documents.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      mayAllow(statement, action) && !statement.resources.negated
        ? statement.resources.patterns.filter(isExact)
        : [],
    ),
  );
}

/** The same document without what is named in full, which is looked at one by one. */
function withoutExactResources(document: Document): Document {
  return {
    unknown: document.unknown,
    statements: document.statements.flatMap((statement) => {
      const { resources } = statement;
      if (isDenial(statement) || resources.negated) return [statement];
      const patterns = resources.patterns.filter((pattern) => !isExact(pattern));
      return patterns.length + resources.unknown.length === 0
        ? []
        : [{ ...statement, resources: { ...resources, patterns } }];
    }),
  };
}

function writesOf(
  { actions, resources }: Statement,
  all: readonly Statement[],
  isTarget: (resource: string) => boolean,
): Reach {
  const writing = actions.negated
    ? ["*"]
    : actions.patterns.filter((action) => !onlyReads(action) && !takingOnly(action));
  const targets = resources.negated ? ["*"] : resources.patterns;
  const aimed = targets.filter(isTarget);
  for (const action of writing)
    for (const resource of aimed)
      if (!surelyDenied(all, action, resource)) return production(`${action} on ${resource}`);
  const mayWrite = writing.length > 0 || actions.unknown.length > 0;
  const paths = [...(mayWrite ? resources.unknown : []), ...(targets.some(isTarget) ? actions.unknown : [])];
  return together(paths.map((path) => unknown(path, "a statement that is not known in full")));
}

/** Assuming and passing are followed to the role that is taken. */
function takingOnly(action: string): boolean {
  return takingActions.some((taking) => contains(taking, action) === true);
}
