/** What the constructors of this package share: from the values a person gives to what the engine registers. */
import * as pulumi from "@pulumi/pulumi";
import { version } from "./version";

/** A resource's properties, by what becomes of them. */
export interface ResourceProperties<Args, State> {
  /** May be given. */
  readonly inputs: readonly (keyof Args & string)[];
  /** Those that must be given. */
  readonly required?: readonly (keyof Args & string)[];
  /** Those that are registered as secrets. */
  readonly secretInputs?: readonly (keyof Args & string)[];
  /** Those that the provider takes as JSON text. */
  readonly jsonInputs?: readonly (keyof Args & string)[];
  /** Set by the provider alone. */
  readonly outputs?: readonly (keyof State & string)[];
  /** Everything that is encrypted in the state, input or output. */
  readonly secretOutputs?: readonly (keyof State & string)[];
}

/**
 * What a new resource is registered with. Outputs stand there without a value: the resource has its fields
 * before the provider answers.
 *
 * @throws when a required input is missing, unless `opts.urn` says that this only refers to a resource.
 */
export function newResourceInputs<Args extends object, State>(
  properties: ResourceProperties<Args, State>,
  args: Args | undefined,
  opts: pulumi.ResourceOptions,
): pulumi.Inputs {
  const { inputs, required = [], secretInputs = [], jsonInputs = [], outputs = [] } = properties;
  const missing = required.find((name) => args?.[name] === undefined);
  if (missing !== undefined && !opts.urn) {
    throw new Error(`Missing required property '${missing}'`);
  }
  return {
    ...fill(inputs, (name) => args?.[name]),
    // An empty secret is not sent: the provider then looks in its environment.
    ...fill(secretInputs, (name) => (args?.[name] ? pulumi.secret(args[name]) : undefined)),
    ...fill(jsonInputs, (name) => pulumi.output(args?.[name]).apply((value) => JSON.stringify(value))),
    ...fill(outputs, () => undefined),
  };
}

/** What an existing resource is looked up with: all that is known of it. */
export function lookupInputs<Args, State extends Partial<Args>>(
  { inputs, outputs = [] }: ResourceProperties<Args, State>,
  state: State | undefined,
): pulumi.Inputs {
  return { ...fill(inputs, (name) => state?.[name]), ...fill(outputs, (name) => state?.[name]) };
}

/** The caller's options on top of this package's: its version selects the plugin. */
export function resourceOptions(
  opts: pulumi.CustomResourceOptions,
  secretOutputs?: readonly string[],
): pulumi.CustomResourceOptions {
  const own = secretOutputs ? { version, additionalSecretOutputs: [...secretOutputs] } : { version };
  return pulumi.mergeOptions(own, opts);
}

/** Whether `value` is a resource of this type, also when another copy of the package made it. */
export function isResourceOfType(value: unknown, type: string): boolean {
  return (
    typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === type
  );
}

function fill<Name extends string>(
  names: readonly Name[],
  valueOf: (name: Name) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)]));
}
