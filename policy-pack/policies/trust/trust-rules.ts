import type { Rule } from "../../verdict/rule";
import { trustAccountAllowlist } from "./trust-account-allowlist";
import { trustNoBareAccountRoot } from "./trust-no-bare-account-root";
import { trustNoPublic } from "./trust-no-public";

/** Rows 63 to 75 of the catalogue: who may become whom. */
export const trustRules: readonly Rule[] = [trustNoPublic, trustNoBareAccountRoot, trustAccountAllowlist];
