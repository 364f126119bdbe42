/**
 * What a build step is told: the JSON file that the blueprint renders, names by its hash and puts beside the
 * step's bundle in the runtime bucket. It is the border between the blueprint (which decides) and runtime/
 * (which does). A step reads nothing else but its input artifacts and the variables listed in StepVariable.
 */
export type StepConfiguration =
  | BuildConfiguration
  | ImagesConfiguration
  | ScanConfiguration
  | PlanConfiguration
  | DeployConfiguration
  | ValidateConfiguration;

/** Every step that is a container. Origin is a Lambda and not among them. */
export type StepName = StepConfiguration["step"];

/** Environment variables that the pipeline hands to a step; each has a fixed format and a trusted maker. */
export type StepVariable =
  /** CodePipeline's execution id: a UUID. */
  | "EXECUTION_ID"
  /** SHA-256 of the assembly as Scan computed it: 64 hex digits. */
  | "DIGEST"
  /** S3 version id of the report that the approver saw. */
  | "REPORT_VERSION"
  /** Which batch of the environment's targets this action serves: an integer from 0. */
  | "BATCH";

/** Untrusted: runs the application's own code. Input: source. Output artifact: assembly. */
export interface BuildConfiguration {
  readonly step: "build";
  /** Folder of the CDK app inside the source. */
  readonly directory: string;
  readonly install: string;
  readonly test: string;
  /** Run with `--no-lookups --output <folder>` appended. */
  readonly synth: string;
  /** CDK's context for `~/.cdk.json`: the boundary that every role of the application must carry. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** Untrusted (runs Dockerfiles). Input: assembly. Output artifact: images, a list of what was pushed. */
export interface ImagesConfiguration {
  readonly step: "images";
  /** Registry of the DevOps account: `<account>.dkr.ecr.<region>.amazonaws.com`. */
  readonly registry: string;
  readonly repository: string;
  readonly region: string;
}

/** Trusted. Input: assembly (and images). Exports DIGEST and FINDINGS. */
export interface ScanConfiguration {
  readonly step: "scan";
  readonly reports: ReportPlace;
  readonly qualifier: string;
  /** Everything an assembly may name as its destination. */
  readonly destinations: readonly ScanDestination[];
  readonly failOn: "low" | "medium" | "high" | "critical";
  readonly waivers: readonly {
    readonly rule: string;
    readonly resource: string;
    readonly expires: string;
  }[];
}

export interface ScanDestination {
  readonly accountId: string;
  readonly region: string;
  /** Name of the policy there that every role of the application carries as its boundary. */
  readonly boundaryName: string;
}

/** Trusted, reads only. Input: assembly. Exports REPORT_VERSION, CHANGES and SUMMARY. */
export interface PlanConfiguration {
  readonly step: "plan";
  readonly environment: string;
  readonly stacks: readonly string[];
  /** Region of the STS endpoint for every assume-role call: DevOps' own. */
  readonly stsRegion: string;
  readonly reports: ReportPlace;
  readonly targets: readonly PlanTarget[];
}

/** Trusted. Input: assembly. Writes the outputs of the stacks beside the report. */
export interface DeployConfiguration {
  readonly step: "deploy";
  readonly environment: string;
  readonly stacks: readonly string[];
  readonly stsRegion: string;
  readonly reports: ReportPlace;
  /** One list an action: `BATCH` chooses. */
  readonly batches: readonly (readonly DeployTarget[])[];
  /** Present where the environment is gated: what must be proved before anything is written. */
  readonly approval?: {
    readonly pipeline: string;
    readonly stage: string;
    readonly planAction: string;
    readonly approveAction: string;
    readonly approvers: readonly string[];
    readonly validHours: number;
  };
}

/** Untrusted: runs the settings' commands on the source. Input: source. */
export interface ValidateConfiguration {
  readonly step: "validate";
  readonly environment: string;
  /** Folder inside the source in which the commands run: the one of the CDK app. */
  readonly directory: string;
  readonly commands: readonly string[];
  readonly reports: ReportPlace;
  readonly batches: readonly (readonly { readonly accountId: string; readonly region: string }[])[];
}

/**
 * Reports are plain objects: `<prefix>/<execution>/<file>`; the prefix names the environment or step. A step
 * that runs again in the same execution writes `<prefix>/<execution>/attempt-<n>/<file>`, n from 2.
 */
export interface ReportPlace {
  readonly bucket: string;
  readonly prefix: string;
  readonly region: string;
  readonly accountId: string;
}

export interface PlanTarget {
  readonly accountId: string;
  readonly region: string;
  readonly lookupRoleArn: string;
  readonly bootstrapVersionParameter: string;
}

export interface DeployTarget {
  readonly accountId: string;
  readonly region: string;
  readonly deployRoleArn: string;
  readonly filePublishingRoleArn: string;
  /** Absent where the application has no images. */
  readonly imagePublishingRoleArn?: string;
  readonly executionRoleArn: string;
  readonly stagingBucket: string;
  readonly assetRepository?: string;
  readonly bootstrapVersionParameter: string;
}
