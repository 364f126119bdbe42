/** The text of a file with a resource or the provider. */
import { quote } from "./names.mjs";
import { doc, fields, header, inputType, members, typeImports } from "./property-text.mjs";

export function resourceFile(name, { token, description, inputProperties, properties }) {
  const hasRequired = namesWhere(inputProperties, "required").length > 0;
  return `${header}
import * as pulumi from "@pulumi/pulumi";
import { isResourceOfType, lookupInputs, newResourceInputs, resourceOptions, type ResourceProperties } from "./resource-properties";
${typeImports(inputProperties, properties)}
${propertiesTable(name, inputProperties, properties, `${name}State`)}

${doc(description)}
export class ${name} extends pulumi.CustomResource {
  public static readonly __pulumiType = ${quote(token)};

  /**
   * Reads one that exists, without managing it.
   *
   * @param name Its name in this program.
   * @param id The provider's id of it.
   * @param state What is known of it already.
   */
  public static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ${name}State, opts?: pulumi.CustomResourceOptions): ${name} {
    return new ${name}(name, ${hasRequired ? `state as ${name}Args` : "state"}, { ...opts, id });
  }

  /** Whether \`obj\` is a ${name}, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is ${name} {
    return isResourceOfType(obj, ${name}.__pulumiType);
  }

  ${fields(properties, inputProperties)}

  ${hasRequired ? "/** @throws when a required property is missing. */" : ""}
  constructor(name: string, ${hasRequired ? "args" : "args?"}: ${name}Args, opts: pulumi.CustomResourceOptions = {}) {
    super(
      ${name}.__pulumiType,
      name,
      opts.id ? lookupInputs(properties, args) : newResourceInputs(properties, args, opts),
      resourceOptions(opts, properties.secretOutputs),
    );
  }
}

/** What a ${name} is made with. */
export interface ${name}Args {
  ${members(inputProperties, inputType)}
}

/** What may be known of a ${name} that exists. */
${stateType(name, omit(properties, Object.keys(inputProperties)))}
`;
}

export function providerFile({ token, description, inputProperties, properties }) {
  const texts = Object.fromEntries(Object.entries(properties).filter(([, { type }]) => type === "string"));
  return `${header}
import * as pulumi from "@pulumi/pulumi";
import { isResourceOfType, newResourceInputs, resourceOptions, type ResourceProperties } from "./resource-properties";

${propertiesTable("Provider", inputProperties, properties, "ProviderArgs")}

${doc(`${description} Fields exist for the text inputs only: the provider takes all others as JSON.`)}
export class Provider extends pulumi.ProviderResource {
  public static readonly __pulumiType = ${quote(token.split(":").at(-1))};

  /** Whether \`obj\` is a Provider, also when another copy of this package made it. */
  public static override isInstance(obj: unknown): obj is Provider {
    return isResourceOfType(obj, ${quote(token)});
  }

  ${fields(texts, inputProperties)}

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
  ${members(inputProperties, inputType)}
}
`;
}

/** The lists from which a constructor knows what to do with each property. */
function propertiesTable(name, inputProperties, properties, state) {
  const lists = {
    inputs: Object.keys(inputProperties),
    required: namesWhere(inputProperties, "required"),
    secretInputs: namesNoted(inputProperties, "secret"),
    jsonInputs: namesNoted(inputProperties, "json"),
    outputs: Object.keys(omit(properties, Object.keys(inputProperties))),
    secretOutputs: namesNoted(properties, "secret"),
  };
  const kept = Object.entries(lists).filter(([list, names]) => list === "inputs" || names.length > 0);
  return `const properties: ResourceProperties<${name}Args, ${state}> = {
  ${kept.map(([list, names]) => `${list}: [${names.map(quote).join(", ")}],`).join("\n")}
};`;
}

function stateType(name, computed) {
  if (Object.keys(computed).length === 0) return `export type ${name}State = Partial<${name}Args>;`;
  const optional = Object.entries(computed).map(([property, spec]) => [
    property,
    { ...spec, required: false },
  ]);
  return `export interface ${name}State extends Partial<${name}Args> {
  ${members(Object.fromEntries(optional), inputType)}
}`;
}

function namesWhere(properties, key) {
  return Object.keys(properties).filter((name) => properties[name][key]);
}

function namesNoted(properties, note) {
  return Object.keys(properties).filter((name) => properties[name].note === note);
}

function omit(properties, names) {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}
