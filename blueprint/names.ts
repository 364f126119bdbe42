import type { Place } from "./arns";
import type { Settings } from "./settings";

/** Artifacts of the pipeline. They differ in their first ten characters, to which CodePipeline shortens a name. */
export type ArtifactName = "source" | "assembly" | "images";

/**
 * Every physical name in the DevOps account. All are made of the application's name and a purpose; account
 * and region are added where a name is unique in the world (S3).
 */
export class DeliveryNames {
  readonly place: Place;

  constructor(private readonly settings: Settings) {
    this.place = { accountId: settings.devops.accountId, region: settings.devops.region };
  }

  readonly pipeline = (): string => `${this.settings.app}-delivery`;
  /** CodePipeline and CodeConnections limit: 32 characters. */
  readonly connection = (): string => `${this.settings.app}-gitlab`;

  /** The role of an identity, e.g. `deploy-prod`. */
  readonly role = (identity: string): string => `${this.settings.app}-${identity}`;
  readonly boundary = (): string => `${this.settings.app}-delivery-boundary`;
  readonly project = (step: string): string => `${this.settings.app}-${step}`;
  readonly buildLog = (step: string): string => `/aws/codebuild/${this.project(step)}`;

  readonly artifactBucket = (): string => this.bucket("artifacts");
  readonly reportBucket = (): string => this.bucket("reports");
  readonly logBucket = (): string => this.bucket("logs");

  readonly artifactKeyAlias = (): string => `alias/${this.settings.app}-artifacts`;
  readonly noticeKeyAlias = (): string => `alias/${this.settings.app}-notices`;
  readonly logKeyAlias = (): string => `alias/${this.settings.app}-logs`;
  readonly imageKeyAlias = (): string => `alias/${this.settings.app}-images`;

  readonly assetRepository = (): string => `${this.settings.app}-assets`;
  readonly noticeTopic = (): string => `${this.settings.app}-notices`;
  readonly approvalTopic = (environment: string): string => `${this.settings.app}-approvals-${environment}`;
  readonly rule = (purpose: string): string => `${this.settings.app}-${purpose}`;

  /** Prefix of an artifact in the bucket: `<pipeline, 20>/<artifact, 10>`, as CodePipeline shortens both. */
  readonly artifactPrefix = (artifact: ArtifactName): string =>
    `${this.pipeline().slice(0, 20)}/${artifact.slice(0, 10)}`;

  /** Folder of the reports of all executions in the report bucket. */
  readonly reportPrefix = (): string => "reports";
  /** Key of a runtime file, named by its content. */
  readonly runtimeKey = (sha256: string, extension: string): string => `runtime/${sha256}.${extension}`;

  private bucket(purpose: string): string {
    return `${this.settings.app}-${purpose}-${this.place.accountId}-${this.place.region}`;
  }
}

/** The five roles of a CDK bootstrap. */
export type BootstrapRole =
  "deploy-role" | "cfn-exec-role" | "file-publishing-role" | "image-publishing-role" | "lookup-role";

/** Names of CDK bootstrap v33 (its template, resources section), so that the unmodified CDK CLI finds them. */
export class BootstrapNames {
  constructor(
    readonly qualifier: string,
    readonly place: Place,
  ) {}

  readonly role = (role: BootstrapRole): string => this.suffixed(role);
  readonly boundary = (): string => this.suffixed("permissions-boundary");
  readonly bucket = (): string => this.suffixed("assets");
  readonly repository = (): string => this.suffixed("container-assets");
  readonly versionParameter = (): string => `/cdk-bootstrap/${this.qualifier}/version`;
  readonly keyAlias = (): string => `alias/cdk-${this.qualifier}-assets-key`;

  private suffixed(name: string): string {
    return `cdk-${this.qualifier}-${name}-${this.place.accountId}-${this.place.region}`;
  }
}
