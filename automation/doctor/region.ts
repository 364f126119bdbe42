import { AccountClient, GetRegionOptStatusCommand } from "@aws-sdk/client-account";
import { iamEventRegion } from "../../blueprint/arns";
import { regions, regionsCheckedOn } from "../../blueprint/regions";
import type { Settings } from "../../blueprint/settings";
import type { OpenAccount } from "../accounts/account-access";
import { failureOf } from "../accounts/service-failure";
import type { DoctorLine } from "./line";
import { lines } from "./line";

const { ok, warning, fault, notChecked } = lines("region");

/** Whether the pipeline's region can take its source from GitLab. */
export function sourceRegionLine({ devops: { region } }: Settings): DoctorLine {
  const row = regions.get(region);
  const subject = `${region}, GitLab source`;
  if (row?.gitlabSource === "supported") return ok(subject, `supported, as of ${regionsCheckedOn}`);
  return warning(
    subject,
    `${row?.evidence ?? "this program does not know the region"}, as of ${regionsCheckedOn}`,
    "make sure that a connection and a first release were tried there; else choose a supported region",
  );
}

/** Whether a region is enabled in an account. */
export async function regionLine(account: OpenAccount, region: string): Promise<DoctorLine> {
  const subject = `${region} in ${account.accountId}`;
  try {
    // The service lives in one region of a partition, as IAM's events do.
    const client = new AccountClient(account.clients(iamEventRegion(region)));
    const { RegionOptStatus } = await client.send(new GetRegionOptStatusCommand({ RegionName: region }));
    switch (RegionOptStatus) {
      case "ENABLED":
      case "ENABLED_BY_DEFAULT":
        return ok(subject, "enabled");
      case "ENABLING":
        return warning(subject, "is being enabled", "wait; AWS says that this takes minutes to hours");
      case "DISABLED":
      case "DISABLING":
        return fault(subject, "not enabled", "enable it in the account's settings (Account, AWS Regions)");
      case undefined:
        return warning(subject, "not checked: AWS gave no status", "look at it in the account's settings");
      default:
        return RegionOptStatus satisfies never;
    }
  } catch (error) {
    return notChecked(subject, failureOf(error, `asking for ${subject}`));
  }
}
