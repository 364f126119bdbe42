import { isDeepStrictEqual } from "node:util";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import type { ApproverPlan } from "../../blueprint/approvers";
import { planApprovers } from "../../blueprint/approvers";
import type { Settings } from "../../blueprint/settings";
import type { OpenAccount } from "../accounts/account-access";
import { failureOf } from "../accounts/service-failure";
import { isRecord } from "../gitlab/gitlab-api";
import type { DoctorLine } from "./line";
import { lines } from "./line";

const { ok, warning, fault, notChecked } = lines("approver");

/** Whether the roles that decide exist and hold their policy, word for word. */
export async function approverLines(
  settings: Settings,
  account: OpenAccount,
): Promise<readonly DoctorLine[]> {
  const client = new IAMClient(account.clients(settings.devops.region));
  return Promise.all(planApprovers(settings).map((plan) => approverLine(client, plan)));
}

async function approverLine(client: IAMClient, plan: ApproverPlan): Promise<DoctorLine> {
  const { roleName, apply } = plan;
  try {
    await client.send(new GetRoleCommand({ RoleName: roleName }));
  } catch (error) {
    const failed = failureOf(error, `reading the role ${roleName}`);
    return failed.code === "not-found"
      ? fault(roleName, "the role does not exist", "create it before pulumi up: a key policy names it")
      : notChecked(roleName, failed);
  }
  try {
    return apply === "attach" ? await attachedLine(client, plan) : await printedLine(client, plan);
  } catch (error) {
    return notChecked(roleName, failureOf(error, `reading the policies of ${roleName}`));
  }
}

async function attachedLine(
  client: IAMClient,
  { roleName, policyName, document }: ApproverPlan,
): Promise<DoctorLine> {
  const found = await inlinePolicy(client, roleName, policyName).catch((error: unknown) => {
    if (failureOf(error, "").code === "not-found") return undefined;
    throw error;
  });
  if (found === undefined) {
    const fix = "run pulumi up, which attaches it";
    return warning(roleName, `the policy ${policyName} is not attached`, fix);
  }
  return isDeepStrictEqual(found, document)
    ? ok(roleName, `${policyName} is in force`)
    : fault(
        roleName,
        `${policyName} is not what the settings say`,
        "run pulumi up --refresh, which writes it anew",
      );
}

/** A permission set writes its inline policy into the role under a name of its own. */
async function printedLine(client: IAMClient, { roleName, document }: ApproverPlan): Promise<DoctorLine> {
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName: roleName }))
    for (const name of PolicyNames)
      if (holdsAll(await inlinePolicy(client, roleName, name), document.Statement))
        return ok(roleName, `${name} holds the printed policy`);
  return warning(
    roleName,
    "no inline policy of the role holds the printed statements word for word",
    "apply the output approverPolicies to the role or its permission set; a managed policy is not looked into",
  );
}

async function inlinePolicy(client: IAMClient, RoleName: string, PolicyName: string): Promise<unknown> {
  const { PolicyDocument = "" } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  return JSON.parse(decodeURIComponent(PolicyDocument)) as unknown;
}

function holdsAll(document: unknown, wanted: readonly unknown[]): boolean {
  const statements: readonly unknown[] = isRecord(document) ? [document["Statement"]].flat() : [];
  return wanted.every((one) => statements.some((statement) => isDeepStrictEqual(statement, one)));
}
