import type { Rule } from "../../verdict/rule";
import { exemptionValid } from "./exemption-valid";
import { gateNoIgnoreChanges } from "./gate-no-ignore-changes";
import { gateResourcesProtected } from "./gate-resources-protected";
import { iamDocumentKnownAtPreview } from "./iam-document-known-at-preview";
import { providerAccountAllowlist } from "./provider-account-allowlist";
import { stackRequiredGates } from "./stack-required-gates";

/** Rows 115 to 120 of the catalogue: the stack as a whole, and the pack's own configuration. */
export const stackRules: readonly Rule[] = [
  stackRequiredGates,
  iamDocumentKnownAtPreview,
  gateResourcesProtected,
  gateNoIgnoreChanges,
  providerAccountAllowlist,
  exemptionValid,
];
