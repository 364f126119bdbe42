import type { Bypass } from "../bypass";

/** Rights that lead to production without passing the pipeline. */
export const rights: readonly Bypass[] = [
  // The approver may change what is approved: iam-sod-approve-edit, and where it is the pipeline, also
  // iam-gate-tamper. A build that may become the approver is iam-sod-approve-edit too; under its boundary as it is
  // it may not, whatever the approver's trust says, so the edit opens the boundary as well.
  {
    id: "B17",
    title: "The approver can also edit, or a build can become the approver",
    shapes: [
      {
        name: "approve and update",
        edit: "The approver's policy also allows UpdatePipeline.",
        caughtBy: ["iam-sod-approve-edit", "iam-gate-tamper"],
      },
      {
        name: "approve and edit a build",
        edit: "A second policy, attached apart, lets the approver's role update the project of Build.",
        caughtBy: ["iam-sod-approve-edit"],
      },
      {
        name: "a build becomes the approver",
        edit: "The approver's role, as the policy config knows it, trusts the role of Build, and the boundary admits it.",
        caughtBy: ["iam-sod-approve-edit"],
      },
    ],
    nearMiss: { name: "approve and look", edit: "The approver's policy also allows to read builds." },
  },
  // Nobody but the listed approver may decide (iam-approver-scoped), and a service that decides is nobody
  // (iam-sod-approve-edit). Where the role belongs to a step, no step declares the call: identity-too-much.
  {
    id: "B26",
    title: "A machine approves",
    shapes: [
      {
        name: "a function that approves",
        edit: "A new role for Lambda may approve the gate of production.",
        caughtBy: ["iam-approver-scoped", "iam-sod-approve-edit"],
      },
      {
        name: "a build that approves",
        edit: "The role that validates test may approve the gate of production.",
        caughtBy: ["iam-approver-scoped", "iam-sod-approve-edit", "identity-too-much"],
      },
      {
        name: "a rule that approves",
        edit: "The role of the event rule gets it through an attached policy, by patterns.",
        caughtBy: ["iam-approver-scoped", "iam-sod-approve-edit"],
      },
    ],
    nearMiss: { name: "a function that watches", edit: "The role for Lambda may read the pipeline's state." },
  },
  // Whoever may pass a role that changes production to a new build or function has its rights:
  // iam-no-privilege-escalation. The pass itself is exact, except in the last: iam-passrole-scoped.
  {
    id: "B27",
    title: "A role of production is passed to something new",
    shapes: [
      {
        name: "a new project",
        edit: "A group of people may pass the role of Deploy to CodeBuild, and make and start a project.",
        caughtBy: ["iam-no-privilege-escalation"],
      },
      {
        name: "in two documents",
        edit: "One policy of the group allows the pass, another, attached apart, the project.",
        caughtBy: ["iam-no-privilege-escalation"],
      },
      {
        name: "a new function",
        edit: "The group may pass every role that deploys, by a pattern, and make and call a function.",
        caughtBy: ["iam-no-privilege-escalation", "iam-passrole-scoped"],
      },
    ],
    nearMiss: {
      name: "a role without production",
      edit: "The group may pass the role that validates test to CodeBuild, and make and start one named project.",
    },
  },
  // Who edits a role of the gate has its rights: iam-no-privilege-escalation. Who removes its boundary:
  // iam-boundary-required as well.
  {
    id: "B28",
    title: "A role of the gate is edited",
    shapes: [
      {
        name: "a policy for the role",
        edit: "A group of people may put policies on the role of Deploy.",
        caughtBy: ["iam-no-privilege-escalation"],
      },
      {
        name: "its trust",
        edit: "The group may change the trust of every role of the application, through an attached policy.",
        caughtBy: ["iam-no-privilege-escalation"],
      },
      {
        name: "its boundary",
        edit: "The group may take the boundary off the role of Deploy.",
        caughtBy: ["iam-no-privilege-escalation", "iam-boundary-required"],
      },
    ],
    nearMiss: { name: "read the role", edit: "The group may read the policies of the role of Deploy." },
  },
  // Administration of everything (iam-no-admin, iam-no-privilege-escalation) by a policy of AWS's own that nobody
  // listed (iam-managed-policy-allowlist). On the deploy role no step declares it: identity-too-much.
  {
    id: "B32",
    title: "A managed policy gives production away",
    shapes: [
      {
        name: "a permission set",
        edit: "A permission set with AdministratorAccess is assigned in production's account.",
        caughtBy: ["iam-no-admin", "iam-no-privilege-escalation", "iam-managed-policy-allowlist"],
      },
      {
        name: "on the deploy role",
        edit: "AdministratorAccess is attached to production's deploy role.",
        caughtBy: [
          "iam-no-admin",
          "iam-no-privilege-escalation",
          "iam-managed-policy-allowlist",
          "identity-too-much",
        ],
      },
      {
        name: "a group, from the policy's side",
        edit: "PowerUserAccess is attached to a group in production's account, by a list on the policy's side.",
        caughtBy: ["iam-no-admin", "iam-no-privilege-escalation", "iam-managed-policy-allowlist"],
      },
    ],
    nearMiss: {
      name: "a policy of one's own",
      edit: "The group in production's account gets a policy of ours that reads the release's stacks.",
    },
  },
];
