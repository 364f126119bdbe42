import type { Branch } from "../../../../emulator/tree";
import { add, all } from "../edits/edit";
import {
  attach,
  attachedToPeople,
  bootstrapRole,
  devops,
  group,
  managedPolicy,
  people,
  peopleByAttachment,
  production,
  projectArn,
  region,
  roleArn,
} from "../edits/identities";
import type { Mutations } from "./mutations";

const deployRole = roleArn("payments-deploy-prod");
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const instanceArn = "arn:aws:sso:::instance/ssoins-1234567890abcdef";

function pass(role: string, service: string): Branch {
  return {
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: [role],
    Condition: { StringEquals: { "iam:PassedToService": [service] } },
  };
}

const makeProject: Branch = {
  Effect: "Allow",
  Action: ["codebuild:CreateProject", "codebuild:StartBuild"],
  Resource: [projectArn("sandbox")],
};

function edit(action: string, resource: string): Branch {
  return { Effect: "Allow", Action: action, Resource: resource };
}

/** Attaches a policy to people in production's account, from the policy's side. */
function attachToOperators(policyArn: string) {
  return all(
    group("payments-operators", production),
    add({
      type: "aws:iam/policyAttachment:PolicyAttachment",
      name: "payments-operators-attachment",
      beside: `prod-${production}-${region}-boundary`,
      inputs: { name: "payments-operators", policyArn, groups: ["payments-operators"] },
    }),
  );
}

/** How somebody gets the rights of a role without taking it. */
export const escalation: Mutations = {
  B27: {
    "a new project": people(pass(deployRole, "codebuild.amazonaws.com"), makeProject),
    "in two documents": all(
      people(pass(deployRole, "codebuild.amazonaws.com")),
      attachedToPeople(makeProject),
    ),
    "a new function": people(pass(roleArn("payments-deploy-*"), "lambda.amazonaws.com"), {
      Effect: "Allow",
      Action: ["Lambda:CREATEFUNCTION", "lambda:InvokeFunction"],
      Resource: `arn:aws:lambda:${region}:${devops}:function:sandbox`,
    }),
    "a role without production": people(
      pass(roleArn("payments-validate-test"), "codebuild.amazonaws.com"),
      makeProject,
    ),
  },
  B28: {
    "a policy for the role": people(edit("iam:PutRolePolicy", deployRole)),
    "its trust": peopleByAttachment(edit("IAM:UpdateAssumeRolePolicy", roleArn("payments-*"))),
    "its boundary": people(edit("iam:DeleteRolePermissionsBoundary", deployRole)),
    "read the role": people({
      Effect: "Allow",
      Action: ["iam:GetRole", "iam:GetRolePolicy", "iam:ListRolePolicies"],
      Resource: [deployRole],
    }),
  },
  B32: {
    "a permission set": add(
      {
        type: "aws:ssoadmin/permissionSet:PermissionSet",
        name: "operators",
        beside: "notices-road-changes",
        inputs: { name: "operators", instanceArn, sessionDuration: "PT1H", region },
      },
      {
        type: "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
        name: "operators-administrator",
        beside: "notices-road-changes",
        inputs: { instanceArn, managedPolicyArn: administrator, region },
        madeFrom: { permissionSetArn: "operators" },
      },
      {
        type: "aws:ssoadmin/accountAssignment:AccountAssignment",
        name: "operators-production",
        beside: "notices-road-changes",
        inputs: {
          instanceArn,
          principalId: "93b4c8d2-1a5e-4f60-8c7d-2e9f0a1b3c4d",
          principalType: "GROUP",
          targetId: production,
          targetType: "AWS_ACCOUNT",
          region,
        },
        madeFrom: { permissionSetArn: "operators" },
      },
    ),
    "on the deploy role": attach(bootstrapRole("deploy"), administrator, production),
    "a group, from the policy's side": attachToOperators("arn:aws:iam::aws:policy/PowerUserAccess"),
    "a policy of one's own": all(
      managedPolicy("payments-operators-read", production, {
        Effect: "Allow",
        Action: ["cloudformation:DescribeStacks"],
        Resource: [`arn:aws:cloudformation:${region}:${production}:stack/Payments-prod-*/*`],
      }),
      attachToOperators(`arn:aws:iam::${production}:policy/payments-operators-read`),
    ),
  },
};
