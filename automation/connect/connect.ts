import { CodeStarConnectionsClient } from "@aws-sdk/client-codestar-connections";
import { planAccounts } from "../../blueprint/accounts";
import { authorizeSteps, planConnection } from "../../blueprint/connection";
import type { AwsClients } from "../accounts/account-access";
import { openAccount } from "../accounts/account-access";
import type { ServiceFailure } from "../accounts/service-failure";
import type { Clock } from "../clock";
import { systemClock } from "../clock";
import type { SettingsRefusal } from "../one-stack";
import { readOneStack } from "../one-stack";
import { awaitHandshake } from "./await-handshake";
import type { FoundConnection } from "./find-connection";
import { findConnection } from "./find-connection";
import type { Recording } from "./record-connection";
import { recordConnection } from "./record-connection";
import type { RepositoryCheck } from "./repository-check";
import { checkRepository } from "./repository-check";
import type { NotUsable } from "./usable-connection";
import { misfitOf } from "./usable-connection";

export interface ConnectOptions {
  /** Folder of Pulumi.yaml. */
  readonly projectDirectory: string;
  readonly stack: string;
  /** How long a person has for the handshake. Default 30. */
  readonly timeoutMinutes?: number;
  /** Token that may read the project, and an address in place of the settings'; absent: nothing is looked up. */
  readonly gitlab?: { readonly token: string; readonly url?: string };
  readonly aws?: AwsClients;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ConnectProgress) => void;
}

export type ConnectProgress =
  | { readonly kind: "told"; readonly text: string }
  /** A person's turn: what they do, and until when this waits. */
  | {
      readonly kind: "handshake";
      readonly link: string;
      readonly steps: readonly string[];
      readonly minutes: number;
    };

/** The connection is AVAILABLE. */
export interface Connected {
  readonly kind: "connected";
  readonly connection: FoundConnection;
  readonly created: boolean;
  readonly recording: Recording;
  readonly repository: RepositoryCheck;
}

/** The time limit has passed; the same call goes on from there. */
export interface StillPending {
  readonly kind: "still-pending";
  readonly connection: FoundConnection;
  readonly link: string;
  readonly minutes: number;
}

export type ConnectResult = Connected | StillPending | NotUsable | SettingsRefusal | ServiceFailure;

const defaultMinutes = 30;

/**
 * Brings a stack's connection to GitLab to AVAILABLE and records it in the settings: finds or creates it, has a
 * person finish the handshake, waits for that. Called again, it goes on from where things stand.
 */
export async function connect(options: ConnectOptions): Promise<ConnectResult> {
  const { signal, clock = systemClock, onProgress = () => undefined } = options;
  const told = (text: string): void => onProgress({ kind: "told", text });
  const read = readOneStack(options.projectDirectory, options.stack, clock.now());
  if (read.kind === "refusal") return read;
  const { settings } = read;
  const { region, accountId } = settings.devops;
  const [door] = planAccounts(settings);
  if (!door) throw new Error("the DevOps account is always among the accounts");
  const account = await openAccount(door, region, options.aws, signal);
  if (account.kind === "failure") return account;
  told(`entered account ${accountId} as ${account.sessionArn}`);

  const client = new CodeStarConnectionsClient(account.clients(region));
  const plan = planConnection(settings);
  const tags = { "delivery:app": settings.app, "delivery:owner": door.owner };
  const found = await findConnection({ client, plan, tags, ...(signal ? { signal } : {}) });
  if (found.kind === "failure") return found;
  const { created } = found;
  told(
    `${created ? "created" : "found"} ${found.connection.name}: ${found.connection.status}, ${found.connection.arn}`,
  );
  const selfManaged = new URL(settings.gitlab.url).host !== "gitlab.com";
  const misfit = misfitOf(found.connection, plan, selfManaged);
  if (misfit) return misfit;

  let connection = found.connection;
  if (connection.status === "PENDING") {
    const minutes = options.timeoutMinutes ?? defaultMinutes;
    const { link } = plan;
    onProgress({ kind: "handshake", link, steps: authorizeSteps(settings, connection.name), minutes });
    const end = await awaitHandshake({
      ...{ client, connection, clock, timeoutMinutes: minutes, onWaiting: told },
      ...(signal ? { signal } : {}),
    });
    if (end.kind === "failure") return end;
    if (end.kind === "still-pending") return { kind: "still-pending", connection, link, minutes };
    ({ connection } = end);
    const wrong = misfitOf(connection, plan, selfManaged);
    if (wrong) return wrong;
    told(`${connection.name} is ${connection.status}`);
  }
  const access = options.gitlab && {
    url: settings.gitlab.url,
    ...options.gitlab,
    clock,
    ...(signal ? { signal } : {}),
  };
  const repository = await checkRepository(settings, access);
  const recording: Recording =
    repository.kind === "named-wrong"
      ? { kind: "held-back", file: read.file }
      : recordConnection(read.file, connection.arn);
  return { kind: "connected", connection, created, recording, repository };
}
