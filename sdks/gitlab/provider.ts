// Made by generate.mjs from schema.json: change those, not this file.

import * as pulumi from "@pulumi/pulumi";
import {
  isResourceOfType,
  newResourceInputs,
  resourceOptions,
  type ResourceProperties,
} from "./resource-properties";

const properties: ResourceProperties<ProviderArgs, ProviderArgs> = {
  inputs: [
    "baseUrl",
    "cacertFile",
    "clientCert",
    "clientKey",
    "configFile",
    "context",
    "earlyAuthCheck",
    "enableAutoCiSupport",
    "headers",
    "insecure",
    "retries",
    "token",
  ],
  secretInputs: ["token"],
  jsonInputs: ["earlyAuthCheck", "enableAutoCiSupport", "headers", "insecure", "retries"],
  secretOutputs: ["token"],
};

/**
 * How GitLab is reached, and as whom. Every input is optional; the plugin falls back to GITLAB_TOKEN,
 * GITLAB_BASE_URL, GITLAB_CONFIG_FILE, GITLAB_CONTEXT and GITLAB_EARLY_AUTH_CHECK. Fields exist for
 * the text inputs only: the provider takes all others as JSON.
 */
export class Provider extends pulumi.ProviderResource {
  public static readonly __pulumiType = "gitlab";

  /** Whether `obj` is a Provider, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is Provider {
    return isResourceOfType(obj, "pulumi:providers:gitlab");
  }

  /**
   * Address of the API with its path and a slash at the end; `https://gitlab.com/api/v4/` when empty.
   */
  declare public readonly baseUrl: pulumi.Output<string | undefined>;
  /** File with the certificate authority of a self-managed host. */
  declare public readonly cacertFile: pulumi.Output<string | undefined>;
  /** File with the client certificate, for a host that asks for one. */
  declare public readonly clientCert: pulumi.Output<string | undefined>;
  /** File with the client certificate's key. */
  declare public readonly clientKey: pulumi.Output<string | undefined>;
  /** Configuration file of GitLab's own command line, to take address and token from. */
  declare public readonly configFile: pulumi.Output<string | undefined>;
  /** Which context of that file. */
  declare public readonly context: pulumi.Output<string | undefined>;
  /** Personal, project or group access token. Secret. */
  declare public readonly token: pulumi.Output<string | undefined>;

  constructor(name: string, args?: ProviderArgs, opts: pulumi.ResourceOptions = {}) {
    super(
      Provider.__pulumiType,
      name,
      newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** How GitLab is reached, and as whom. */
export interface ProviderArgs {
  /**
   * Address of the API with its path and a slash at the end; `https://gitlab.com/api/v4/` when empty.
   */
  baseUrl?: pulumi.Input<string>;
  /** File with the certificate authority of a self-managed host. */
  cacertFile?: pulumi.Input<string>;
  /** File with the client certificate, for a host that asks for one. */
  clientCert?: pulumi.Input<string>;
  /** File with the client certificate's key. */
  clientKey?: pulumi.Input<string>;
  /** Configuration file of GitLab's own command line, to take address and token from. */
  configFile?: pulumi.Input<string>;
  /** Which context of that file. */
  context?: pulumi.Input<string>;
  /** Checks the token before the first resource. */
  earlyAuthCheck?: pulumi.Input<boolean>;
  /** Inside a GitLab CI job: use the job's own token. */
  enableAutoCiSupport?: pulumi.Input<boolean>;
  /** Headers added to every request. */
  headers?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Does not check the host's certificate. */
  insecure?: pulumi.Input<boolean>;
  /** How often a failed request is tried again. */
  retries?: pulumi.Input<number>;
  /** Personal, project or group access token. Secret. */
  token?: pulumi.Input<string>;
}
