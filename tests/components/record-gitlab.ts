import { Provider } from "@pulumi/gitlab";
import * as pulumi from "@pulumi/pulumi";
import { planGitLabProject } from "../../blueprint/gitlab";
import type { GuardRail } from "../../blueprint/guard-rails";
import type { Settings } from "../../blueprint/settings";
import { GitLabProject } from "../../components";

/** One resource of the component, as it was registered. */
export interface GitLabRegistration {
  readonly type: string;
  /** Without what was left out. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** `<urn>::<id>`; empty on the default provider. */
  readonly provider: string;
  readonly options: pulumi.CustomResourceOptions;
}

export interface RecordedProject {
  /** By name in the program; the component and its provider are not among them. */
  readonly registrations: Readonly<Record<string, GitLabRegistration>>;
  readonly guardRails: readonly GuardRail[];
}

/** Renders the project of these settings alone, with a provider that it inherits. */
export async function recordGitLab(settings: Settings): Promise<RecordedProject> {
  const made: Record<string, Omit<GitLabRegistration, "options">> = {};
  const options: Record<string, pulumi.CustomResourceOptions> = {};
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider, custom, id }) => {
        const isOwn = custom === true && !type.startsWith("pulumi:");
        if (isOwn) made[name] = { type, inputs: inputs as Record<string, unknown>, provider: provider ?? "" };
        return { id: id ?? `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: ({ token }) => {
        throw new Error(`The component calls nothing, yet it called ${token}`);
      },
    },
    "delivery",
    "prod",
    true,
  );
  const provider = new Provider("gitlab", { baseUrl: "https://gitlab.com/api/v4/" });
  const watch: pulumi.ResourceTransformation = ({ name, opts }) => {
    options[name] = opts;
    return undefined;
  };
  const { guardRails } = new GitLabProject(
    "project",
    { plan: planGitLabProject(settings) },
    { providers: { gitlab: provider }, transformations: [watch] },
  );
  await pulumi.runtime.disconnect();
  return {
    registrations: Object.fromEntries(
      Object.entries(made).map(([name, one]) => [name, { ...one, options: options[name] ?? {} }]),
    ),
    guardRails,
  };
}
