import type { ReportPlace } from "../../blueprint/step-configuration";
import { StepFailure } from "../step/step-failure";

/** What the report store needs of S3, in the reports bucket. */
export interface ReportObjects {
  /** Stores an object unless the key is taken. Gives its version id, or undefined if the key is taken. */
  putOnce(key: string, content: string): Promise<string | undefined>;
  /** Undefined: there is none, or the step may not see it (S3 says the same without the right to list). */
  get(key: string, version?: string): Promise<string | undefined>;
}

export interface StoredReport {
  readonly key: string;
  readonly version: string;
}

/** An execution is retried by hand or by its stage; nobody retries one more often than this. */
const mostAttempts = 20;

/**
 * Reports of one environment or step: `<prefix>/<execution>/<file>`, from the second attempt on
 * `<prefix>/<execution>/attempt-<n>/<file>`. Nothing is ever written twice.
 */
export class ReportStore {
  constructor(
    private readonly objects: ReportObjects,
    private readonly place: Pick<ReportPlace, "bucket" | "prefix">,
    private readonly execution: string,
  ) {}

  /** Stores a report under the first free attempt. */
  async write(file: string, content: string): Promise<StoredReport> {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const key = this.key(file, attempt);
      const version = await this.objects.putOnce(key, content);
      if (version !== undefined) return { key, version };
    }
    throw new StepFailure(
      `${this.place.bucket}/${this.key(file, 1)} and ${mostAttempts - 1} more attempts are taken. ` +
        "Start a new execution.",
    );
  }

  /** The report of exactly this version, whichever attempt wrote it. */
  async readVersion(file: string, version: string): Promise<string> {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const content = await this.objects.get(this.key(file, attempt), version);
      if (content !== undefined) return content;
    }
    throw new StepFailure(
      `There is no version ${version} of ${this.place.bucket}/${this.key(file, 1)} (nor of its further ` +
        "attempts), or this step may not read it.",
    );
  }

  /** The newest attempt of a report; undefined: there is none. */
  async readNewest(file: string): Promise<string | undefined> {
    let newest: string | undefined;
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const content = await this.objects.get(this.key(file, attempt));
      if (content === undefined) return newest;
      newest = content;
    }
    return newest;
  }

  private key(file: string, attempt: number): string {
    const folder = `${this.place.prefix}/${this.execution}`;
    return attempt === 1 ? `${folder}/${file}` : `${folder}/attempt-${attempt}/${file}`;
  }
}

/** Name of the outputs of a target beside its environment's report. */
export function outputsFile({ accountId, region }: { accountId: string; region: string }): string {
  return `outputs-${accountId}-${region}.json`;
}

/** Outputs of a target's stacks: stack name → output key → value. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Address of one version of a report in the S3 console. */
export function consoleLink({ bucket, region }: ReportPlace, { key, version }: StoredReport): string {
  const query = `region=${region}&prefix=${encodeURIComponent(key)}&versionId=${encodeURIComponent(version)}`;
  return `https://${region}.console.aws.amazon.com/s3/object/${bucket}?${query}`;
}
