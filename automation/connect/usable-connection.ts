import type { ConnectionPlan } from "../../blueprint/connection";
import type { FoundConnection } from "./find-connection";

/** A connection that can't carry the road, and what a person does about it. */
export interface NotUsable {
  readonly kind: "not-usable";
  readonly code: "other-provider" | "other-host" | "in-error" | "unknown-status";
  readonly connection: FoundConnection;
  readonly message: string;
  readonly fix: string;
}

/** What keeps a connection from being the one of the settings; undefined where nothing does. */
export function misfitOf(
  connection: FoundConnection,
  plan: ConnectionPlan,
  selfManaged: boolean,
): NotUsable | undefined {
  const { arn, name, providerType, hostArn, status } = connection;
  const wanted = selfManaged ? "GitLabSelfManaged" : "GitLab";
  if (providerType !== wanted) {
    return {
      kind: "not-usable",
      code: "other-provider",
      connection,
      message: `The connection ${name} leads to ${providerType || "an unknown provider"}, and the settings ask for ${wanted}.`,
      fix:
        `If nothing uses it, delete it (aws codeconnections delete-connection --connection-arn ${arn}) and run this again. ` +
        "Else adopt another one: delivery:connection: { arn: … }.",
    };
  }
  const host = plan.kind === "create" && "hostArn" in plan.provider ? plan.provider.hostArn : undefined;
  if (host !== undefined && hostArn !== host) {
    return {
      kind: "not-usable",
      code: "other-host",
      connection,
      message: `The connection ${name} goes through ${hostArn ?? "no host"}, and the settings name ${host}.`,
      fix: "Correct delivery:connection.hostArn, or delete the connection if nothing uses it, and run this again.",
    };
  }
  switch (status) {
    case "PENDING":
    case "AVAILABLE":
      return undefined;
    case "ERROR":
      return {
        kind: "not-usable",
        code: "in-error",
        connection,
        message: `The connection ${name} is in ERROR.`,
        fix:
          "Open the console's list of connections and read what it says there. Is the service user blocked, deleted or no longer " +
          "Owner, or was the AWS app revoked in GitLab? Put that right, then delete the connection " +
          `(aws codeconnections delete-connection --connection-arn ${arn}), take a recorded arn out of the settings, and run this again. ` +
          "Where Pulumi already has it, follow 'Rotate' in docs/operations.md.",
      };
    default:
      return {
        kind: "not-usable",
        code: "unknown-status",
        connection,
        message: `The connection ${name} has the status ${status || "(none)"}, which this program does not know.`,
        fix: "Look at it in the console; the road needs AVAILABLE.",
      };
  }
}
