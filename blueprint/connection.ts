import { consoleUrl } from "./arns";
import { DeliveryNames } from "./names";
import type { Settings } from "./settings";

/**
 * The connection to GitLab and how far it is. Only a person in a browser can finish it, so it comes in two
 * phases: while the handshake is pending nothing that needs it exists.
 */
export type ConnectionPlan = {
  /** Where a person finishes or checks it: the console's list of connections. */
  readonly link: string;
} & (
  | {
      readonly kind: "create";
      readonly name: string;
      readonly provider: ConnectionProvider;
      readonly recorded?: string;
    }
  | { readonly kind: "adopt"; readonly arn: string }
);

/** A self-managed GitLab is reached through a host, which then stands for the provider type. */
export type ConnectionProvider = { readonly type: "GitLab" } | { readonly hostArn: string };

export function planConnection(settings: Settings): ConnectionPlan {
  const names = new DeliveryNames(settings);
  const { connection } = settings;
  const link = connectionsPage(settings.devops.region);
  if (connection.kind === "adopt") return { kind: "adopt", arn: connection.arn, link };
  const provider = connection.hostArn ? { hostArn: connection.hostArn } : { type: "GitLab" as const };
  const recorded = connection.kind === "done" ? { recorded: connection.arn } : {};
  return { kind: "create", name: names.connection(), provider, link, ...recorded };
}

/** ARN that the pipeline may use; undefined while the handshake is pending. */
export function usableConnectionArn({ connection }: Settings): string | undefined {
  return connection.kind === "pending" ? undefined : connection.arn;
}

/** The console page of a region's connections. */
export function connectionsPage(region: string): string {
  return `${consoleUrl(region)}/codesuite/settings/connections?region=${region}`;
}

/** What only a person in a browser can do: finish a pending connection. */
export function authorizeSteps(settings: Settings, connection: string): readonly string[] {
  const { url, project } = settings.gitlab;
  return [
    `Sign in to the AWS console of account ${settings.devops.accountId}, then to ${url} as the service user that owns ${project} (role Owner).`,
    `Open ${connectionsPage(settings.devops.region)} and choose the pending connection ${connection}.`,
    "Choose 'Update pending connection', then 'Connect to GitLab', and authorize on GitLab's page. Do not choose 'Create connection': that leaves this one pending.",
  ];
}

/** What a person does to finish a pending connection, and what to do here afterwards. */
export function handshakeSteps(settings: Settings): readonly string[] {
  const connection = new DeliveryNames(settings).connection();
  return [
    ...authorizeSteps(settings, connection),
    `Check that the status of ${connection} is Available, and copy its ARN.`,
    'Record it in the settings: delivery:connection: { handshake: done, arn: "<the ARN>" }.',
    "Run `pulumi up --refresh`: the pipeline is created now.",
  ];
}
