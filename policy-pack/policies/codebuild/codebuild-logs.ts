/**
 * codebuild-logs
 *
 * Every build leaves a log: to CloudWatch, where it goes unless that is switched off, or to S3. A log in S3 is
 * encrypted.
 *
 * Why: OWASP CICD-SEC-10, insufficient logging and visibility. What a build did can't be found out afterwards
 * from anything else.
 *
 * Level: the resource's. Not seen: retention and key of the log group (log-groups), encryption of the bucket
 * (s3-cmk).
 */
import type { Field } from "../../reader/field";
import type { ResourceView } from "../../reader/resource";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { Switch } from "./project";
import { nameOf, switchOf } from "./project";

export const codebuildLogs: Rule = {
  number: 25,
  name: "codebuild-logs",
  title: "Every build leaves a log",
  description: "Every project logs to CloudWatch or to S3, and what it logs to S3 is encrypted.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Set logsConfig.cloudwatchLogs.status to ENABLED, and remove encryptionDisabled from s3Logs.",
  parameters: {},
  types: [tokens.project],
  resource: (project) => judged(judge(project)),
};

const why = "CICD-SEC-10: what a build did can't be found out afterwards from anything else";

function judge(project: ResourceView): readonly Finding[] {
  const logs = project.properties.at("logsConfig");
  const plainField = logs.at("s3Logs").at("encryptionDisabled");
  // CodeBuild logs to CloudWatch and not to S3 where nobody says otherwise (CodeBuild reference, LogsConfig).
  const cloudwatch = {
    path: "logsConfig.cloudwatchLogs.status",
    is: statusOf(logs.at("cloudwatchLogs"), "on"),
  };
  const s3 = { path: "logsConfig.s3Logs.status", is: statusOf(logs.at("s3Logs"), "off") };
  const plain = { path: plainField.path, is: switchOf(plainField) };
  const about = { urn: project.urn, why };
  const name = nameOf(project);
  const findings: Finding[] = [];
  const unseen: string[] = [];
  const hidden = (...switches: readonly (typeof s3)[]) =>
    switches.flatMap(({ path, is }) => (is === "unknown" ? [path] : []));
  if (cloudwatch.is === "off" && s3.is === "off")
    findings.push({
      ...about,
      kind: "violation",
      what: `Build project ${name} leaves no log: CloudWatch is switched off, and S3 not on.`,
      at: [cloudwatch.path],
      fix: "set logsConfig.cloudwatchLogs.status to ENABLED and name a log group",
    });
  else if (cloudwatch.is !== "on" && s3.is !== "on") unseen.push(...hidden(cloudwatch, s3));
  if (s3.is === "on" && plain.is === "on")
    findings.push({
      ...about,
      kind: "violation",
      what: `Build project ${name} stores its log in S3 without encryption.`,
      at: [plain.path],
      fix: "remove encryptionDisabled from s3Logs",
    });
  else if (s3.is !== "off" && plain.is !== "off") unseen.push(...hidden(s3, plain));
  if (unseen.length > 0)
    findings.push({
      ...about,
      kind: "undetermined",
      what: `whether build project ${name} leaves a log, and an encrypted one, is not known yet.`,
      at: [...new Set(unseen)],
      fix: "write status and encryptionDisabled as literals",
    });
  return findings;
}

function statusOf(logs: Field, otherwise: Switch): Switch {
  const status = logs.at("status").text();
  if (status.kind === "absent") return otherwise;
  if (status.kind === "unknown") return "unknown";
  return status.value === "ENABLED" ? "on" : "off";
}
