import type { Call, Need } from "../iam/need";
import type { ArtifactName } from "../names";
import type { RolePlan } from "../role";
import type { RuntimeFile } from "../runtime-file";
import type { StepConfiguration, StepName, StepVariable } from "../step-configuration";

/** One build step: a CodeBuild project, the identity it runs under, and what it reads, writes and calls. */
export interface BuildStep {
  /** Unique in the stack: the step's name, with its environment where it has one. */
  readonly key: string;
  readonly step: StepName;
  readonly description: string;
  readonly project: { readonly name: string; readonly arn: string };
  readonly logGroup: string;
  readonly role: RolePlan;
  /** Runs only our own pinned code; an untrusted step runs the application's. */
  readonly trusted: boolean;
  /** The first is the primary source, whose folder the step starts in. */
  readonly reads: readonly [ArtifactName, ...ArtifactName[]];
  readonly writes: readonly ArtifactName[];
  readonly variables: readonly StepVariable[];
  readonly exports: readonly string[];
  readonly buildspec: string;
  readonly image: string;
  readonly computeType: "BUILD_GENERAL1_SMALL" | "BUILD_GENERAL1_MEDIUM";
  /** Only for building images: gives the container the Docker daemon. */
  readonly privileged: boolean;
  readonly timeoutMinutes: number;
  readonly queuedMinutes: number;
  /** Puts encrypted objects: artifacts or reports. */
  readonly writesObjects: boolean;
  /** Every target of its environment is on its way out: the step's identity may go with them. */
  readonly leaving: boolean;
  /** Every AWS call that the step's own code makes, under its own role or one that it assumes. */
  readonly calls: readonly Call[];
  readonly files: readonly [program: RuntimeFile, configuration: RuntimeFile];
}

/** What a step's own file says about it; the rest is the same for all. */
export interface StepOutline {
  readonly key: string;
  readonly description: string;
  readonly configuration: StepConfiguration;
  readonly trusted: boolean;
  readonly reads: BuildStep["reads"];
  readonly writes: readonly ArtifactName[];
  readonly variables: readonly StepVariable[];
  readonly exports: readonly string[];
  readonly privileged?: boolean;
  readonly computeType?: BuildStep["computeType"];
  readonly timeoutMinutes: number;
  /** Rights beyond log, artifacts and the runtime files. */
  readonly needs: readonly Need[];
  /** Calls under roles that the step assumes. */
  readonly callsElsewhere?: readonly Call[];
  /** Writes objects of its own through S3 into the encrypted report bucket. */
  readonly writesReports?: boolean;
  /** @default - false */
  readonly leaving?: boolean;
}
