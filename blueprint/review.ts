import { DeliveryNames } from "./names";
import type { Settings } from "./settings";
import type { GatedEnvironment } from "./targets";
import { placed } from "./targets";
import { consoleUrl } from "./arns";
import { planNamespace } from "./stage-names";
import { reportPlace } from "./steps/reports";

/** Longest summary that Plan exports, and the longest text an approval may carry after substitution. */
export const summaryLimit = 700;
export const approvalTextLimit = 1000;

/**
 * What the approver reads with the request: which release goes where, what it changes, and where the whole
 * report is. `text` holds variables that CodePipeline fills in.
 */
export function reviewOf(settings: Settings, environment: GatedEnvironment): { text: string; link: string } {
  const names = new DeliveryNames(settings);
  const namespace = planNamespace(environment);
  const reports = reportPlace(names, environment.name);
  const targets = placed(environment);
  const shown = targets.slice(0, 3).map(({ accountId, region }) => `${accountId} ${region}`);
  const more = targets.length > shown.length ? ` and ${targets.length - shown.length} more` : "";
  return {
    text:
      `${settings.app} to ${environment.name}: ${shown.join(", ")}${more}. ` +
      `#{${namespace}.SUMMARY} Approve only what the report shows. Deploy accepts it for ${environment.approval.validHours} h.`,
    link:
      `${consoleUrl(reports.region)}/s3/object/${reports.bucket}?region=${reports.region}` +
      `&prefix=${reports.prefix}/#{codepipeline.PipelineExecutionId}/report.json` +
      `&versionId=#{${namespace}.REPORT_VERSION}`,
  };
}
