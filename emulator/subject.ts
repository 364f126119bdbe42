import type { Inventory, Site } from "./inventory";
import type { Report } from "./judge-shape";
import type { Registration } from "./registration";
import type { Branch, Tree } from "./tree";
import { at, holdsUnknown, isGiven, isMissing, listAt, textAt, textsAt } from "./tree";

/** What a model judges: one registration, where it stands, and the world at that moment. */
export class Subject {
  constructor(
    readonly registration: Registration,
    readonly inputs: Branch,
    readonly site: Site,
    /** Account that its provider leads to. */
    readonly account: string,
    /** The region of a regional service; for a global one, the provider's. */
    readonly region: string,
    readonly world: Inventory,
    /** Reports what the service refuses; without `source` it is the model's own. */
    readonly reject: Report,
  ) {}

  get partition(): string {
    return partitionOf(this.region);
  }

  at(path: string): Tree | undefined {
    return at(this.inputs, path);
  }

  isMissing(path: string): boolean {
    return isMissing(this.at(path));
  }

  /** Given and known: what is not known yet may turn out to be missing. */
  isGiven(path: string): boolean {
    return isGiven(this.at(path));
  }

  /** True where a part of it is not known yet. */
  isUnknown(path: string): boolean {
    return holdsUnknown(this.at(path));
  }

  text(path: string): string | undefined {
    return textAt(this.inputs, path);
  }

  /** As `text`, with the service's own choice where it is missing; undefined where it is not known. */
  choice(path: string, own: string): string | undefined {
    return this.isMissing(path) ? own : this.text(path);
  }

  isTrue(path: string): boolean {
    return this.text(path) === "true";
  }

  /** Known, and not true: a flag that is not known yet is neither. */
  isNotTrue(path: string): boolean {
    return !this.isTrue(path) && !this.isUnknown(path);
  }

  list(path: string): readonly Tree[] {
    return listAt(this.inputs, path);
  }

  texts(path: string): readonly string[] {
    return textsAt(this.inputs, path);
  }

  /** Where the services without a region keep what this account has. */
  get globally(): Site {
    return { account: this.account, region: "global" };
  }

  /** Where a regional service keeps what this account has in this region. */
  get regionally(): Site {
    return { account: this.account, region: this.region };
  }

  arn(service: string, resource: string, region = this.region): string {
    return `arn:${this.partition}:${service}:${region}:${this.account}:${resource}`;
  }
}

export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
