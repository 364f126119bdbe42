import type { STSClientConfig } from "@aws-sdk/client-sts";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { ServiceFailure } from "./service-failure";
import { failure, failureOf } from "./service-failure";

/** How the services are reached where it is not as the environment says: another endpoint, other credentials. */
export type AwsClients = Pick<STSClientConfig, "endpoint" | "credentials" | "maxAttempts" | "requestHandler">;

export interface AccountDoor {
  readonly accountId: string;
  /** Region of the account's own things. */
  readonly region: string;
  readonly provisioningRoleArn: string;
}

/** An account that was entered through its provisioning role and is the right one. */
export interface OpenAccount {
  readonly kind: "open";
  readonly accountId: string;
  /** Role session in which every call is made. */
  readonly sessionArn: string;
  /** Configuration of a client of any service there. */
  readonly clients: (region: string) => ClientConfiguration;
}

/** What every AWS client takes alike. */
export type ClientConfiguration = Required<
  Pick<STSClientConfig, "region" | "maxAttempts" | "requestHandler">
> &
  Pick<STSClientConfig, "endpoint" | "credentials">;

interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration?: Date;
}

/**
 * Enters an account as Pulumi does: the default chain's credentials, then the account's provisioning role. STS
 * is asked in `stsRegion` for every account: the endpoint of an opt-in region refuses callers whose own account
 * has not enabled it.
 */
export async function openAccount(
  door: AccountDoor,
  stsRegion: string,
  aws: AwsClients = {},
  abortSignal?: AbortSignal,
): Promise<OpenAccount | ServiceFailure> {
  const { accountId, provisioningRoleArn } = door;
  const options = abortSignal ? { abortSignal } : {};
  const caller = new STSClient(configuration(stsRegion, aws));
  const assume = async (): Promise<SessionCredentials> => {
    const session = { RoleArn: provisioningRoleArn, RoleSessionName: "delivery", DurationSeconds: 3600 };
    const { Credentials: given } = await caller.send(new AssumeRoleCommand(session), options);
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken)
      throw new Error(`STS gave no credentials for ${provisioningRoleArn}`);
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      ...(given.Expiration ? { expiration: given.Expiration } : {}),
    };
  };
  const credentials = renewed(assume);
  try {
    await credentials();
  } catch (error) {
    return entryFailure(failureOf(error, `assuming ${provisioningRoleArn}`));
  }
  const clients = (region: string): ClientConfiguration => ({
    ...configuration(region, aws),
    credentials,
  });
  const doing = `asking who ${provisioningRoleArn} is`;
  try {
    const { Account, Arn } = await new STSClient(clients(stsRegion)).send(
      new GetCallerIdentityCommand({}),
      options,
    );
    if (Account !== accountId) {
      const got = `the role's session is in account ${Account ?? "unknown"}, and the settings name ${accountId}`;
      return failure("wrong-account", doing, got);
    }
    return { kind: "open", accountId, sessionArn: Arn ?? provisioningRoleArn, clients };
  } catch (error) {
    return failureOf(error, doing);
  }
}

/** Five attempts with the SDK's growing pauses; no call may hang. */
function configuration(region: string, aws: AwsClients): ClientConfiguration {
  return {
    region,
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
    ...aws,
  };
}

/** One session for all clients, taken anew five minutes before its end. */
function renewed(assume: () => Promise<SessionCredentials>): () => Promise<SessionCredentials> {
  let session: SessionCredentials | undefined;
  return async () => {
    const end = session?.expiration?.getTime() ?? 0;
    if (session === undefined || end - Date.now() < 5 * 60_000) session = await assume();
    return session;
  };
}

/** A refusal to enter has one cause more often than any other: the role is missing or does not trust the caller. */
function entryFailure(found: ServiceFailure): ServiceFailure {
  if (found.code !== "denied") return found;
  const fix =
    "create the role with the template of `delivery provisioner`, name your own role in its trust, " +
    "and allow your role sts:AssumeRole on it";
  return { ...found, fix };
}
