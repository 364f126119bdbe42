import type { Diagnosis, DoctorOptions } from "./doctor/doctor";
import type { ConnectOptions, ConnectResult } from "./connect/connect";
import type { SettingsRefusal } from "./one-stack";
import type { StatusOptions, StatusResult } from "./status/status";

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
export type { ServiceFailure } from "./accounts/service-failure";
export type { ConnectProgress } from "./connect/connect";
export type {
  ConnectOptions,
  ConnectResult,
  Diagnosis,
  DoctorOptions,
  SettingsRefusal,
  StatusOptions,
  StatusResult,
};

// What asks AWS and GitLab itself loads their clients when it is called: who only rehearses need not wait for them.

/** Brings the connection to GitLab to AVAILABLE, with a person's help, and records it in the settings. */
export async function connect(options: ConnectOptions): Promise<ConnectResult> {
  return await (await import("./connect/connect.js")).connect(options);
}

/** How the pipeline of a stack stands now: its stages, and what waits for whom. */
export async function status(options: StatusOptions): Promise<StatusResult> {
  return await (await import("./status/status.js")).status(options);
}

/** Looks at everything that a road needs before somebody finds out in the middle of a release. */
export async function doctor(options: DoctorOptions): Promise<Diagnosis | SettingsRefusal> {
  return await (await import("./doctor/doctor.js")).doctor(options);
}
