import type { ConnectionSettings, GitLabSettings } from "../blueprint/settings";
import { fingerprint } from "./fingerprint";
import type { Entity } from "./inventory";
import { partitionOf } from "./subject";
import type { Branch } from "./tree";
import { tokens } from "./type-tokens";

export interface AwsPlace {
  readonly accountId: string;
  readonly region: string;
}

/** A role that exists, by its name or its ARN (whose path stays). */
export function roleEntity(place: AwsPlace, nameOrArn: string, recordedBy: string): Entity {
  const name = nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);
  const account = nameOrArn.split(":")[4] ?? place.accountId;
  const arn = nameOrArn.startsWith("arn:")
    ? nameOrArn
    : `arn:${partitionOf(place.region)}:iam::${account}:role/${name}`;
  return {
    type: tokens.role,
    site: { account, region: "global" },
    name,
    id: name,
    inputs: {},
    outputs: { arn, name, uniqueId: `AROA${fingerprint(17, arn).toUpperCase()}` },
    recordedBy,
  };
}

/** The connection that a person has finished: AVAILABLE, to GitLab or through a host. */
export function connectionEntity(
  connection: Exclude<ConnectionSettings, { readonly kind: "pending" }>,
  recordedBy: string,
): Entity {
  const [, , , region = "", account = ""] = connection.arn.split(":");
  const hostArn = connection.kind === "done" ? connection.hostArn : undefined;
  const provider: Branch = hostArn === undefined ? { providerType: "GitLab" } : { hostArn };
  return {
    type: tokens.connection,
    site: { account, region },
    name: undefined,
    id: connection.arn,
    inputs: provider,
    outputs: { ...provider, arn: connection.arn, connectionStatus: "AVAILABLE", ownerAccountId: account },
    recordedBy,
  };
}

export function oidcEntity(place: AwsPlace, gitlab: GitLabSettings, recordedBy: string): Entity {
  const host = gitlab.url.replace(/^https:\/\//, "");
  const arn = `arn:${partitionOf(place.region)}:iam::${place.accountId}:oidc-provider/${host}`;
  return {
    type: tokens.oidcProvider,
    site: { account: place.accountId, region: "global" },
    name: host,
    id: arn,
    inputs: {},
    outputs: { arn, url: host, clientIdLists: [gitlab.audience] },
    recordedBy,
  };
}

export function secretEntity(place: AwsPlace, name: string, recordedBy: string): Entity {
  const { accountId, region } = place;
  const suffix = fingerprint(6, accountId, region, name);
  const arn = `arn:${partitionOf(region)}:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
  return {
    type: tokens.secret,
    site: { account: accountId, region },
    name,
    id: arn,
    inputs: {},
    outputs: { arn, name },
    recordedBy,
  };
}

/** A region that is used although the table of regions refuses it: AWS adds regions without notice. */
export function overrideEntity(place: AwsPlace, recordedBy: string): Entity {
  const { accountId, region } = place;
  return {
    type: tokens.regionOverride,
    site: { account: accountId, region },
    name: region,
    id: region,
    inputs: {},
    outputs: {},
    recordedBy,
  };
}
