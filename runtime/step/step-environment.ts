import { join } from "node:path";
import type { StepVariable } from "../../blueprint/step-configuration";
import { StepFailure } from "./step-failure";
import { writeVariables } from "./variables-file";

/** Formats of the variables that the pipeline hands in (StepVariable); anything else is refused. */
const formats: Readonly<Record<StepVariable, { pattern: RegExp; meaning: string }>> = {
  EXECUTION_ID: { pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, meaning: "a UUID" },
  DIGEST: { pattern: /^[0-9a-f]{64}$/, meaning: "64 hex digits" },
  REPORT_VERSION: { pattern: /^[A-Za-z0-9._-]{1,1024}$/, meaning: "an S3 version id" },
  BATCH: { pattern: /^(0|[1-9][0-9]{0,3})$/, meaning: "an integer from 0" },
};

/** What surrounds a running step: its variables, its input folder, its output folder, its exported variables. */
export class StepEnvironment {
  constructor(private readonly environment: Readonly<Record<string, string | undefined>>) {}

  variable(name: StepVariable): string {
    const { pattern, meaning } = formats[name];
    const value = this.present(name);
    if (!pattern.test(value)) {
      throw new StepFailure(`${name} is ${JSON.stringify(value.slice(0, 80))}; it must be ${meaning}.`);
    }
    return value;
  }

  /** Folder of the primary input artifact. */
  source(): string {
    return this.present("CODEBUILD_SRC_DIR");
  }

  /** The one archive that carries the cloud assembly. */
  assemblyArchive(): string {
    return join(this.source(), assemblyFile);
  }

  /** A path inside the step's output artifact. */
  output(file: string): string {
    return join(this.present("STEP_OUTPUT"), file);
  }

  /** Hands values to later actions; see writeVariables for the formats. */
  exportVariables(values: Readonly<Record<string, string>>): void {
    writeVariables(this.present("STEP_VARIABLES"), values);
  }

  private present(name: string): string {
    const value = this.environment[name];
    if (!value) throw new StepFailure(`The environment variable ${name} is missing: the pipeline sets it.`);
    return value;
  }
}

/** Name of the archive inside the artifact. */
export const assemblyFile = "assembly.tar";
