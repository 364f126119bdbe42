import type { Rule } from "../../verdict/rule";

/** Rows 39 to 62 of the catalogue: what identity policies grant. */
export const iamRules: readonly Rule[] = [];
