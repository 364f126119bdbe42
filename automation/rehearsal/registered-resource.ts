import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Branch } from "../../emulator/tree";

/** A resource as the program registered it. */
export interface RegisteredResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  /** False for components and the stack itself, which no provider makes. */
  readonly custom: boolean;
  /** As on the wire: with unknowns and secrets. */
  readonly properties: Struct;
  /** Secrets unwrapped, unknowns as the sentinel. */
  readonly inputs: Branch;
  readonly provider?: RegisteredResource;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
  readonly options: ResourceOptions;
  /** Id of what exists and is taken into the stack. */
  readonly importId?: string;
  /** True for what is read without being managed. */
  readonly isRead: boolean;
}

/** The options that policies and the emulated world see. */
export interface ResourceOptions {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly string[];
}
