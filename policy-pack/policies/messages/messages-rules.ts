import type { Rule } from "../../verdict/rule";

/** Rows 95 to 104 of the catalogue: topics, events, secrets, logs. */
export const messagesRules: readonly Rule[] = [];
