import type { Rule } from "../../verdict/rule";
import { identityTooLittle } from "./identity-too-little";
import { identityTooMuch } from "./identity-too-much";

/** Rows 121 and 122: what the steps declare, held against what their identities may do. */
export const needsRules: readonly Rule[] = [identityTooLittle, identityTooMuch];
