import type { Branch } from "../../../../emulator/tree";
import { allow, changeStatement, changeStatements, trusting } from "../edits/documents";
import type { Edit } from "../edits/edit";
import { all, set } from "../edits/edit";
import { attach, bootstrapRole, devops, newRole, production, roleArn } from "../edits/identities";
import { branch } from "../edits/pipeline";
import type { Mutations } from "./mutations";

const deployRole = bootstrapRole("deploy");
const dev = "222222222222";
const root = `arn:aws:iam::${devops}:root`;

function assumedBy(principal: string, condition: Branch = {}): Branch {
  return {
    Effect: "Allow",
    Principal: { AWS: principal },
    Action: "sts:AssumeRole",
    Condition: { Null: { "sts:ExternalId": ["true"] }, ...condition },
  };
}

const repository = "project_path:acme/platform/payments-infra";
const branchSubject = `${repository}:ref_type:branch:ref:main`;
const oidc = (sub: string): Branch => ({
  Effect: "Allow",
  Principal: { Federated: [`arn:aws:iam::${devops}:oidc-provider/gitlab.com`] },
  Action: ["sts:AssumeRoleWithWebIdentity"],
  Condition: {
    StringEquals: {
      "gitlab.com:aud": ["https://gitlab.com"],
      "gitlab.com:project_id": ["48213377"],
      "gitlab.com:ref_protected": ["true"],
      "gitlab.com:sub": [sub],
    },
  },
});

/** A role for jobs of GitLab that may take another, which trusts it. */
function jobsTake(role: string, account: string, subject: string): Edit {
  return all(
    newRole("payments-release", oidc(subject), {
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: [roleArn(role, account)],
    }),
    trusting(role, assumedBy(roleArn("payments-release"))),
  );
}

/** Changes the conditions under which the merge requests' role is taken. */
function mergeRequests(edit: (conditions: Branch) => Branch): Edit {
  return changeStatement(
    "payments-verify",
    "ThisProject",
    (statement) => ({ ...statement, Condition: edit(branch(statement["Condition"])) }),
    "assumeRolePolicy",
  );
}

function subject(...patterns: readonly string[]): Edit {
  return mergeRequests((conditions) => ({ ...conditions, StringLike: { "gitlab.com:sub": patterns } }));
}

export const trust: Mutations = {
  B6: {
    "the whole account": trusting(deployRole, assumedBy(root)),
    "another role": trusting(deployRole, assumedBy(roleArn("payments-images"))),
    "a condition that lets many in": trusting(
      deployRole,
      assumedBy(root, { ArnLike: { "aws:PrincipalArn": [roleArn("payments-*")] } }),
    ),
    "the same by a condition": changeStatements(
      deployRole,
      () => [assumedBy(root, { ArnEquals: { "aws:PrincipalArn": [roleArn("payments-deploy-prod")] } })],
      "assumeRolePolicy",
    ),
  },
  B7: {
    "every bootstrap role": allow("payments-deploy-dev", {
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: ["arn:aws:iam::*:role/cdk-pay-*"],
    }),
    "an administrator as execution role": attach(
      bootstrapRole("cfn-exec"),
      "arn:aws:iam::aws:policy/AdministratorAccess",
      production,
    ),
    "the trusted account": trusting(bootstrapRole("file-publishing"), assumedBy(devops), {
      Effect: "Allow",
      Principal: { AWS: devops },
      Action: "sts:TagSession",
    }),
    "one statement a role": changeStatements("payments-deploy-dev-policy", (statements) => [
      ...statements.filter(({ Sid }) => Sid !== "DeployToTargets"),
      ...["deploy", "file-publishing", "image-publishing"].map((kind) => ({
        Effect: "Allow",
        Action: "STS:AssumeRole",
        Resource: roleArn(bootstrapRole(kind, dev), dev),
      })),
    ]),
  },
  B8: {
    "no subject": mergeRequests(({ StringEquals = {} }) => ({ StringEquals })),
    "a longer name": subject(`${repository}*`),
    "one of a list": subject(
      `${repository}:ref_type:branch:ref:*`,
      "project_path:acme/*:ref_type:branch:ref:main",
    ),
    "one branch only": mergeRequests(({ StringEquals }) => ({
      StringEquals: {
        ...branch(StringEquals),
        "gitlab.com:sub": [branchSubject],
        "gitlab.com:ref_protected": ["true"],
      },
    })),
  },
  B9: {
    "by branch": jobsTake(deployRole, production, branchSubject),
    "an environment that no token names": jobsTake(
      deployRole,
      production,
      `${branchSubject}:environment:prod`,
    ),
    "an unprotected environment": all(
      set("project-project", {
        ciIdTokenSubClaimComponents: ["project_path", "ref_type", "ref", "environment"],
      }),
      jobsTake(deployRole, production, `${branchSubject}:environment:dev`),
    ),
    "a reader of dev": jobsTake(bootstrapRole("lookup", dev), dev, branchSubject),
  },
};
