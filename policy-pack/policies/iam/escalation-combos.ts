/**
 * Combinations of actions by which somebody gets more rights than it was given, derived anew from the methods that
 * Rhino Security Labs published ("AWS IAM Privilege Escalation – Methods and Mitigation") and from what CI/CD adds
 * to them: builds, stacks, pipelines, automation, schedules and state machines. Each action is written as the
 * service authorization reference spells it.
 *
 * Left out on purpose: assuming a role, which the rules about assuming and trust judge; starting a build that is
 * there (iam-startbuild-scoped); changing a pipeline without passing it a role (iam-gate-tamper).
 */
export interface Combination {
  /** Its name in messages, and in the parameters `combos` and `allow`. */
  readonly name: string;
  /** What it does, as a continuation of "can …". */
  readonly does: string;
  /** The kind of thing that is passed or edited: its rights are what is gained. */
  readonly target: TargetKind;
  /** Actions on that thing. */
  readonly onTarget: readonly string[];
  /** Actions that are needed beside it, on anything. */
  readonly beside: readonly string[];
  /** The service that the role is passed to. */
  readonly passedTo?: string;
}

/** Kinds of things, each with the pattern of its ARNs (service authorization reference). */
export const targetKinds = {
  role: "arn:*:iam::*:role/*",
  user: "arn:*:iam::*:user/*",
  group: "arn:*:iam::*:group/*",
  policy: "arn:*:iam::*:policy/*",
  function: "arn:*:lambda:*:*:function:*",
  project: "arn:*:codebuild:*:*:project/*",
  stack: "arn:*:cloudformation:*:*:stack/*/*",
  instance: "arn:*:ec2:*:*:instance/*",
  "state machine": "arn:*:states:*:*:stateMachine:*",
  "development endpoint": "arn:*:glue:*:*:devEndpoint/*",
  notebook: "arn:*:sagemaker:*:*:notebook-instance/*",
  "permission set": "arn:*:sso:::permissionSet/*/*",
} as const;

export type TargetKind = keyof typeof targetKinds;

const edits = (
  target: TargetKind,
  action: string,
  does: string,
  ...more: readonly string[]
): Combination => ({
  name: action.slice(action.indexOf(":") + 1),
  does,
  target,
  onTarget: [action, ...more],
  beside: [],
});

const passes = (name: string, does: string, service: string, ...beside: readonly string[]): Combination => ({
  name: `PassRole+${name}`,
  does,
  target: "role",
  onTarget: ["iam:PassRole"],
  beside,
  passedTo: `${service}.amazonaws.com`,
});

