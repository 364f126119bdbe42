import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Settings, Target } from "../../blueprint/settings";
import { bootstrapVersion } from "../../blueprint/target-account";
import { bootstrapNames } from "../../blueprint/targets";
import type { OpenAccount } from "../accounts/account-access";
import { failureOf } from "../accounts/service-failure";
import type { DoctorLine } from "./line";
import { lines } from "./line";

const { ok, warning, fault, notChecked } = lines("bootstrap");

/** Whether a target is bootstrapped, and with which version. */
export async function bootstrapLine(
  settings: Settings,
  account: OpenAccount,
  target: Target,
): Promise<DoctorLine> {
  const { accountId, region } = target;
  const subject = `${accountId} ${region}`;
  const Name = bootstrapNames(settings, target).versionParameter();
  try {
    const client = new SSMClient(account.clients(region));
    const { Parameter } = await client.send(new GetParameterCommand({ Name }));
    const version = Number(Parameter?.Value);
    if (!Number.isInteger(version))
      return fault(subject, `${Name} holds no version`, "run pulumi up --refresh, which writes it anew");
    return version < Number(bootstrapVersion)
      ? warning(
          subject,
          `version ${version}; this program's is ${bootstrapVersion}`,
          "see who else bootstraps there with this qualifier, then run pulumi up --refresh",
        )
      : ok(subject, `version ${version}`);
  } catch (error) {
    const failed = failureOf(error, `reading ${Name} in ${subject}`);
    return failed.code === "not-found"
      ? warning(subject, "not bootstrapped yet", "run pulumi up, which creates it")
      : notChecked(subject, failed);
  }
}

/** Pulumi does not enter the accounts of an adopted bootstrap, and neither does this. */
export function adoptedLine({ accountId, region }: Target): DoctorLine {
  return warning(
    `${accountId} ${region}`,
    "not checked: the bootstrap is adopted, and the provisioning role has no business there",
    "look at the version yourself: aws ssm get-parameter --name /cdk-bootstrap/<qualifier>/version",
  );
}
