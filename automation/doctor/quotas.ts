import { GetAccountSummaryCommand, IAMClient } from "@aws-sdk/client-iam";
import { paginateListServiceQuotas, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { Settings } from "../../blueprint/settings";
import type { OpenAccount } from "../accounts/account-access";
import { failureOf } from "../accounts/service-failure";
import type { DoctorLine } from "./line";
import { lines } from "./line";

const { ok, warning, fault, notChecked } = lines("quota");

/**
 * Builds that may run side by side. Deploys run on the small type, as many as the settings say; Build and
 * Images, on the medium one, run one at a time.
 */
export async function buildQuotaLines(
  { devops }: Settings,
  account: OpenAccount,
): Promise<readonly DoctorLine[]> {
  const client = new ServiceQuotasClient(account.clients(devops.region));
  const needs = [
    { size: "Small", needed: devops.concurrentBuilds },
    { size: "Medium", needed: 1 },
  ];
  const quotas = new Map<string, number>();
  try {
    for await (const { Quotas = [] } of paginateListServiceQuotas({ client }, { ServiceCode: "codebuild" }))
      for (const { QuotaName, Value } of Quotas)
        if (QuotaName !== undefined && Value !== undefined) quotas.set(QuotaName, Value);
  } catch (error) {
    const failed = failureOf(error, "reading the quotas of CodeBuild");
    return needs.map(({ size }) => notChecked(subjectOf(size), failed));
  }
  return needs.map(({ size, needed }) => {
    const subject = subjectOf(size);
    const [value] = [...quotas].filter(([name]) => isBuildQuota(name, size)).map(([, found]) => found);
    if (value === undefined) {
      const fix = 'look at "Concurrently running builds" of CodeBuild in Service Quotas';
      return warning(subject, "not checked: no such quota is listed", fix);
    }
    return value < needed
      ? fault(
          subject,
          `${value} allowed, ${needed} needed`,
          `ask for ${needed} in Service Quotas, or set devops.concurrentBuilds to ${Math.max(1, value)}`,
        )
      : ok(subject, `${value} allowed, ${needed} needed`);
  });
}

function subjectOf(size: string): string {
  return `Linux/${size} builds side by side`;
}

/** Service Quotas calls it "Concurrently running builds for Linux/Small environment". */
function isBuildQuota(name: string, size: string): boolean {
  return name.toLowerCase().startsWith(`concurrently running builds for linux/${size.toLowerCase()} `);
}

/** A road adds about as many roles to its DevOps account. */
const rolesToSpare = 25;

export async function roleQuotaLine(account: OpenAccount, region: string): Promise<DoctorLine> {
  const subject = `roles in ${account.accountId}`;
  try {
    const { SummaryMap = {} } = await new IAMClient(account.clients(region)).send(
      new GetAccountSummaryCommand({}),
    );
    const { Roles: used, RolesQuota: quota } = SummaryMap;
    if (used === undefined || quota === undefined)
      return warning(subject, "not checked: IAM told no numbers", "look at Roles in Service Quotas of IAM");
    const text = `${used} of ${quota} used`;
    return quota - used < rolesToSpare
      ? warning(subject, text, "ask for more in Service Quotas of IAM before the next target or environment")
      : ok(subject, text);
  } catch (error) {
    return notChecked(subject, failureOf(error, `reading IAM's numbers of ${account.accountId}`));
  }
}
