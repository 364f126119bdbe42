import type { Branch, Tree } from "../../../../emulator/tree";
import type { Edit } from "../edits/edit";
import { add, all, change, copy, remove, set } from "../edits/edit";
import { bootstrapRole, production, roleArn } from "../edits/identities";
import { listOf } from "../edits/lists";
import { branch, branches, pipeline } from "../edits/pipeline";
import type { Mutations } from "./mutations";

const project = "48213377";
const beside = "project-review";
const role = roleArn(bootstrapRole("deploy"), production);

function variable(inputs: Branch): Edit {
  return add({
    type: "gitlab:index/projectVariable:ProjectVariable",
    name: "project-variable",
    beside,
    inputs: { project, variableType: "env_var", ...inputs },
  });
}

/** Changes what in Git starts the pipeline. */
function trigger(edit: (git: Branch) => Branch): Edit {
  return change(pipeline, (properties) => ({
    ...properties,
    triggers: branches(properties["triggers"]).map((one) => ({
      ...one,
      gitConfiguration: edit(branch(one["gitConfiguration"])),
    })),
  }));
}

function pushes(...more: readonly Tree[]): Edit {
  return trigger((git) => ({ ...git, pushes: [...listOf(git["pushes"]), ...more] }));
}

function deployKey(canPush: boolean): Edit {
  return add({
    type: "gitlab:index/deployKey:DeployKey",
    name: "project-deploy-key",
    beside,
    inputs: {
      project,
      title: "mirror",
      key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA mirror",
      canPush,
    },
  });
}

export const gitlab: Mutations = {
  B10: {
    "an access key": variable({
      key: "AWS_ACCESS_KEY_ID",
      value: "AKIAIOSFODNN7EXAMPLE",
      environmentScope: "*",
      protected: false,
      masked: false,
      hidden: false,
    }),
    "a role for every environment": variable({
      key: "DEPLOY_ROLE_ARN",
      value: role,
      environmentScope: "*",
      protected: true,
      masked: true,
      hidden: true,
    }),
    "from the group": add({
      type: "gitlab:index/groupVariable:GroupVariable",
      name: "group-variable",
      beside,
      inputs: {
        group: "acme/platform",
        key: "RELEASE_TOKEN",
        value: "not-a-token-of-ours",
        environmentScope: "prod",
        protected: false,
        masked: false,
        hidden: false,
        variableType: "env_var",
      },
    }),
    "a role for prod": variable({
      key: "DEPLOY_ROLE_ARN",
      value: role,
      environmentScope: "prod",
      protected: true,
      masked: true,
      hidden: true,
    }),
  },
  B11: {
    "no protection": remove("project-branch"),
    "a wider trigger": pushes({ branches: { includes: ["release/*"] } }),
    tags: all(pushes({ tags: { includes: ["v*"] } }), remove("project-tag-*")),
    "a wider protection": set("project-branch", { branch: "m*" }),
  },
  B12: {
    "a trigger on merge requests": trigger((git) => ({
      ...git,
      pullRequests: [{ branches: { includes: ["main"] }, events: ["OPEN", "UPDATED"] }],
    })),
    "only merge requests": trigger(({ sourceActionName = "" }) => ({
      sourceActionName,
      pullRequests: [{ branches: { includes: ["**"] } }],
    })),
    "protected variables": set("project-project", { protectMergeRequestPipelines: true }),
    "an empty list": trigger((git) => ({ ...git, pullRequests: [] })),
  },
  B13: {
    "the author approves": set("project-approvals", { mergeRequestsAuthorApproval: true }),
    "who started it approves": set("project-project", { allowPipelineTriggerApproveDeployment: true }),
    "one approval in two": all(
      set("project-review", { approvalsRequired: 1 }),
      copy("project-review", "project-review-more", (properties) => ({
        ...properties,
        name: "delivery-review-more",
      })),
    ),
    "three approvals": set("project-review", { approvalsRequired: 3 }),
  },
  B14: {
    maintainers: set("project-branch", { allowedToPushes: [{ accessLevel: "maintainer" }] }),
    "a deploy key": deployKey(true),
    "the job token": set("project-project", { ciPushRepositoryForJobTokenAllowed: true }),
    "a key that reads": deployKey(false),
  },
};