export const combinations: readonly Combination[] = [
  // The rights of a policy, a role, a user or a group are rewritten.
  edits("policy", "iam:CreatePolicyVersion", "give a policy another content"),
  edits("policy", "iam:SetDefaultPolicyVersion", "bring back another version of a policy"),
  edits("role", "iam:AttachRolePolicy", "attach a policy to a role"),
  edits("role", "iam:PutRolePolicy", "put a policy on a role"),
  edits("role", "iam:UpdateAssumeRolePolicy", "change whom a role trusts"),
  edits("role", "iam:DeleteRolePermissionsBoundary", "take the boundary off a role"),
  edits("role", "iam:PutRolePermissionsBoundary", "replace the boundary of a role"),
  edits("user", "iam:AttachUserPolicy", "attach a policy to a user"),
  edits("user", "iam:PutUserPolicy", "put a policy on a user"),
  edits("user", "iam:CreateAccessKey", "make a key for a user"),
  edits("user", "iam:CreateLoginProfile", "make a password for a user"),
  edits("user", "iam:UpdateLoginProfile", "change the password of a user"),
  edits("user", "iam:DeleteUserPermissionsBoundary", "take the boundary off a user"),
  edits("user", "iam:PutUserPermissionsBoundary", "replace the boundary of a user"),
  edits("group", "iam:AttachGroupPolicy", "attach a policy to a group"),
  edits("group", "iam:PutGroupPolicy", "put a policy on a group"),
  edits("group", "iam:AddUserToGroup", "add a user to a group"),
  edits("permission set", "sso:PutInlinePolicyToPermissionSet", "put a policy on a permission set"),
  edits("permission set", "sso:AttachManagedPolicyToPermissionSet", "attach a policy to a permission set"),
  edits("permission set", "sso:CreateAccountAssignment", "assign a permission set to somebody"),

  // Something runs with rights already, and is given other work.
  edits("function", "lambda:UpdateFunctionCode", "give a function other code"),
  edits("function", "lambda:UpdateFunctionConfiguration", "put a layer into a function"),
  edits("project", "codebuild:UpdateProject", "give a build other work and run it", "codebuild:StartBuild"),
  {
    ...edits(
      "project",
      "codebuild:UpdateProject",
      "give a build other work and run it as a batch",
      "codebuild:StartBuildBatch",
    ),
    name: "UpdateProject+StartBuildBatch",
  },
  edits("stack", "cloudformation:UpdateStack", "change a stack under the role that it has"),
  edits(
    "stack",
    "cloudformation:CreateChangeSet",
    "change a stack by a change set, under the role that it has",
    "cloudformation:ExecuteChangeSet",
  ),
  edits("instance", "ssm:SendCommand", "run a command on an instance"),
  edits("instance", "ssm:StartSession", "open a session on an instance"),
  edits(
    "state machine",
    "states:UpdateStateMachine",
    "give a state machine other work and run it",
    "states:StartExecution",
  ),
  edits("development endpoint", "glue:UpdateDevEndpoint", "put a key of one's own on a development endpoint"),
  edits("notebook", "sagemaker:CreatePresignedNotebookInstanceUrl", "open a notebook"),

  // A role is passed to something new, or to something that is changed for it.
  passes("RunInstances", "run an instance with a role", "ec2", "ec2:RunInstances"),
  passes(
    "CreateFunction+InvokeFunction",
    "make and call a function with a role",
    "lambda",
    "lambda:CreateFunction",
    "lambda:InvokeFunction",
  ),
  passes(
    "CreateFunction+AddPermission",
    "make a function with a role and let others call it",
    "lambda",
    "lambda:CreateFunction",
    "lambda:AddPermission",
  ),
  passes(
    "CreateFunction+CreateEventSourceMapping",
    "make a function with a role that a table or queue calls",
    "lambda",
    "lambda:CreateFunction",
    "lambda:CreateEventSourceMapping",
  ),
  passes(
    "CreateProject+StartBuild",
    "make and run a build with a role",
    "codebuild",
    "codebuild:CreateProject",
    "codebuild:StartBuild",
  ),
  passes(
    "CreateProject+StartBuildBatch",
    "make and run batches of a build with a role",
    "codebuild",
    "codebuild:CreateProject",
    "codebuild:StartBuildBatch",
  ),
  passes(
    "UpdateProject+StartBuild",
    "give a build a role and run it",
    "codebuild",
    "codebuild:UpdateProject",
    "codebuild:StartBuild",
  ),
  passes("CreatePipeline", "make a pipeline with a role", "codepipeline", "codepipeline:CreatePipeline"),
  passes("UpdatePipeline", "give a pipeline a role", "codepipeline", "codepipeline:UpdatePipeline"),
  passes("CreateStack", "make a stack with a role", "cloudformation", "cloudformation:CreateStack"),
  passes("UpdateStack", "update a stack with a role", "cloudformation", "cloudformation:UpdateStack"),
  passes(
    "CreateChangeSet+ExecuteChangeSet",
    "make and execute a change set with a role",
    "cloudformation",
    "cloudformation:CreateChangeSet",
    "cloudformation:ExecuteChangeSet",
  ),
  passes(
    "CreateStackSet",
    "make stacks in other accounts with a role",
    "cloudformation",
    "cloudformation:CreateStackSet",
    "cloudformation:CreateStackInstances",
  ),
  passes(
    "CreateStateMachine+StartExecution",
    "make and run a state machine with a role",
    "states",
    "states:CreateStateMachine",
    "states:StartExecution",
  ),
  passes("CreateSchedule", "make a schedule with a role", "scheduler", "scheduler:CreateSchedule"),
  passes(
    "PutTargets",
    "let a rule of events act with a role",
    "events",
    "events:PutRule",
    "events:PutTargets",
  ),
  passes("StartAutomationExecution", "run an automation with a role", "ssm", "ssm:StartAutomationExecution"),
  passes(
    "RegisterTaskDefinition+RunTask",
    "run a task with a role",
    "ecs-tasks",
    "ecs:RegisterTaskDefinition",
    "ecs:RunTask",
  ),
  passes("CreateDevEndpoint", "make a development endpoint with a role", "glue", "glue:CreateDevEndpoint"),
  passes(
    "CreatePipeline (Data Pipeline)",
    "make a data pipeline with a role",
    "datapipeline",
    "datapipeline:CreatePipeline",
    "datapipeline:PutPipelineDefinition",
  ),
  passes(
    "CreateNotebookInstance",
    "make and open a notebook with a role",
    "sagemaker",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
  ),
  passes("CreateTrainingJob", "run a training job with a role", "sagemaker", "sagemaker:CreateTrainingJob"),
  passes(
    "CreateProcessingJob",
    "run a processing job with a role",
    "sagemaker",
    "sagemaker:CreateProcessingJob",
  ),
  passes(
    "CreateProject (CodeStar)",
    "make a CodeStar project with a role",
    "codestar",
    "codestar:CreateProject",
  ),
];
