import type { EngineProgress } from "./progress";

/** What `preview`, `up` and `destroy` are told alike. */
export interface EngineOptions {
  /** Folder of Pulumi.yaml. */
  readonly projectDirectory: string;
  /** Name of one stack, as the CLI takes it: `prod`, or `organization/prod`. */
  readonly stack: string;
  /**
   * Environment variables beside those of this process, for the CLI and all that it starts.
   * Which `pulumi` is run is decided by the `PATH` of this process.
   */
  readonly environment?: Readonly<Record<string, string>>;
  /** Asks the accounts and GitLab first what is there, instead of believing the state. Default: false. */
  readonly refresh?: boolean;
  /**
   * Ends the run: what has begun is brought to its end, nothing new begins, the state is written. The result is
   * a failure with the code `aborted`.
   */
  readonly signal?: AbortSignal;
  /** Told what happens while it happens. What it throws ends nothing. */
  readonly onProgress?: (progress: EngineProgress) => void;
}

/** What runs of the program are told: the settings are read and the policies asked before anything else. */
export interface ProgramOptions extends EngineOptions {
  /** Default: `policy-pack` in the project folder. A folder without a pack is refused: there is no way around it. */
  readonly policyPackDirectory?: string;
  /** Default: `policy-config.json` in the project folder, where there is one. */
  readonly policyConfigFile?: string;
  /** Creates the stack in the backend where it is missing; the CLI then writes to its settings file. Default: false. */
  readonly create?: boolean;
  /** The day on which the settings are read. Default: today. */
  readonly today?: Date;
}
