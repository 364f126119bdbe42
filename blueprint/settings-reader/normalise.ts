import type { ConnectionSettings, Environment, GitLabSettings, Settings, Target, Trigger } from "../settings";
import type { ParsedInput } from "./schema";

/** Parsed settings in the form that the blueprint uses. Only for settings that no rule refuses. */
export function normalise(parsed: ParsedInput): Settings {
  return {
    app: parsed.app,
    gitlab: gitlabOf(parsed.gitlab),
    trigger: triggerOf(parsed),
    connection: connectionOf(parsed.connection),
    provisioningRole: parsed.provisioningRole,
    devops: parsed.devops,
    build: parsed.build,
    environments: parsed.environments.map(environmentOf),
    workload: parsed.workload,
    scan: parsed.scan,
    notices: parsed.notices,
  };
}

function gitlabOf(gitlab: ParsedInput["gitlab"]): GitLabSettings {
  const url = gitlab.url.replace(/\/$/, "");
  return { ...gitlab, url, audience: gitlab.audience ?? url };
}

function triggerOf({ trigger, gitlab }: ParsedInput): Trigger {
  return trigger.on === "push"
    ? { on: "push", branches: trigger.branches ?? [gitlab.branch], paths: trigger.paths ?? [] }
    : trigger;
}

function connectionOf({ handshake, arn, hostArn }: ParsedInput["connection"]): ConnectionSettings {
  const host = hostArn === undefined ? {} : { hostArn };
  if (arn === undefined) return { kind: "pending", ...host };
  return handshake === "done" ? { kind: "done", arn, ...host } : { kind: "adopt", arn };
}

type ParsedEnvironment = ParsedInput["environments"][number];

function environmentOf(environment: ParsedEnvironment): Environment {
  const { approval, targets, ...rest } = environment;
  return { ...rest, targets: targets.map(targetOf), ...(approval ? { approval } : {}) };
}

function targetOf({ accountId, region, status, retire }: ParsedEnvironment["targets"][number]): Target {
  return { accountId, region, status: retire === true ? "retire" : (status ?? "active") };
}
