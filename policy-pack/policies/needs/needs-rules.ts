import type { Rule } from "../../verdict/rule";

/** Rows 121 and 122: what the steps declare, held against what their identities may do. */
export const needsRules: readonly Rule[] = [];
