import type { Rule } from "../../verdict/rule";
import { iamNoAdmin } from "./iam-no-admin";
import { iamNoNotElements } from "./iam-no-not-elements";
import { iamNoPrivilegeEscalation } from "./iam-no-privilege-escalation";
import { iamNoResourceWildcard } from "./iam-no-resource-wildcard";
import { iamNoServiceWildcard } from "./iam-no-service-wildcard";

/** Rows 39 to 62 of the catalogue: what identity policies grant. */
export const iamRules: readonly Rule[] = [
  iamNoAdmin,
  iamNoServiceWildcard,
  iamNoResourceWildcard,
  iamNoNotElements,
  iamNoPrivilegeEscalation,
];
