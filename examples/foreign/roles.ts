import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Account, Statement } from "./accounts";
import { document, production, tools } from "./accounts";

const boundaryName = "shop-delivery-boundary";

/** What the roles of an account may do at most, whatever their policies say. */
function boundary(name: string, account: Account, actions: string[]): aws.iam.Policy {
  const most = document({ Effect: "Allow", Action: actions, Resource: "*" });
  return new aws.iam.Policy(name, { name: boundaryName, policy: most }, account.options);
}

const boundaries = [
  boundary("tools-boundary", tools, [
    ...[
      "codebuild:*",
      "codeconnections:UseConnection",
      "codepipeline:*",
      "codestar-connections:UseConnection",
    ],
    ...["events:PutEvents", "kms:Decrypt", "kms:GenerateDataKey", "logs:*", "s3:*", "sns:Publish"],
    "sts:AssumeRole",
  ]),
  boundary("production-boundary", production, ["lambda:*"]),
];

export interface Role {
  readonly arn: string;
  /** What must exist before the role can do its work. */
  readonly complete: readonly pulumi.Resource[];
}

export interface RoleArgs {
  readonly account: Account;
  /** Whom the trust names: IAM takes no principal that doesn't exist. */
  readonly after?: Role;
  readonly trust: Statement;
  readonly policy: readonly Statement[];
}

/** A role with the policy that stands here, and no other. */
export function role(name: string, { account, after, trust, policy }: RoleArgs): Role {
  const { id, options } = account;
  const made = new aws.iam.Role(
    name,
    {
      name,
      assumeRolePolicy: document(trust),
      permissionsBoundary: `arn:aws:iam::${id}:policy/${boundaryName}`,
      maxSessionDuration: 3600,
    },
    { ...options, dependsOn: [...(after?.complete ?? []), ...boundaries] },
  );
  const onRole = { ...options, dependsOn: made };
  const own = new aws.iam.RolePolicy(
    `${name}-policy`,
    { name, role: name, policy: document(...policy) },
    onRole,
  );
  new aws.iam.RolePoliciesExclusive(
    `${name}-policies`,
    { roleName: name, policyNames: [name] },
    { ...options, dependsOn: own },
  );
  new aws.iam.RolePolicyAttachmentsExclusive(`${name}-attached`, { roleName: name, policyArns: [] }, onRole);
  return { arn: `arn:aws:iam::${id}:role/${name}`, complete: [made, own] };
}
