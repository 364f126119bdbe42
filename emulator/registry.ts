import type { Model } from "./model";

/** Every resource type that the emulator models, by its token. */
export const models: ReadonlyMap<string, Model> = new Map<string, Model>();
