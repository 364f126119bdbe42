import { Provider as GitLabProvider } from "@pulumi/gitlab";
import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { ComponentResource, log } from "@pulumi/pulumi";
import type { Blueprint } from "../blueprint/blueprint";
import type { Problem } from "../blueprint/problems";
import { Accounts } from "./accounts";
import { Approvers } from "./approvers";
import { ArtifactStore } from "./artifact-store";
import { BuildProject } from "./build-project";
import { DeliveryIdentities } from "./delivery-identities";
import { DeliveryPipeline } from "./delivery-pipeline";
import { GitLabConnection } from "./gitlab-connection";
import { GitLabIdentity } from "./gitlab-identity";
import { GitLabProject } from "./gitlab-project";
import { ImageRegistry } from "./image-registry";
import { Principals } from "./principals";
import { ReleaseNotices } from "./release-notices";
import { TargetAccount } from "./target-account";

export interface DeliveryRoadArgs {
  readonly blueprint: Blueprint;
  /** Said on every run. @default - none */
  readonly warnings?: readonly Problem[];
}

/**
 * The whole road from one GitLab project into its accounts, in the order in which it must come to be: who
 * acts, where things lie, what the targets allow, and last the pipeline, whose creation starts a run.
 */
export class DeliveryRoad extends ComponentResource {
  readonly connection: GitLabConnection;
  readonly project: GitLabProject;
  readonly approvers: Approvers;
  readonly pipelineName: Output<string> | undefined;

  constructor(name: string, { blueprint, warnings = [] }: DeliveryRoadArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:DeliveryRoad", name, {}, opts);
    for (const { path, got, fix } of warnings) void log.warn(`${path}: ${got}; ${fix}`, this);
    const { region, accountId } = blueprint.devops;
    const principals = new Principals();
    const accounts = new Accounts("accounts", blueprint, { parent: this });
    const inDevops = { parent: this, providers: { aws: accounts.of(accountId) } };

    this.connection = new GitLabConnection("gitlab", { plan: blueprint.connection, region }, inDevops);
    const gitlab = blueprint.gitlab.project.manage
      ? [new GitLabProvider("gitlab", { baseUrl: blueprint.gitlab.apiUrl }, { parent: this })]
      : [];
    this.project = new GitLabProject(
      "project",
      { plan: blueprint.gitlab.project },
      { parent: this, providers: gitlab },
    );

    const identities = new DeliveryIdentities("identities", { blueprint, principals }, inDevops);
    if (blueprint.gitlabIdentity) {
      const { boundary } = identities;
      new GitLabIdentity("gitlab-ci", { plan: blueprint.gitlabIdentity, boundary, principals }, inDevops);
    }
    const store = new ArtifactStore("store", { plan: blueprint.store, principals }, inDevops);
    const registry = blueprint.registry
      ? [new ImageRegistry("registry", { plan: blueprint.registry, principals }, inDevops)]
      : [];
    const notices = new ReleaseNotices(
      "notices",
      { plan: blueprint.notices, region, principals, forwarder: identities.forwarder },
      inDevops,
    );
    this.approvers = new Approvers("approvers", { plans: blueprint.approvers }, inDevops);

    const projects = blueprint.steps.map(
      (step) =>
        new BuildProject(
          step.key,
          {
            step,
            region,
            identity: identities.of(step.role.arn),
            artifactKey: store.artifactKey,
            logKey: store.logKey,
            logRetentionDays: blueprint.logRetentionDays,
          },
          inDevops,
        ),
    );
    const targets = blueprint.targets.map(
      (plan) =>
        new TargetAccount(
          plan.key,
          { plan, principals },
          { parent: this, providers: { aws: accounts.of(plan.target.accountId) } },
        ),
    );

    const firstRunNeeds: Resource[] = [
      store,
      notices,
      identities,
      this.project,
      this.approvers,
      ...registry,
      ...projects,
      ...targets,
    ];
    this.pipelineName = blueprint.pipeline
      ? new DeliveryPipeline(
          "delivery",
          {
            plan: blueprint.pipeline,
            region,
            connectionArn: this.connection.availableArn,
            firstRunNeeds,
          },
          inDevops,
        ).pipelineName
      : undefined;
    this.registerOutputs({ pipelineName: this.pipelineName });
  }
}
