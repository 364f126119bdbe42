import type { Partition } from "../iam/arn";
import { accountOf, partitionsOfRegion, roleNameOf } from "../iam/arn";
import type { Reading } from "../reader/field";
import { accountOfProvider } from "../reader/provider-account";
import type { StackResource } from "../reader/resource";

/** A role of the stack, and what names it. IAM tells names apart without regard to letter case. */
export class StackRole {
  readonly urn: string;
  readonly name: Reading<string>;
  readonly accountId: Reading<string>;
  private readonly arn: Reading<string>;

  constructor(readonly resource: StackResource) {
    this.urn = resource.urn;
    this.arn = resource.properties.at("arn").text();
    this.name = resource.properties.at("name").text();
    const account = this.arn.kind === "known" ? accountOf(this.arn.value) : undefined;
    this.accountId =
      account === undefined ? accountOfProvider(resource.provider) : { kind: "known", value: account };
  }

  /** Name for people. */
  get label(): string {
    return this.name.kind === "known" ? this.name.value : this.resource.name;
  }

  /** Whether an ARN in full names this role; by name alone where the role's account is not known. */
  isNamedBy(arn: string): boolean {
    if (this.arn.kind === "known") return this.arn.value.toLowerCase() === arn.toLowerCase();
    const name = roleNameOf(arn);
    if (this.name.kind !== "known" || name?.toLowerCase() !== this.name.value.toLowerCase()) return false;
    return this.accountId.kind !== "known" || accountOf(arn) === this.accountId.value;
  }

  /** Names under which it may be spoken of, in lower case. */
  get names(): readonly string[] {
    const name = this.name.kind === "known" ? this.name.value : undefined;
    const inArn = this.arn.kind === "known" ? roleNameOf(this.arn.value) : undefined;
    return [...new Set([name, inArn].flatMap((one) => one?.toLowerCase() ?? []))];
  }

  private get partitions(): readonly Partition[] {
    return partitionsOfRegion(
      this.resource.provider?.inputs.at("region").text() ?? { kind: "absent", path: "" },
    );
  }

  /** All ARNs that this role may have, one pattern a partition; exact, if everything about it is known. */
  get arnPatterns(): readonly string[] {
    if (this.arn.kind === "known") return [this.arn.value];
    const path = this.resource.properties.at("path").text();
    const account = this.accountId.kind === "known" ? this.accountId.value : "*";
    const name = this.name.kind === "known" ? this.name.value : "*";
    const folder = path.kind === "known" ? path.value : path.kind === "absent" ? "/" : "/*";
    return this.partitions.map((partition) => `arn:${partition}:iam::${account}:role${folder}${name}`);
  }
}
