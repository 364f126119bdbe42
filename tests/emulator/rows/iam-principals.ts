import { administer, policy, publish, roleArn, trustGitLab, trusted } from "../good-stack";
import { account } from "../good-world";
import type { Row } from "../row";
import { refuses, altered } from "./refuses";

export const iamPrincipals: readonly Row[] = [
  refuses(
    "role",
    {
      assumeRolePolicy: policy({
        Effect: "Allow",
        Principal: { AWS: [roleArn("payments-gone")] },
        Action: ["sts:AssumeRole"],
      }),
    },
    "policy-principal-exists",
    "the trust policy in 'assumeRolePolicy': statement 1 names the principal 'arn:aws:iam::111111111111:role/payments-gone', which does not exist",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "key",
    {
      policy: policy(administer, {
        Sid: "Use",
        Effect: "Allow",
        Principal: { AWS: [roleArn("payments-gone")] },
        Action: ["kms:Decrypt"],
        Resource: ["*"],
      }),
    },
    "policy-principal-exists",
    "the key policy in 'policy': statement 'Use' names the principal 'arn:aws:iam::111111111111:role/payments-gone', which does not exist",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "bucketPolicy",
    {
      policy: policy({
        Sid: "Read",
        Effect: "Deny",
        NotPrincipal: { AWS: [roleArn("payments-gone")] },
        Action: ["s3:*"],
        Resource: ["arn:aws:s3:::payments-logs/*"],
      }),
    },
    "policy-principal-exists",
    "the bucket policy in 'policy': statement 'Read' names the principal 'arn:aws:iam::111111111111:role/payments-gone', which does not exist",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "repositoryPolicy",
    {
      policy: policy({
        Sid: "Pull",
        Effect: "Allow",
        Principal: { AWS: [roleArn("payments-gone")] },
        Action: ["ecr:BatchGetImage"],
      }),
    },
    "policy-principal-exists",
    "the repository policy in 'policy': statement 'Pull' names the principal 'arn:aws:iam::111111111111:role/payments-gone', which does not exist",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "topicPolicy",
    { policy: altered(publish, { Principal: { AWS: [roleArn("payments-gone")] } }) },
    "policy-principal-exists",
    "the topic policy in 'policy': statement 'Publish' names the principal 'arn:aws:iam::111111111111:role/payments-gone', which does not exist",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "role",
    {
      assumeRolePolicy: policy({
        Effect: "Allow",
        Principal: { AWS: [roleArn("payments-*")] },
        Action: ["sts:AssumeRole"],
      }),
    },
    "policy-principal-exists",
    "the trust policy in 'assumeRolePolicy': statement 1 names the principal 'arn:aws:iam::111111111111:role/payments-*'; a principal's ARN takes no wildcard",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "role",
    {
      assumeRolePolicy: policy({
        Effect: "Allow",
        Principal: { AWS: ["payments-build"] },
        Action: ["sts:AssumeRole"],
      }),
    },
    "policy-principal-exists",
    "the trust policy in 'assumeRolePolicy': statement 1 names the principal 'payments-build'; allowed: '*', a quoted account id, or the ARN of a role or account",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "role",
    { assumeRolePolicy: policy({ Effect: "Allow", Principal: "everybody", Action: ["sts:AssumeRole"] }) },
    "policy-principal-exists",
    "the trust policy in 'assumeRolePolicy': statement 1 has the Principal 'everybody'; allowed: '*' or an object by kind",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "role",
    {
      assumeRolePolicy: policy({ Effect: "Allow", Principal: { Role: ["x"] }, Action: ["sts:AssumeRole"] }),
    },
    "policy-principal-exists",
    "the trust policy in 'assumeRolePolicy': statement 1 has a Principal of kind 'Role'; allowed: AWS, Service, Federated, CanonicalUser",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "buildRole",
    { assumeRolePolicy: policy(trusted("codebuild")) },
    "policy-principal-exists",
    "the trust policy in 'assumeRolePolicy': statement 'Trusted' names the service 'codebuild'; a service principal ends in '.amazonaws.com'",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "role",
    {
      assumeRolePolicy: altered(trustGitLab, {
        Principal: { Federated: [`arn:aws:iam::${account}:oidc-provider/git.example.com`] },
      }),
    },
    "policy-principal-exists",
    "the trust policy in 'assumeRolePolicy': statement 'GitLab' trusts the identity provider 'arn:aws:iam::111111111111:oidc-provider/git.example.com', which does not exist",
    "IAM user guide: a policy that names a principal which does not exist is refused (MalformedPolicyDocument)",
  ),
  refuses(
    "role",
    {
      assumeRolePolicy: altered(trustGitLab, {
        Condition: { StringEquals: { "gitlab.com:aud": ["https://gitlab.com"] } },
      }),
    },
    "trust-gitlab-sub",
    "'assumeRolePolicy': statement 'GitLab' trusts gitlab.com without testing 'gitlab.com:sub'; any project of GitLab.com could take the role",
    "IAM user guide: id_roles_providers_oidc_secure-by-default (shared OIDC providers need their control claims)",
  ),
  refuses(
    "role",
    { assumeRolePolicy: altered(trustGitLab, { Action: ["sts:AssumeRole"] }) },
    "trust-federated-action",
    "'assumeRolePolicy': statement 'GitLab' trusts an OIDC provider with sts:AssumeRole; allowed: sts:AssumeRoleWithWebIdentity",
    "IAM user guide: principal element (federated principals)",
  ),
];
