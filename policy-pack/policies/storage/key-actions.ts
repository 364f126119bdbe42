import { expandActions } from "../../iam/actions";

/**
 * What one does with a key, as KMS sorts it (KMS guide, "Key policies in AWS KMS", "Allows key users to use the
 * KMS key" and "Allows key administrators to administer the KMS key").
 */
const uses = [
  "kms:Decrypt",
  "kms:DeriveSharedSecret",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:GenerateMac",
  "kms:ReEncrypt*",
  "kms:Sign",
  "kms:Verify",
  "kms:VerifyMac",
] as const;

/** Making, seeing and ending grants belongs to use, within limits of its own (kms-grants). */
const grants = ["kms:CreateGrant", "kms:ListGrants", "kms:RetireGrant", "kms:RevokeGrant"] as const;

/** Cryptographic operations, in lower case. */
export const useActions: readonly string[] = namesOf(uses);

/** All that changes a key or who may do what with it, in lower case. */
export const administrationActions: readonly string[] = expandActions("kms:*")
  .actions.filter(({ level }) => level !== "Read" && level !== "List")
  .map(({ name }) => name.toLowerCase())
  .filter((name) => !useActions.includes(name) && !namesOf(grants).includes(name))
  .filter((name) => name !== "kms:generaterandom");

function namesOf(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => expandActions(pattern).actions.map(({ name }) => name.toLowerCase()));
}
