import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StepName } from "../blueprint/step-configuration";

/** A step's program: one self-contained JavaScript file. */
export interface StepBundle {
  /** SHA-256 of the file: 64 hex digits. */
  readonly sha256: string;
  readonly path: string;
}

/**
 * The compiled steps. Throws where one is missing: `npm run prepare` compiles them.
 *
 * @param folder where they lie; default: bin/ beside this file.
 */
export function stepBundles(folder = join(__dirname, "bin")): Record<StepName, StepBundle> {
  const bundle = (step: StepName): StepBundle => {
    const path = join(folder, `${step}.js`);
    try {
      return { sha256: createHash("sha256").update(readFileSync(path)).digest("hex"), path };
    } catch {
      throw new Error(`The program of the step ${step} is not compiled (no ${path}): run "npm run prepare".`);
    }
  };
  return {
    build: bundle("build"),
    images: bundle("images"),
    scan: bundle("scan"),
    plan: bundle("plan"),
    deploy: bundle("deploy"),
    validate: bundle("validate"),
  };
}
