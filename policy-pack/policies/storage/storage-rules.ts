import type { Rule } from "../../verdict/rule";
import { kmsAdminUserSplit } from "./kms-admin-user-split";
import { kmsCrossAccountMinimal } from "./kms-cross-account-minimal";
import { kmsGrants } from "./kms-grants";
import { kmsLifecycle } from "./kms-lifecycle";
import { kmsNoWildcardPrincipal } from "./kms-no-wildcard-principal";
import { kmsRotation } from "./kms-rotation";

/** Rows 76 to 94 of the catalogue: keys, buckets, image repositories. */
export const storageRules: readonly Rule[] = [
  kmsRotation,
  kmsNoWildcardPrincipal,
  kmsCrossAccountMinimal,
  kmsAdminUserSplit,
  kmsGrants,
  kmsLifecycle,
];
