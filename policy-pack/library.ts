/**
 * The pack as a library: the same rules, asked without an engine. `judge(rules, registrations, circumstances)`
 * says what each policy says of a stack that is given as plain data; `stackMap` gives its road as one map.
 */
export type { RoadEdge, RoadMap, RoadNode } from "./graph/map/elements";
export { stackMap } from "./graph/stack-map";
export { rules } from "./policies";
export type { Circumstances, Judgement, Registration } from "./verdict/judge";
export { judge } from "./verdict/judge";
export type { Rule } from "./verdict/rule";
