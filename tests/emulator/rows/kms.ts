import { administer } from "../good-stack";
import type { Row } from "../row";
import { refuses, altered } from "./refuses";

export const kms: readonly Row[] = [
  refuses(
    "key",
    { enableKeyRotation: undefined },
    "key-rotation",
    "'rotationPeriodInDays' is given without 'enableKeyRotation': true",
    "Terraform AWS provider: kms_key (rotation_period_in_days)",
  ),
  refuses(
    "key",
    { rotationPeriodInDays: 30 },
    "range",
    "'rotationPeriodInDays' is 30; allowed: 90-2560 days",
    "KMS API reference: EnableKeyRotation",
  ),
  refuses(
    "key",
    { deletionWindowInDays: 6 },
    "range",
    "'deletionWindowInDays' is 6; allowed: 7-30 days",
    "KMS API reference: ScheduleKeyDeletion",
  ),
  refuses(
    "key",
    { policy: altered(administer, { Action: ["kms:Decrypt"] }) },
    "key-lock-out",
    "the key policy lets nobody of account 111111111111 do kms:PutKeyPolicy; the key could never be managed again",
    "KMS API reference: PutKeyPolicy (BypassPolicyLockoutSafetyCheck)",
  ),
  refuses(
    "key",
    { policy: altered(administer, { Principal: { AWS: ["arn:aws:iam::222222222222:root"] } }) },
    "key-lock-out",
    "the key policy lets nobody of account 111111111111 do kms:PutKeyPolicy; the key could never be managed again",
    "KMS API reference: PutKeyPolicy (BypassPolicyLockoutSafetyCheck)",
  ),
  refuses(
    "key",
    { policy: altered(administer, { Action: undefined, NotAction: ["kms:Put*"] }) },
    "key-lock-out",
    "the key policy lets nobody of account 111111111111 do kms:PutKeyPolicy; the key could never be managed again",
    "KMS API reference: PutKeyPolicy (BypassPolicyLockoutSafetyCheck)",
  ),
  refuses(
    "alias",
    { name: "payments-artifacts" },
    "pattern",
    "'name' is 'payments-artifacts'; allowed: 'alias/' and letters, digits and _/-; 'alias/aws/' is reserved",
    "KMS API reference: CreateAlias",
  ),
  refuses(
    "alias",
    { name: "alias/aws/s3" },
    "pattern",
    "'name' is 'alias/aws/s3'; allowed: 'alias/' and letters, digits and _/-; 'alias/aws/' is reserved",
    "KMS API reference: CreateAlias",
  ),
  refuses(
    "alias",
    { targetKeyId: "0000" },
    "key-exists",
    "'targetKeyId' names key '0000', which does not exist in account 111111111111, region eu-central-1",
    "KMS API reference: CreateAlias",
  ),
];
