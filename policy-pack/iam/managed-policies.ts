import { Field } from "../reader/field";
import type { Document } from "./document";
import { readDocument } from "./document";

/**
 * What the best-known AWS managed policies allow, as far as production roles are concerned (AWS managed policy
 * reference). A policy that is not here is not known: nobody can see into it from a stack.
 */
const contents: Readonly<Record<string, readonly object[]>> = {
  AdministratorAccess: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  PowerUserAccess: [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" }],
  IAMFullAccess: [{ Effect: "Allow", Action: ["iam:*"], Resource: "*" }],
  // These only read, and assume nothing: one read stands for all of them.
  ReadOnlyAccess: [{ Effect: "Allow", Action: "cloudformation:Describe*", Resource: "*" }],
  "job-function/ViewOnlyAccess": [{ Effect: "Allow", Action: "cloudformation:Describe*", Resource: "*" }],
  SecurityAudit: [{ Effect: "Allow", Action: "cloudformation:Describe*", Resource: "*" }],
  "service-role/AWSLambdaBasicExecutionRole": [
    {
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: "*",
    },
  ],
};

/** The document of an AWS managed policy; undefined for one whose contents are not known here. */
export function managedPolicy(arn: string): Document | undefined {
  const name = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  const statements = name !== undefined && Object.hasOwn(contents, name) ? contents[name] : undefined;
  return statements && readDocument(new Field(JSON.stringify({ Statement: statements }), arn));
}
