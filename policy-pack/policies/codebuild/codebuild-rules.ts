import type { Rule } from "../../verdict/rule";
import { codebuildCacheNotShared } from "./codebuild-cache-not-shared";
import { codebuildControlledBuildspec } from "./codebuild-controlled-buildspec";
import { codebuildEncryptedCmk } from "./codebuild-encrypted-cmk";
import { codebuildImagePinned } from "./codebuild-image-pinned";
import { codebuildLogs } from "./codebuild-logs";
import { codebuildNetworkHardening } from "./codebuild-network-hardening";
import { codebuildNoPlaintextSecrets } from "./codebuild-no-plaintext-secrets";
import { codebuildNoPrivileged } from "./codebuild-no-privileged";
import { codebuildNotPublic } from "./codebuild-not-public";
import { codebuildReportEncrypted } from "./codebuild-report-encrypted";
import { codebuildRoleNotShared } from "./codebuild-role-not-shared";
import { codebuildSourceNoCredentials } from "./codebuild-source-no-credentials";
import { codebuildWebhookAnchored } from "./codebuild-webhook-anchored";
import { codebuildWebhookUntrusted } from "./codebuild-webhook-untrusted";
import { connectionPerTrustDomain } from "./connection-per-trust-domain";
import { connectionProvider } from "./connection-provider";
import { connectionUseScoped } from "./connection-use-scoped";

/** Rows 22 to 38 of the catalogue: builds and connections. */
export const codebuildRules: readonly Rule[] = [
  codebuildNoPlaintextSecrets,
  codebuildNoPrivileged,
  codebuildEncryptedCmk,
  codebuildLogs,
  codebuildReportEncrypted,
  codebuildSourceNoCredentials,
  codebuildNotPublic,
  codebuildControlledBuildspec,
  codebuildImagePinned,
  codebuildWebhookAnchored,
  codebuildWebhookUntrusted,
  codebuildRoleNotShared,
  codebuildCacheNotShared,
  codebuildNetworkHardening,
  connectionProvider,
  connectionUseScoped,
  connectionPerTrustDomain,
];
