import type { Rule } from "../../verdict/rule";

/** Rows 105 to 114 of the catalogue: what GitLab enforces. */
export const gitlabRules: readonly Rule[] = [];
