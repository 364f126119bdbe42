import type { Branch } from "../../../../emulator/tree";
import { documentOf } from "./documents";
import type { Edit } from "./edit";
import { add, all, change } from "./edit";
import { listOf, textOf } from "./lists";

export const devops = "111111111111";
export const production = "444444444444";
export const region = "eu-central-1";
export const pipelineArn = `arn:aws:codepipeline:${region}:${devops}:payments-delivery`;

/** A resource of the DevOps account, and one of production's, beside which others are put. */
const neighbours = { [devops]: "identities-boundary", [production]: `prod-${production}-${region}-boundary` };
type Account = keyof typeof neighbours;

export function roleArn(name: string, account: string = devops): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

export function projectArn(step: string): string {
  return `arn:aws:codebuild:${region}:${devops}:project/payments-${step}`;
}

/** A bootstrap role of production in its first region. */
export function bootstrapRole(kind: string, account: string = production): string {
  return `cdk-pay-${kind}-role-${account}-${region}`;
}

/** A group of people with a policy of its own. */
export function people(...statements: readonly Branch[]): Edit {
  return all(
    group("payments-developers", devops),
    add({
      type: "aws:iam/groupPolicy:GroupPolicy",
      name: "payments-developers-policy",
      beside: neighbours[devops],
      inputs: {
        name: "payments-developers",
        group: "payments-developers",
        policy: documentOf(...statements),
      },
    }),
  );
}

export function group(name: string, account: Account): Edit {
  return add({
    type: "aws:iam/group:Group",
    name,
    beside: neighbours[account],
    inputs: { name, path: "/" },
  });
}

/** A managed policy of our own. */
export function managedPolicy(name: string, account: Account, ...statements: readonly Branch[]): Edit {
  return add({
    type: "aws:iam/policy:Policy",
    name,
    beside: neighbours[account],
    inputs: { name, path: "/", policy: documentOf(...statements) },
  });
}

/** The group of people, with a managed policy that is attached apart. */
export function peopleByAttachment(...statements: readonly Branch[]): Edit {
  return all(group("payments-developers", devops), attachedToPeople(...statements));
}

export function attachedToPeople(...statements: readonly Branch[]): Edit {
  return all(
    managedPolicy("payments-developers-more", devops, ...statements),
    add({
      type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
      name: "payments-developers-more-attachment",
      beside: neighbours[devops],
      inputs: {
        group: "payments-developers",
        policyArn: `arn:aws:iam::${devops}:policy/payments-developers-more`,
      },
    }),
  );
}

/** Attaches a policy to a role, and names it in the role's exclusive list, without which the next run would detach it. */
export function attach(role: string, policyArn: string, account: Account = devops): Edit {
  return all(
    add({
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: `${role}-more-attachment`,
      beside: neighbours[account],
      inputs: { role, policyArn },
    }),
    change(`${role}-attachments`, (before) => ({
      ...before,
      policyArns: [...listOf(before["policyArns"]), policyArn],
    })),
  );
}

/** Gives a role of the DevOps account statements through a managed policy that is attached apart. */
export function allowByAttachment(role: string, ...statements: readonly Branch[]): Edit {
  return all(
    managedPolicy(`${role}-more`, devops, ...statements),
    attach(role, `arn:aws:iam::${devops}:policy/${role}-more`),
  );
}

/** Lets the boundary of the delivery roles through to more calls. */
export function widenBoundary(...actions: readonly string[]): Edit {
  return change("identities-boundary", (before) => {
    const document = JSON.parse(textOf(before["policy"])) as { Statement: Branch[]; Version: string };
    const Statement = document.Statement.map((statement) =>
      statement["Sid"] === "ServicesOfADelivery"
        ? { ...statement, Action: [...listOf(statement["Action"]), ...actions] }
        : statement,
    );
    return { ...before, policy: JSON.stringify({ ...document, Statement }) };
  });
}

/** Lets the component of a step declare one more call of its role. */
export function declareCall(step: string, action: string, resource: string, why: string): Edit {
  const call = { identity: roleArn(`payments-${step}`), action, resource, why };
  return change(step, (before) => ({ ...before, calls: [...listOf(before["calls"]), call] }));
}

/** A new role of the DevOps account as the delivery makes them: bounded, short, and with exclusive policies. */
export function newRole(name: string, trust: Branch, ...statements: readonly Branch[]): Edit {
  const beside = neighbours[devops];
  return add(
    {
      type: "aws:iam/role:Role",
      name,
      beside,
      inputs: {
        name,
        assumeRolePolicy: documentOf(trust),
        maxSessionDuration: 3600,
        permissionsBoundary: `arn:aws:iam::${devops}:policy/payments-delivery-boundary`,
      },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: `${name}-policy`,
      beside,
      inputs: { name, role: name, policy: documentOf(...statements) },
    },
    {
      type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
      name: `${name}-policies`,
      beside,
      inputs: { roleName: name, policyNames: [name] },
    },
    {
      type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
      name: `${name}-attachments`,
      beside,
      inputs: { roleName: name, policyArns: [] },
    },
  );
}

/** The trust of a role in a service of this account, for one caller. */
export function trustOfService(service: string, sourceArn: string): Branch {
  return {
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["sts:AssumeRole"],
    Condition: { StringEquals: { "aws:SourceArn": [sourceArn], "aws:SourceAccount": [devops] } },
  };
}
