/**
 * The pack as a library: the same rules, asked without an engine. `judge(rules, registrations, circumstances)`
 * says what each policy says of a stack that is given as plain data.
 */
export { rules } from "./policies";
export type { Circumstances, Judgement, Registration } from "./verdict/judge";
export { judge } from "./verdict/judge";
export type { Rule } from "./verdict/rule";
