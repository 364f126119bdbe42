import { isBranch } from "../../../../emulator/tree";
import type { Branch, Tree } from "../../../../emulator/tree";
import { allow, changeStatement, changeStatements, documentOf, statementsOf } from "../edits/documents";
import type { Edit } from "../edits/edit";
import { add, all } from "../edits/edit";
import {
  allowByAttachment,
  devops,
  managedPolicy,
  newRole,
  pipelineArn,
  projectArn,
  roleArn,
  widenBoundary,
} from "../edits/identities";
import { listOf, textOf } from "../edits/lists";
import { branch } from "../edits/pipeline";
import type { Mutations } from "./mutations";

const approverPolicy = "approvers-product-owner";
const gate = `${pipelineArn}/prod/Approve`;
const approve: Branch = { Effect: "Allow", Action: ["codepipeline:PutApprovalResult"], Resource: [gate] };
const trustOfLambda: Branch = {
  Effect: "Allow",
  Principal: { Service: ["lambda.amazonaws.com"] },
  Action: ["sts:AssumeRole"],
};

function allowApprover(...statements: readonly Branch[]): Edit {
  return changeStatements(approverPolicy, (before) => [...before, ...statements]);
}

/** The boundary of the delivery roles lets them take one more role. */
function boundaryAdmits(role: string): Edit {
  return changeStatement("identities-boundary", "BootstrapRolesOfThisApplication", (statement) => ({
    ...statement,
    Resource: [...listOf(statement["Resource"]), role],
  }));
}

/** The approver's role stands outside the stack; the policy config says what it is. */
const trustTheBuild: Edit = ({ resources, config }) => {
  const shared = branch(config["exemption-valid"]);
  const world = branch(shared["world"]);
  const roles = listOf(world, "externalRoles");
  const isApprover = (role: Tree): role is Branch =>
    isBranch(role) && textOf(role["role"]).endsWith("/product-owner");
  if (!roles.some(isApprover)) throw new Error("the policy config says nothing of product-owner");
  const trusted: Branch = {
    Effect: "Allow",
    Principal: { AWS: [roleArn("payments-build")] },
    Action: ["sts:AssumeRole"],
  };
  const externalRoles = roles.map((role) =>
    isApprover(role) ? { ...role, trust: documentOf(...statementsOf(role["trust"]), trusted) } : role,
  );
  return {
    resources,
    config: { ...config, "exemption-valid": { ...shared, world: { ...world, externalRoles } } },
  };
};

/** Who approves, and what else he is. */
export const approvers: Mutations = {
  B17: {
    "approve and update": allowApprover({
      Effect: "Allow",
      Action: ["codepipeline:UpdatePipeline"],
      Resource: [pipelineArn],
    }),
    "approve and edit a build": all(
      managedPolicy("product-owner-more", devops, {
        Effect: "Allow",
        Action: ["codebuild:UpdateProject"],
        Resource: [projectArn("build")],
      }),
      add({
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "product-owner-more-attachment",
        beside: approverPolicy,
        inputs: { role: "product-owner", policyArn: `arn:aws:iam::${devops}:policy/product-owner-more` },
      }),
    ),
    "a build becomes the approver": all(boundaryAdmits(roleArn("product-owner")), trustTheBuild),
    "approve and look": allowApprover({
      Effect: "Allow",
      Action: ["codebuild:BatchGetBuilds"],
      Resource: [projectArn("build")],
    }),
  },
  B26: {
    "a function that approves": all(
      widenBoundary("codepipeline:PutApprovalResult"),
      newRole("payments-approver-bot", trustOfLambda, approve),
    ),
    "a build that approves": all(
      widenBoundary("codepipeline:PutApprovalResult"),
      allow("payments-validate-test", approve),
    ),
    "a rule that approves": all(
      widenBoundary("codepipeline:PutApprovalResult"),
      allowByAttachment("payments-iam-events", {
        Effect: "Allow",
        Action: "CodePipeline:PutApproval*",
        Resource: `arn:aws:codepipeline:*:${devops}:*/prod/*`,
      }),
    ),
    "a function that watches": newRole("payments-approver-bot", trustOfLambda, {
      Effect: "Allow",
      Action: ["codepipeline:GetPipelineState"],
      Resource: [pipelineArn],
    }),
  },
};
