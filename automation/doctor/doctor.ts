import { planAccounts } from "../../blueprint/accounts";
import type { AccountPlan } from "../../blueprint/accounts";
import { planApprovers } from "../../blueprint/approvers";
import { standing } from "../../blueprint/targets";
import type { Settings } from "../../blueprint/settings";
import type { AwsClients, OpenAccount } from "../accounts/account-access";
import { openAccount } from "../accounts/account-access";
import type { Clock } from "../clock";
import { systemClock } from "../clock";
import type { SettingsRefusal } from "../one-stack";
import { readOneStack } from "../one-stack";
import { approverLines } from "./approvers";
import { adoptedLine, bootstrapLine } from "./bootstrap";
import { connectionLine } from "./connection";
import { gitlabLines } from "./gitlab";
import type { DoctorLine } from "./line";
import { lines } from "./line";
import { mailLines } from "./mail";
import { buildQuotaLines, roleQuotaLine } from "./quotas";
import { regionLine, sourceRegionLine } from "./region";
import type { RunTool } from "./tools";
import { runTool, toolLines } from "./tools";
import { trustLines } from "./trusts";

export interface DoctorOptions {
  /** Folder of Pulumi.yaml. */
  readonly projectDirectory: string;
  readonly stack: string;
  /** Token of Pulumi, and an address in place of the settings'; absent: GitLab is not asked. */
  readonly gitlab?: { readonly token: string; readonly url?: string };
  readonly aws?: AwsClients;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** Runs the Pulumi CLI. Default: as it is on PATH. */
  readonly run?: RunTool;
  readonly nodeVersion?: string;
}

export interface Diagnosis {
  readonly kind: "diagnosis";
  readonly lines: readonly DoctorLine[];
}

/** Looks at everything that a road needs, and changes nothing. */
export async function doctor(options: DoctorOptions): Promise<Diagnosis | SettingsRefusal> {
  const { projectDirectory, stack, clock = systemClock, signal } = options;
  const { run = runTool, nodeVersion = process.versions.node } = options;
  const read = readOneStack(projectDirectory, stack, clock.now());
  if (read.kind === "refusal") return read;
  const { settings } = read;
  const access = options.gitlab && {
    ...{ url: settings.gitlab.url, ...options.gitlab, clock },
    ...(signal ? { signal } : {}),
  };
  const [tools, aws, gitlab] = await Promise.all([
    toolLines(projectDirectory, run, nodeVersion),
    accountsLines(settings, options),
    gitlabLines(settings, access, clock.now()),
  ]);
  return { kind: "diagnosis", lines: [...tools, sourceRegionLine(settings), ...aws, ...gitlab] };
}

/** Accounts that are looked at side by side: a hundred at once would only be throttled. */
const sideBySide = 5;

async function accountsLines(settings: Settings, options: DoctorOptions): Promise<readonly DoctorLine[]> {
  const [devops, ...others] = planAccounts(settings);
  if (!devops) throw new Error("the DevOps account is always among the accounts");
  const first = await enteredLines(settings, devops, options);
  const found = [...first.lines];
  if (first.isCallerRefused) {
    // Whoever is nobody to AWS is so in front of every account.
    return others.length > 0 ? [...found, notAsked(others.length)] : found;
  }
  for (let at = 0; at < others.length; at += sideBySide) {
    const group = others.slice(at, at + sideBySide);
    const entered = await Promise.all(group.map((door) => enteredLines(settings, door, options)));
    found.push(...entered.flatMap((one) => one.lines));
  }
  return found;
}

function notAsked(count: number): DoctorLine {
  const subject = `${count} more account${count === 1 ? "" : "s"}`;
  return lines("account").warning(
    subject,
    "not checked: AWS does not know the caller",
    "sign in to AWS first",
  );
}

async function enteredLines(
  settings: Settings,
  door: AccountPlan,
  { stack, aws, signal }: DoctorOptions,
): Promise<{ readonly lines: readonly DoctorLine[]; readonly isCallerRefused: boolean }> {
  const { ok, fault } = lines("account");
  const subject = `${door.accountId} (${door.owner})`;
  const account = await openAccount(door, settings.devops.region, aws, signal);
  if (account.kind === "failure") {
    const isCallerRefused = account.code === "no-credentials" || account.code === "expired";
    return { lines: [fault(subject, account.message, account.fix)], isCallerRefused };
  }
  const entered = ok(subject, `entered as ${account.sessionArn}`);
  return {
    lines: [entered, ...(await accountLines(settings, door, account, stack))],
    isCallerRefused: false,
  };
}

async function accountLines(
  settings: Settings,
  { accountId, region }: AccountPlan,
  account: OpenAccount,
  stack: string,
): Promise<readonly DoctorLine[]> {
  const isDevOps = accountId === settings.devops.accountId;
  const adopts = settings.workload.bootstrap === "adopt";
  const everyTarget = settings.environments.flatMap(standing);
  const targets = everyTarget.filter((target) => target.accountId === accountId && !adopts);
  const regions = [...new Set([region, ...targets.map((target) => target.region)])];
  const looks: Promise<readonly DoctorLine[]>[] = [
    Promise.all(regions.map((one) => regionLine(account, one))),
    Promise.all([roleQuotaLine(account, region)]),
    Promise.all(targets.map((target) => bootstrapLine(settings, account, target))),
    trustLines(account, region, roleOfTheRoad(settings, isDevOps)),
  ];
  if (isDevOps)
    looks.push(
      Promise.all([connectionLine(settings, account, stack)]),
      buildQuotaLines(settings, account),
      approverLines(settings, account),
      mailLines(settings, account),
      Promise.resolve(adopts ? everyTarget.map(adoptedLine) : []),
    );
  const parts = await Promise.all(looks);
  return parts.flat();
}

function roleOfTheRoad(settings: Settings, isDevOps: boolean): (roleName: string) => boolean {
  const { app, provisioningRole, workload } = settings;
  const approvers = isDevOps ? planApprovers(settings).map(({ roleName }) => roleName) : [];
  const prefixes = [`cdk-${workload.qualifier}-`, ...(isDevOps ? [`${app}-`] : [])];
  const named = [provisioningRole, ...approvers];
  return (name) => named.includes(name) || prefixes.some((prefix) => name.startsWith(prefix));
}
