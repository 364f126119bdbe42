import type { CodeStarConnectionsClient, Connection } from "@aws-sdk/client-codestar-connections";
import {
  CreateConnectionCommand,
  GetConnectionCommand,
  paginateListConnections,
} from "@aws-sdk/client-codestar-connections";
import type { ServiceFailure } from "../accounts/service-failure";
import { failure, failureOf, isPassing } from "../accounts/service-failure";
import type { ConnectionPlan } from "../../blueprint/connection";

/** A connection as the service describes it. */
export interface FoundConnection {
  readonly arn: string;
  readonly name: string;
  /** `PENDING`, `AVAILABLE`, `ERROR`; whatever else the service may say one day. */
  readonly status: string;
  /** `GitLab`, `GitLabSelfManaged`, `GitHub` … */
  readonly providerType: string;
  readonly hostArn?: string;
}

export interface ConnectionSearch {
  readonly client: CodeStarConnectionsClient;
  readonly plan: ConnectionPlan;
  /** Tags that Pulumi would set: a connection that it imports later must have no difference. */
  readonly tags: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The connection of the settings: by its recorded ARN, else by its name, else created. */
export async function findConnection(
  search: ConnectionSearch,
): Promise<
  { readonly kind: "found"; readonly connection: FoundConnection; readonly created: boolean } | ServiceFailure
> {
  const { plan, client, signal } = search;
  const recorded = plan.kind === "adopt" ? plan.arn : plan.recorded;
  if (recorded !== undefined) {
    const connection = await readConnection(client, recorded, signal);
    return connection.kind === "failure" ? connection : { ...connection, created: false };
  }
  if (plan.kind === "adopt") throw new Error("an adopted connection has an ARN");
  const named = await connectionsNamed(search, plan.name);
  if ("kind" in named) return named;
  const [connection, ...others] = named;
  if (others.length > 0) {
    const arns = named.map(({ arn }) => arn).join(", ");
    const doing = `looking for the connection ${plan.name}`;
    return {
      ...failure("refused", doing, `${named.length} connections have this name: ${arns}`),
      fix: "delete those that nothing uses, or adopt one: delivery:connection: { arn: … }",
    };
  }
  if (connection) return { kind: "found", connection, created: false };
  const made = await createConnection(search, plan);
  if (made.kind === "found" || !(isPassing(made) || made.code === "refused")) return made;
  // An answer that was lost may have been a yes; the name is unique, so a second try would be refused.
  const after = await connectionsNamed(search, plan.name);
  const [lost] = "kind" in after ? [] : after;
  return lost ? { kind: "found", connection: lost, created: true } : made;
}

export async function readConnection(
  client: CodeStarConnectionsClient,
  arn: string,
  signal?: AbortSignal,
): Promise<{ readonly kind: "found"; readonly connection: FoundConnection } | ServiceFailure> {
  const doing = `reading the connection ${arn}`;
  try {
    const get = new GetConnectionCommand({ ConnectionArn: arn });
    const { Connection: found } = await client.send(get, signal ? { abortSignal: signal } : {});
    return { kind: "found", connection: described({ ConnectionArn: arn, ...found }) };
  } catch (error) {
    return failureOf(error, doing);
  }
}

async function connectionsNamed(
  { client, signal }: ConnectionSearch,
  name: string,
): Promise<readonly FoundConnection[] | ServiceFailure> {
  try {
    const found: FoundConnection[] = [];
    const pages = paginateListConnections(
      { client, pageSize: 100 },
      {},
      signal ? { abortSignal: signal } : {},
    );
    for await (const { Connections = [] } of pages)
      found.push(...Connections.filter(({ ConnectionName }) => ConnectionName === name).map(described));
    return found;
  } catch (error) {
    return failureOf(error, `looking for the connection ${name}`);
  }
}

async function createConnection(
  { client, tags, signal }: ConnectionSearch,
  plan: Extract<ConnectionPlan, { kind: "create" }>,
): Promise<
  { readonly kind: "found"; readonly connection: FoundConnection; readonly created: true } | ServiceFailure
> {
  const doing = `creating the connection ${plan.name}`;
  const provider =
    "hostArn" in plan.provider ? { HostArn: plan.provider.hostArn } : { ProviderType: plan.provider.type };
  try {
    const create = new CreateConnectionCommand({
      ...provider,
      ConnectionName: plan.name,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    });
    const { ConnectionArn } = await client.send(create, signal ? { abortSignal: signal } : {});
    if (ConnectionArn === undefined) return failure("refused", doing, "the service gave no ARN");
    const read = await readConnection(client, ConnectionArn, signal);
    return read.kind === "failure" ? read : { ...read, created: true };
  } catch (error) {
    return failureOf(error, doing);
  }
}

function described(connection: Connection): FoundConnection {
  const { ConnectionArn, ConnectionName, ConnectionStatus, ProviderType, HostArn } = connection;
  return {
    arn: ConnectionArn ?? "",
    name: ConnectionName ?? "",
    status: ConnectionStatus ?? "",
    providerType: ProviderType ?? "",
    ...(HostArn === undefined || HostArn === "" ? {} : { hostArn: HostArn }),
  };
}
