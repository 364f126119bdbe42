import type { Partition } from "../iam/arn";
import { accountOf, parseArn, partitionsOfRegion } from "../iam/arn";
import type { Document } from "../iam/document";
import { matches } from "../iam/glob";
import type { Reading } from "../reader/field";
import type { StackResource } from "../reader/resource";

/** A policy document that a principal holds, and what carries it. */
export interface Grant {
  /** Its unknown paths name the resource they are of. */
  readonly document: Document;
  /** The resource to change; absent for a role outside of the stack. */
  readonly carrier?: StackResource;
  /** Where in the carrier: `policy`, `inlinePolicies[0].policy`, `policyArn`. */
  readonly at: string;
  /** ARN of a managed policy that is not in the stack: AWS's own, or one that exists already. */
  readonly managedArn?: string;
}

/** What bounds a principal's rights from above. */
export type Boundary =
  | { readonly kind: "none" }
  | { readonly kind: "known"; readonly arn?: string; readonly document: Document }
  /** There is one, and it can't be read: it may allow everything. */
  | { readonly kind: "unknown"; readonly arn?: string; readonly path: string };

export type PrincipalKind = "role" | "user" | "group" | "permission-set";

export interface PrincipalFacts {
  readonly kind: PrincipalKind;
  /** Empty for a role outside of the stack. */
  readonly urn: string;
  /** Absent for a role outside of the stack. */
  readonly resource?: StackResource;
  readonly name: Reading<string>;
  readonly arn: Reading<string>;
  readonly accountId: Reading<string>;
  readonly boundary: Boundary;
  /** Trust policy of a role. */
  readonly trust?: Document;
}

/** Somebody who may act in AWS, and what names it. IAM tells names apart without regard to letter case. */
export class Principal {
  readonly kind: PrincipalKind;
  readonly urn: string;
  readonly resource: StackResource | undefined;
  readonly name: Reading<string>;
  readonly accountId: Reading<string>;
  readonly boundary: Boundary;
  readonly trust: Document | undefined;
  private readonly arn: Reading<string>;
  private readonly held: Grant[] = [];
  private patterns?: readonly string[];

  constructor(facts: PrincipalFacts) {
    this.kind = facts.kind;
    this.urn = facts.urn;
    this.resource = facts.resource;
    this.name = facts.name;
    this.arn = facts.arn;
    this.boundary = facts.boundary;
    this.trust = facts.trust;
    const account = facts.arn.kind === "known" ? accountOf(facts.arn.value) : undefined;
    this.accountId = account === undefined ? facts.accountId : { kind: "known", value: account };
  }

  /** Everything that it is allowed by policies of its own, of its groups, or attached to it. */
  get grants(): readonly Grant[] {
    return this.held;
  }

  get documents(): readonly Document[] {
    return this.held.map(({ document }) => document);
  }

  /** Taken from the policy config: it exists already, and nobody here changes it. */
  get isExternal(): boolean {
    return this.resource === undefined;
  }

  /** Name for people. */
  get label(): string {
    if (this.name.kind === "known") return this.name.value;
    return this.resource?.name ?? (this.arn.kind === "known" ? this.arn.value : "a role without a name");
  }

  hold(grant: Grant): void {
    this.held.push(grant);
  }

  /** Whether an ARN in full names this principal; by name alone where its account is not known. */
  isNamedBy(arn: string): boolean {
    if (this.arn.kind === "known") return this.arn.value.toLowerCase() === arn.toLowerCase();
    const parsed = parseArn(arn);
    if (parsed?.service !== "iam" || !parsed.resource.startsWith(`${resourceKind(this.kind)}/`)) return false;
    const name = parsed.resource.split("/").at(-1);
    if (this.kind === "permission-set") return this.arnPatterns.some((pattern) => matches(pattern, arn));
    if (this.name.kind !== "known" || name?.toLowerCase() !== this.name.value.toLowerCase()) return false;
    return this.accountId.kind !== "known" || accountOf(arn) === this.accountId.value;
  }

  /** Names under which it may be spoken of, in lower case. */
  get names(): readonly string[] {
    const name = this.name.kind === "known" ? this.name.value : undefined;
    const inArn = this.arn.kind === "known" ? this.arn.value.split("/").at(-1) : undefined;
    return [...new Set([name, inArn].flatMap((one) => one?.toLowerCase() ?? []))];
  }

  /** All ARNs that it may have, one pattern a partition; exact, if everything about it is known. */
  get arnPatterns(): readonly string[] {
    this.patterns ??= this.patternsOfArn();
    return this.patterns;
  }

  private patternsOfArn(): readonly string[] {
    if (this.arn.kind === "known" && this.kind !== "permission-set") return [this.arn.value];
    const account = this.accountId.kind === "known" ? this.accountId.value : "*";
    const name = this.name.kind === "known" ? this.name.value : "*";
    if (this.kind === "permission-set")
      return this.partitions.map(
        (partition) =>
          `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${name}_*`,
      );
    const path = this.resource?.properties.at("path").text();
    const folder =
      path?.kind === "known" ? path.value : path === undefined || path.kind === "absent" ? "/" : "/*";
    return this.partitions.map(
      (partition) => `arn:${partition}:iam::${account}:${resourceKind(this.kind)}${folder}${name}`,
    );
  }

  private get partitions(): readonly Partition[] {
    return partitionsOfRegion(
      this.resource?.provider?.inputs.at("region").text() ?? { kind: "absent", path: "" },
    );
  }
}

function resourceKind(kind: PrincipalKind): string {
  return kind === "permission-set" ? "role" : kind;
}
