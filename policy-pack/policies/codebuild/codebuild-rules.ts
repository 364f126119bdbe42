import type { Rule } from "../../verdict/rule";

/** Rows 22 to 38 of the catalogue: builds and connections. */
export const codebuildRules: readonly Rule[] = [];
