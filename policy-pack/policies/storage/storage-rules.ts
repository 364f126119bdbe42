import type { Rule } from "../../verdict/rule";
import { ecrCmk } from "./ecr-cmk";
import { ecrImmutable } from "./ecr-immutable";
import { ecrLifecycle } from "./ecr-lifecycle";
import { ecrPolicy } from "./ecr-policy";
import { ecrScan } from "./ecr-scan";
import { kmsAdminUserSplit } from "./kms-admin-user-split";
import { kmsCrossAccountMinimal } from "./kms-cross-account-minimal";
import { kmsGrants } from "./kms-grants";
import { kmsLifecycle } from "./kms-lifecycle";
import { kmsNoWildcardPrincipal } from "./kms-no-wildcard-principal";
import { kmsRotation } from "./kms-rotation";
import { s3AccessLogs } from "./s3-access-logs";
import { s3Cmk } from "./s3-cmk";
import { s3DenyWrongKey } from "./s3-deny-wrong-key";
import { s3OwnerEnforced } from "./s3-owner-enforced";
import { s3PolicyMinimal } from "./s3-policy-minimal";
import { s3PublicAccessBlock } from "./s3-public-access-block";
import { s3TlsOnly } from "./s3-tls-only";
import { s3VersioningAndRetention } from "./s3-versioning-and-retention";

/** Rows 76 to 94 of the catalogue: keys, buckets, image repositories. */
export const storageRules: readonly Rule[] = [
  kmsRotation,
  kmsNoWildcardPrincipal,
  kmsCrossAccountMinimal,
  kmsAdminUserSplit,
  kmsGrants,
  kmsLifecycle,
  s3PublicAccessBlock,
  s3TlsOnly,
  s3Cmk,
  s3DenyWrongKey,
  s3VersioningAndRetention,
  s3PolicyMinimal,
  s3OwnerEnforced,
  s3AccessLogs,
  ecrImmutable,
  ecrScan,
  ecrCmk,
  ecrPolicy,
  ecrLifecycle,
];
