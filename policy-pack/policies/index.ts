import type { Rule } from "../verdict/rule";
import { codebuildRules } from "./codebuild/codebuild-rules";
import { gitlabRules } from "./gitlab/gitlab-rules";
import { iamRules } from "./iam/iam-rules";
import { messagesRules } from "./messages/messages-rules";
import { needsRules } from "./needs/needs-rules";
import { pipelineRules } from "./pipeline/pipeline-rules";
import { stackRules } from "./stack/stack-rules";
import { storageRules } from "./storage/storage-rules";
import { trustRules } from "./trust/trust-rules";

/** The catalogue, in its order. */
export const rules: readonly Rule[] = [
  ...pipelineRules,
  ...codebuildRules,
  ...iamRules,
  ...trustRules,
  ...storageRules,
  ...messagesRules,
  ...gitlabRules,
  ...stackRules,
  ...needsRules,
];
