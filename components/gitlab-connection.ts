import { Connection } from "@pulumi/aws/codeconnections";
import { Connection as FormerConnection } from "@pulumi/aws/codestarconnections";
import type { ComponentResourceOptions, CustomResourceOptions, Output } from "@pulumi/pulumi";
import { all, ComponentResource, RunError } from "@pulumi/pulumi";
import type { ConnectionPlan } from "../blueprint/connection";
import { protection } from "./protection";

export interface GitLabConnectionArgs {
  readonly plan: ConnectionPlan;
  readonly region: string;
}

/**
 * The connection to GitLab, in two phases: created PENDING, then, once a person has finished the handshake
 * and its ARN is recorded, held to being AVAILABLE. An adopted connection is read and never changed.
 */
export class GitLabConnection extends ComponentResource {
  readonly connectionArn: Output<string>;
  readonly connectionStatus: Output<string>;
  private readonly link: string;

  constructor(name: string, args: GitLabConnectionArgs, opts?: ComponentResourceOptions) {
    super("delivery:index:GitLabConnection", name, {}, opts);
    this.link = args.plan.link;
    const connection = renderConnection(`${name}-connection`, args, { parent: this });
    this.connectionArn = connection.arn;
    this.connectionStatus = connection.connectionStatus;
    this.registerOutputs({ connectionArn: this.connectionArn, connectionStatus: this.connectionStatus });
  }

  /**
   * The ARN, once the recorded status is AVAILABLE. Only a pipeline asks: what nobody waits for must not fail a run
   * whose handshake is still to come.
   * @throws RunError with the console's link when it is not: a pipeline on such a connection never starts.
   */
  get availableArn(): Output<string> {
    return all([this.connectionArn, this.connectionStatus]).apply(([arn, status]) => {
      if (status === "AVAILABLE") return arn;
      throw new RunError(
        `The connection ${arn} is ${status}, and a pipeline needs it AVAILABLE. ` +
          `Finish the handshake at ${this.link}, then run \`pulumi up --refresh\`.`,
      );
    });
  }
}

function renderConnection(name: string, { plan, region }: GitLabConnectionArgs, opts: CustomResourceOptions) {
  if (plan.kind === "adopt") {
    // The service was renamed in 2024; a connection keeps the prefix that it was made under.
    const former = plan.arn.includes(":codestar-connections:");
    return former
      ? FormerConnection.get(name, plan.arn, { region }, opts)
      : Connection.get(name, plan.arn, { region }, opts);
  }
  return new Connection(
    name,
    {
      region,
      name: plan.name,
      ...("hostArn" in plan.provider
        ? { hostArn: plan.provider.hostArn }
        : { providerType: plan.provider.type }),
    },
    // No effect once it is in the state; a new state finds the connection that exists.
    { ...opts, ...protection(), ...(plan.recorded ? { import: plan.recorded } : {}) },
  );
}
