import type { Branch } from "../../emulator/tree";
import type { Circumstances, Registration } from "../../policy-pack/verdict/judge";
import type { StackMonitor } from "./monitor";
import type { RegisteredResource } from "./registered-resource";
import type { Secrets } from "./secrets";
import type { StackHost } from "./stack-host";
import { unwrapped } from "./wire";

/** What a rehearsed program registered, as the policy pack is shown it. Its values are in clear text. */
export interface RegisteredStack {
  readonly stack: string;
  readonly resources: readonly Registration[];
  /** The stack's settings and the policy config. */
  readonly circumstances: Circumstances;
  /** Whatever is made of it, without secrets. */
  readonly withoutSecrets: <T>(value: T) => T;
}

export function registeredStack(
  stack: string,
  monitor: StackMonitor,
  host: StackHost,
  secrets: Secrets,
  circumstances: { readonly settings: Readonly<Record<string, string>>; readonly config: Branch },
): RegisteredStack {
  return {
    stack,
    resources: [...monitor.resources.values()].map((resource) => registrationOf(resource, host)),
    circumstances,
    withoutSecrets: (value) => secrets.hideIn(value),
  };
}

/** A resource as it was registered, in the pack's terms: the test suites of the pack judge the same. */
export function registrationOf(resource: RegisteredResource, host: StackHost) {
  const { type, name, urn, inputs, provider, parent, dependencies, propertyDependencies } = resource;
  const { protect, ignoreChanges } = resource.options;
  return {
    type,
    name,
    urn,
    inputs,
    foreseen: unwrapped(host.foreseen(resource), () => undefined),
    ...(provider
      ? {
          provider: {
            type: provider.type,
            name: provider.name,
            urn: provider.urn,
            inputs: provider.inputs,
          },
        }
      : {}),
    protect,
    ignoreChanges,
    ...(parent === "" ? {} : { parent }),
    dependencies,
    propertyDependencies: Object.fromEntries(propertyDependencies),
  } satisfies Registration;
}
