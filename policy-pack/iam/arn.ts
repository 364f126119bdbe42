/** A stack rarely says in which it is; a role is named in exactly one. */
export const partitions = ["aws", "aws-cn", "aws-us-gov"] as const;

export type Partition = (typeof partitions)[number];

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** `arn:partition:service:region:account:resource`; undefined for a text of another shape. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...resource] = text.split(":");
  if (arn !== "arn" || partition === undefined || service === undefined) return undefined;
  if (region === undefined || accountId === undefined || resource.length === 0) return undefined;
  return { partition, service, region, accountId, resource: resource.join(":") };
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
