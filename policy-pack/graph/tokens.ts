/** Types of the resources that the graph is made of. */
export const tokens = {
  pipeline: "aws:codepipeline/pipeline:Pipeline",
  project: "aws:codebuild/project:Project",
  function: "aws:lambda/function:Function",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  policy: "aws:iam/policy:Policy",
  roleAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  attachment: "aws:iam/policyAttachment:PolicyAttachment",
  exclusiveAttachments: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
} as const;
