import { parseArn, partitionOf } from "../arns";
import type { Problem } from "../problems";
import { echo } from "./echo";
import type { Rule } from "./finding";
import { problem } from "./finding";

/** Approvers are people's roles in the DevOps account: no identity of the delivery decides about itself. */
export const approversArePeople: Rule = (settings) =>
  (settings.environments ?? []).flatMap((environment, at) =>
    (environment?.approval?.approvers ?? []).flatMap((arn, index) => {
      const path = `delivery:environments[${at}].approval.approvers[${index}]`;
      return arn === undefined
        ? []
        : faultsOf(arn, settings, environment?.approval?.approverPolicy).map((fault) =>
            problem({ path, ...fault }),
          );
    }),
  );

function faultsOf(
  arn: string,
  { app, devops, provisioningRole }: Parameters<Rule>[0],
  policy: "attach" | "print" | undefined,
): readonly Omit<Problem, "path">[] {
  const { partition = "", accountId = "", resource = "" } = parseArn(arn) ?? {};
  const home = devops?.region === undefined ? partition : partitionOf(devops.region);
  const name = resource.split("/").at(-1) ?? "";
  const faults: Omit<Problem, "path">[] = [];
  if (devops?.accountId !== undefined && accountId !== devops.accountId) {
    faults.push({
      got: `a role of account ${accountId}`,
      allowed: `a role of the DevOps account, ${devops.accountId}`,
      fix: "create a role for the approvers in the DevOps account and name it here",
    });
  }
  if (partition !== home) {
    faults.push({
      got: `an ARN of partition ${partition}`,
      allowed: `partition ${home}, which delivery:devops.region is in`,
      fix: `write arn:${home}:iam::…`,
    });
  }
  if (app !== undefined && name.startsWith(`${app}-`)) {
    faults.push({
      got: `${echo(name)}, a name of the delivery's own roles`,
      allowed: `a role whose name does not begin with ${app}-: the delivery never approves itself`,
      fix: "name a role that only people can assume",
    });
  }
  if (provisioningRole !== undefined && name === provisioningRole) {
    faults.push({
      got: `${echo(name)}, the provisioning role`,
      allowed: "another role than delivery:provisioningRole: who builds the road does not open its gate",
      fix: "name a role that only people can assume",
    });
  }
  if (name.startsWith("AWSReservedSSO_") && policy !== "print") {
    faults.push({
      got: `${echo(name)}, a role of IAM Identity Center`,
      allowed: "a role that takes a policy, or approverPolicy: print",
      fix: "set approverPolicy: print and put the printed policy into the permission set",
    });
  }
  return faults;
}
