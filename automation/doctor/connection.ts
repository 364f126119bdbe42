import { CodeStarConnectionsClient } from "@aws-sdk/client-codestar-connections";
import { planConnection, usableConnectionArn } from "../../blueprint/connection";
import type { Settings } from "../../blueprint/settings";
import type { OpenAccount } from "../accounts/account-access";
import { readConnection } from "../connect/find-connection";
import { misfitOf } from "../connect/usable-connection";
import type { DoctorLine } from "./line";
import { lines } from "./line";

const { ok, warning, fault, notChecked } = lines("connection");

/** Whether the recorded connection can carry the road. */
export async function connectionLine(
  settings: Settings,
  account: OpenAccount,
  stack: string,
): Promise<DoctorLine> {
  const arn = usableConnectionArn(settings);
  if (arn === undefined)
    return warning("GitLab", "the handshake is pending", `run delivery connect --stack ${stack}`);
  const { region } = settings.devops;
  const read = await readConnection(new CodeStarConnectionsClient(account.clients(region)), arn);
  if (read.kind === "failure")
    return read.code === "not-found"
      ? fault(arn, "the recorded connection does not exist", "see 'Rotate' in docs/operations.md")
      : notChecked(arn, read);
  const { connection } = read;
  const selfManaged = new URL(settings.gitlab.url).host !== "gitlab.com";
  const misfit = misfitOf(connection, planConnection(settings), selfManaged);
  if (misfit) return fault(connection.name, misfit.message, misfit.fix);
  return connection.status === "AVAILABLE"
    ? ok(connection.name, "AVAILABLE")
    : fault(connection.name, `is ${connection.status}`, `run delivery connect --stack ${stack}`);
}
