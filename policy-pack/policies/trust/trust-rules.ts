import type { Rule } from "../../verdict/rule";

/** Rows 63 to 75 of the catalogue: who may become whom. */
export const trustRules: readonly Rule[] = [];
