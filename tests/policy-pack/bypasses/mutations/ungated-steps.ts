import type { Branch } from "../../../../emulator/tree";
import { allow, changeStatements } from "../edits/documents";
import { all } from "../edits/edit";
import {
  allowByAttachment,
  bootstrapRole,
  declareCall,
  pipelineArn,
  production,
  roleArn,
  widenBoundary,
} from "../edits/identities";
import type { Mutations } from "./mutations";

const deployRole = roleArn(bootstrapRole("deploy"), production);
const lookupRoles = ["eu-central-1", "eu-west-1"].map((region) =>
  roleArn(`cdk-pay-lookup-role-${production}-${region}`, production),
);
const takeDeployRole: Branch = { Effect: "Allow", Action: ["sts:AssumeRole"], Resource: [deployRole] };

/** What steps before the gate may do. */
export const ungatedSteps: Mutations = {
  B3: {
    "the build deploys": allow("payments-build", takeDeployRole),
    "an attached policy": allowByAttachment("payments-plan-prod", takeDeployRole),
    "a condition that holds nobody back": allow("payments-plan-prod", {
      Effect: "Allow",
      Action: "STS:assumerole",
      Resource: deployRole,
      Condition: { StringLike: { "aws:RequestedRegion": "*" } },
    }),
    "the plan's rights in pieces": changeStatements("payments-plan-prod-policy", (statements) => [
      ...statements.filter(({ Sid }) => Sid !== "ReadTargets"),
      ...lookupRoles.map((role) => ({ Effect: "Allow", Action: "STS:assumerole", Resource: role })),
    ]),
  },
  B16: {
    "the build updates the pipeline": all(
      widenBoundary("codepipeline:UpdatePipeline"),
      allow("payments-build", {
        Effect: "Allow",
        Action: ["codepipeline:UpdatePipeline"],
        Resource: [pipelineArn],
      }),
    ),
    "an attached policy": all(
      widenBoundary("codepipeline:UpdatePipeline"),
      allowByAttachment("payments-plan-prod", {
        Effect: "Allow",
        Action: "CODEPIPELINE:UPDATEPIPELIN?",
        Resource: "arn:aws:codepipeline:*:111111111111:payments-*",
      }),
    ),
    "a condition that holds nobody back": all(
      widenBoundary("codepipeline:UpdatePipeline"),
      allow("payments-scan", {
        Effect: "Allow",
        Action: ["codepipeline:UpdatePipeline"],
        Resource: [pipelineArn],
        Condition: { StringLike: { "aws:PrincipalArn": ["*"] } },
      }),
    ),
    "look, do not touch": all(
      allow("payments-scan", {
        Effect: "Allow",
        Action: ["codepipeline:GetPipelineState"],
        Resource: [pipelineArn],
      }),
      declareCall(
        "scan",
        "codepipeline:GetPipelineState",
        pipelineArn,
        "the report names the stages that wait",
      ),
    ),
  },
};
