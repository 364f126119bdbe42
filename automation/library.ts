/**
 * What other tools call: `import { preview, up } from "gitlab-aws-delivery/automation"`. Every function takes one object,
 * gives its result as data, and tells what happens while it happens. docs/automation.md describes all of it.
 */
export { rehearse } from "./rehearse";
export type { RehearseOptions, Rehearsal, Refusal } from "./rehearse";
export type { RehearsalResult, StackResult } from "./rehearsal/result";
export { preview } from "./engine/preview";
export type { PreviewOptions } from "./engine/preview";
export { up } from "./engine/up";
export type { UpOptions } from "./engine/up";
export { destroy } from "./engine/destroy";
export type { DestroyOptions } from "./engine/destroy";
export type { EngineOptions, ProgramOptions } from "./engine/options";
export type { EngineProgress } from "./engine/progress";
export type {
  EngineError,
  EngineErrorCode,
  EngineMessage,
  EngineOperation,
  EnginePolicy,
  EngineResult,
  Step,
  StepOperation,
} from "./engine/result";
