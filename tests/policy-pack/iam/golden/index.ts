import { crossAccount } from "./cross-account";
import { elements } from "./elements";
import { keys } from "./keys";
import { limits } from "./limits";
import { otherConditions } from "./other-conditions";
import type { Golden } from "./row";
import { sameAccount } from "./same-account";
import { services } from "./services";
import { textConditions } from "./text-conditions";
import { trustPolicies } from "./trust";
import { variables } from "./variables";
import { webIdentity } from "./web-identity";

/** What AWS documents of the evaluation of policies, a row a rule. */
export const golden: readonly Golden[] = [
  ...sameAccount,
  ...crossAccount,
  ...trustPolicies,
  ...webIdentity,
  ...limits,
  ...elements,
  ...textConditions,
  ...otherConditions,
  ...variables,
  ...keys,
  ...services,
];
