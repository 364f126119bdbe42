// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import { BranchProtection } from "./branch-protection";
import { Project } from "./project";
import { ProjectApprovalRule } from "./project-approval-rule";
import { ProjectEnvironment } from "./project-environment";
import { ProjectJobTokenScopes } from "./project-job-token-scopes";
import { ProjectLevelMrApprovals } from "./project-level-mr-approvals";
import { ProjectProtectedEnvironment } from "./project-protected-environment";
import { ProjectPushRules } from "./project-push-rules";
import { ProjectVariable } from "./project-variable";
import { TagProtection } from "./tag-protection";
import { Provider } from "./provider";
import { version } from "./version";

export * from "./provider";
export * from "./branch-protection";
export * from "./project";
export * from "./project-approval-rule";
export * from "./project-environment";
export * from "./project-job-token-scopes";
export * from "./project-level-mr-approvals";
export * from "./project-protected-environment";
export * from "./project-push-rules";
export * from "./project-variable";
export * from "./tag-protection";
export * from "./get-project";
export * as types from "./types";

/** By the module in which the provider has them. */
const resources = {
  "index/branchProtection": BranchProtection,
  "index/project": Project,
  "index/projectApprovalRule": ProjectApprovalRule,
  "index/projectEnvironment": ProjectEnvironment,
  "index/projectJobTokenScopes": ProjectJobTokenScopes,
  "index/projectLevelMrApprovals": ProjectLevelMrApprovals,
  "index/projectProtectedEnvironment": ProjectProtectedEnvironment,
  "index/projectPushRules": ProjectPushRules,
  "index/projectVariable": ProjectVariable,
  "index/tagProtection": TagProtection,
};

/** With these, a reference to a resource, as another program's component may return one, becomes an object again. */
for (const [module, Resource] of Object.entries(resources)) {
  pulumi.runtime.registerResourceModule("gitlab", module, {
    version,
    construct: (name, type, urn) => {
      if (type !== Resource.__pulumiType) throw new Error(`unknown resource type ${type}`);
      return new Resource(name, undefined as never, { urn });
    },
  });
}
pulumi.runtime.registerResourcePackage("gitlab", {
  version,
  constructProvider: (name, type, urn) => {
    if (type !== "pulumi:providers:gitlab") throw new Error(`unknown provider type ${type}`);
    return new Provider(name, undefined, { urn });
  },
});
