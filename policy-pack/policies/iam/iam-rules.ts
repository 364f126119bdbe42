import type { Rule } from "../../verdict/rule";
import { iamApproverScoped } from "./iam-approver-scoped";
import { iamArtifactWriters } from "./iam-artifact-writers";
import { iamAssumeScoped } from "./iam-assume-scoped";
import { iamBoundaryRequired } from "./iam-boundary-required";
import { iamDocumentLint } from "./iam-document-lint";
import { iamExclusivePolicies } from "./iam-exclusive-policies";
import { iamGateTamper } from "./iam-gate-tamper";
import { iamKmsDecryptScoped } from "./iam-kms-decrypt-scoped";
import { iamManagedPolicyAllowlist } from "./iam-managed-policy-allowlist";
import { iamNoAdmin } from "./iam-no-admin";
import { iamNoCredentialMinting } from "./iam-no-credential-minting";
import { iamNoDataExfiltration } from "./iam-no-data-exfiltration";
import { iamNoNotElements } from "./iam-no-not-elements";
import { iamNoPrivilegeEscalation } from "./iam-no-privilege-escalation";
import { iamNoResourceExposure } from "./iam-no-resource-exposure";
import { iamNoResourceWildcard } from "./iam-no-resource-wildcard";
import { iamNoServiceWildcard } from "./iam-no-service-wildcard";
import { iamNoUsers } from "./iam-no-users";
import { iamPassroleScoped } from "./iam-passrole-scoped";
import { iamSecretReaders } from "./iam-secret-readers";
import { iamSessionLimits } from "./iam-session-limits";
import { iamSodApproveEdit } from "./iam-sod-approve-edit";
import { iamStartbuildScoped } from "./iam-startbuild-scoped";
import { iamWriteConstrained } from "./iam-write-constrained";

/** Rows 39 to 62 of the catalogue: what identity policies grant. */
export const iamRules: readonly Rule[] = [
  iamNoAdmin,
  iamNoServiceWildcard,
  iamNoResourceWildcard,
  iamNoNotElements,
  iamNoPrivilegeEscalation,
  iamPassroleScoped,
  iamAssumeScoped,
  iamNoDataExfiltration,
  iamNoResourceExposure,
  iamNoCredentialMinting,
  iamWriteConstrained,
  iamKmsDecryptScoped,
  iamManagedPolicyAllowlist,
  iamNoUsers,
  iamBoundaryRequired,
  iamSessionLimits,
  iamExclusivePolicies,
  iamDocumentLint,
  iamSecretReaders,
  iamArtifactWriters,
  iamSodApproveEdit,
  iamApproverScoped,
  iamGateTamper,
  iamStartbuildScoped,
];
