import type { Knowledge } from "../../config/knowledge";
import { lookupRolePattern } from "../../graph/bootstrap-roles";
import type { RoleReach } from "../../graph/role-reach";
import { roleReachOf } from "../../graph/role-reach";
import type { Identities } from "../../identities/identities";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import { accountOfProvider } from "../../reader/provider-account";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { TargetKind } from "./escalation-combos";
import { targetKinds } from "./escalation-combos";

/**
 * Things with the power of production: what matches `pattern` and none of `except`. A star of IAM's runs over the
 * colons of an ARN, so partition and account stand in full, and only the region of a regional thing may be `*`.
 */
export interface Target {
  readonly pattern: string;
  readonly except: readonly string[];
  /** Of what it is not known whether they have that power: the paths. */
  readonly unknown: readonly string[];
}

/** What can change production, and is therefore worth passing or editing. */
export class ProductionTargets {
  private readonly identities: Identities;
  private readonly reach: RoleReach;
  private readonly byKind = new Map<TargetKind, readonly Target[]>();
  private passedRoles: readonly Target[] | undefined;

  constructor(
    private readonly stack: Stack,
    world: Knowledge,
    private readonly accounts: readonly string[],
  ) {
    this.identities = identitiesOf(stack, world);
    this.reach = roleReachOf(stack, world, accounts);
  }

  /** Things of which another content is another production: all in production's accounts, and what acts there. */
  edited(kind: TargetKind): readonly Target[] {
    const known = this.byKind.get(kind);
    if (known) return known;
    const targets = [...this.inProduction(kind), ...this.elsewhere(kind)];
    this.byKind.set(kind, targets);
    return targets;
  }

  /** Roles with which something new could change production. */
  passed(): readonly Target[] {
    this.passedRoles ??= this.rolesToPass();
    return this.passedRoles;
  }

  private rolesToPass(): readonly Target[] {
    const judged = this.identities.roles.filter((role) => this.isOfProduction(role));
    const harmless = judged.filter((role) => this.reachOf(role).kind !== "production");
    const lookups = this.accounts.flatMap((account) =>
      this.identities.partitions.map((partition) => lookupRolePattern(partition, account)),
    );
    const except = [...harmless.flatMap((role) => role.arnPatterns), ...lookups];
    return [
      ...this.inProduction("role").map((target) => ({ ...target, except })),
      ...harmless.flatMap((role) => this.ofRole(role)),
      ...this.elsewhere("role"),
    ];
  }

  private inProduction(kind: TargetKind): readonly Target[] {
    return this.accounts.flatMap((account) =>
      this.identities.partitions.flatMap((partition) => {
        const [arn = "", , service = "", region = "", place, ...resource] = targetKinds[kind].split(":");
        if (place === "") return [];
        const pattern = [arn, partition, service, region, account, ...resource].join(":");
        return [{ pattern, except: [], unknown: [] }];
      }),
    );
  }

  /** Things of the stack outside of production's accounts that act in production. */
  private elsewhere(kind: TargetKind): readonly Target[] {
    switch (kind) {
      case "role":
        return this.identities.roles
          .filter((role) => !this.isOfProduction(role))
          .flatMap((role) => this.ofRole(role));
      case "policy":
        return this.stack.ofType(tokens.policy).flatMap((policy) => this.ofPolicy(policy));
      case "function":
        return this.stack
          .ofType(tokens.function)
          .flatMap((resource) => this.ofRunner(resource, "role", "lambda", "function:"));
      case "project":
        return this.stack
          .ofType(tokens.project)
          .flatMap((resource) => this.ofRunner(resource, "serviceRole", "codebuild", "project/"));
      case "user":
      case "group":
      case "stack":
      case "instance":
      case "state machine":
      case "development endpoint":
      case "notebook":
      case "permission set":
        return [];
      default:
        return kind satisfies never;
    }
  }

  private ofRole(role: Principal): readonly Target[] {
    const reach = this.reachOf(role);
    if (reach.kind === "none") return [];
    return role.arnPatterns.map((pattern) => ({ pattern, except: [], unknown: pathsOf(reach) }));
  }

  private ofPolicy(policy: StackResource): readonly Target[] {
    const holders = this.identities.grants
      .filter(({ carrier }) => carrier?.urn === policy.urn)
      .flatMap((grant) => grant.holders);
    return this.powerful(
      holders,
      policy,
      (partition, account, name) => `arn:${partition}:iam::${account}:policy/*${name}`,
    );
  }

  private ofRunner(
    resource: StackResource,
    property: string,
    service: string,
    prefix: string,
  ): readonly Target[] {
    const identity = this.identities.named(resource.properties.at(property), resource, property);
    if (identity.kind !== "role") return [];
    return this.powerful(
      [identity.role],
      resource,
      (partition, account, name) => `arn:${partition}:${service}:*:${account}:${prefix}${name}`,
    );
  }

  private powerful(
    holders: readonly Principal[],
    resource: StackResource,
    patternOf: (partition: string, account: string, name: string) => string,
  ): readonly Target[] {
    const reaches = holders.map((holder) => this.reachOf(holder)).filter(({ kind }) => kind !== "none");
    if (reaches.length === 0) return [];
    const name = resource.properties.at("name").text();
    const account = accountOfProvider(resource.provider);
    const isCertain = reaches.some(({ kind }) => kind === "production");
    const unknown = [
      ...(isCertain ? [] : reaches.flatMap(pathsOf)),
      ...(name.kind === "known" ? [] : [`${resource.name}.name`]),
      ...(account.kind === "known" ? [] : [account.path]),
    ];
    return this.identities.partitions.map((partition) => ({
      pattern: patternOf(
        partition,
        account.kind === "known" ? account.value : "*",
        name.kind === "known" ? name.value : "*",
      ),
      except: [],
      unknown,
    }));
  }

  private reachOf(role: Principal) {
    return this.reach.of({ kind: "role", role });
  }

  private isOfProduction({ accountId }: Principal): boolean {
    return accountId.kind === "known" && this.accounts.includes(accountId.value);
  }
}

function pathsOf(reach: ReturnType<RoleReach["of"]>): readonly string[] {
  return reach.kind === "unknown" ? reach.paths : [];
}
