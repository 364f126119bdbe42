import type { Reading } from "../reader/field";

/** The separate worlds of AWS; a role is named in exactly one (AWS reference, "Partitions"). */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** A region that nobody names is one of the commercial ones; one that is not known yet may be any. */
export function partitionsOfRegion(region: Reading<string>): readonly Partition[] {
  if (region.kind === "unknown") return ["aws", "aws-cn", "aws-us-gov"];
  if (region.kind === "absent") return ["aws"];
  if (region.value.startsWith("cn-")) return ["aws-cn"];
  return [region.value.startsWith("us-gov-") ? "aws-us-gov" : "aws"];
}

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** `arn:partition:service:region:account:resource`; undefined for a text of another shape. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  // A long name of the resource, with colons of its own, is not taken apart.
  const service = text.indexOf(":", 4) + 1;
  const region = service && text.indexOf(":", service) + 1;
  const account = region && text.indexOf(":", region) + 1;
  const resource = account && text.indexOf(":", account) + 1;
  if (resource === 0) return undefined;
  return {
    partition: text.slice(4, service - 1),
    service: text.slice(service, region - 1),
    region: text.slice(region, account - 1),
    accountId: text.slice(account, resource - 1),
    resource: text.slice(resource),
  };
}

/** Account of an ARN, where it names one. */
export function accountOf(text: string): string | undefined {
  const accountId = parseArn(text)?.accountId;
  return accountId !== undefined && /^\d{12}$/.test(accountId) ? accountId : undefined;
}

/** Name of the role of a role's ARN, without its path. */
export function roleNameOf(text: string): string | undefined {
  const arn = parseArn(text);
  if (arn?.service !== "iam" || !arn.resource.startsWith("role/")) return undefined;
  return arn.resource.split("/").at(-1);
}
