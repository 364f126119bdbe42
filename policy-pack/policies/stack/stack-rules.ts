import type { Rule } from "../../verdict/rule";
import { exemptionValid } from "./exemption-valid";
import { providerAccountAllowlist } from "./provider-account-allowlist";

/** Rows 115 to 120 of the catalogue: the stack as a whole, and the pack's own configuration. */
export const stackRules: readonly Rule[] = [providerAccountAllowlist, exemptionValid];
