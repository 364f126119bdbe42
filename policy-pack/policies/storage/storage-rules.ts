import type { Rule } from "../../verdict/rule";

/** Rows 76 to 94 of the catalogue: keys, buckets, image repositories. */
export const storageRules: readonly Rule[] = [];
