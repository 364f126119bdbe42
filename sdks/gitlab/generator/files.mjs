/** The text of each generated file, from the schema. Formatting is left to prettier. */

import { baseName, fileName, pascalCase, quote, typeName } from "./names.mjs";
import {
  doc,
  header,
  inputType,
  members,
  outputType,
  referredTypes,
  typeImports,
  withDescriptions,
} from "./property-text.mjs";
import { providerFile, resourceFile } from "./resource-file.mjs";

/** File name → text. */
export function render(schema) {
  const files = { "version.ts": versionFile(schema), "provider.ts": providerFile(schema.provider) };
  for (const [name, resource] of Object.entries(schema.resources)) {
    files[fileName(name)] = resourceFile(name, resource);
  }
  for (const [name, fn] of Object.entries(schema.functions)) {
    files[fileName(name)] = functionFile(name, fn);
  }
  files["types/input.ts"] = inputTypesFile(schema);
  files["types/output.ts"] = outputTypesFile(schema);
  files["types/index.ts"] =
    `${header}export * as input from "./input";\nexport * as output from "./output";\n`;
  files["index.ts"] = indexFile(schema);
  return files;
}

function versionFile({ version }) {
  return `${header}
/** Version of this package, and of the provider plugin that it asks for. */
export const version = ${quote(version)};
`;
}

function functionFile(name, { token, description, inputProperties, properties }) {
  const type = pascalCase(name);
  const args = `{ ${Object.keys(inputProperties)
    .map((input) => `${input}: args.${input}`)
    .join(", ")} }`;
  return `${header}
import * as pulumi from "@pulumi/pulumi";
import { version } from "./version";
${typeImports({}, properties)}
const token = ${quote(token)};

${doc(description)}
export function ${name}(args: ${type}Args = {}, opts: pulumi.InvokeOptions = {}): Promise<${type}Result> {
  return pulumi.runtime.invoke(token, ${args}, { version, ...opts }) as Promise<${type}Result>;
}

${doc(`${description} Takes outputs, and answers with one.`)}
export function ${name}Output(args: ${type}OutputArgs = {}, opts: pulumi.InvokeOutputOptions = {}): pulumi.Output<${type}Result> {
  return pulumi.runtime.invokeOutput(token, ${args}, { version, ...opts });
}

/** What ${name} asks for. */
export interface ${type}Args {
  ${members(inputProperties, outputType)}
}

/** What ${name}Output asks for. */
export interface ${type}OutputArgs {
  ${members(inputProperties, inputType)}
}

/** What ${name} and ${name}Output answer. */
export interface ${type}Result {
  ${members(withDescriptions(properties, inputProperties), outputType)}
}
`;
}

/** The nested types that an input may hold. */
function inputTypesFile({ resources, types }) {
  const inputs = Object.values(resources).flatMap(({ inputProperties }) => referredTypes(inputProperties));
  const interfaces = inputs.map(
    (token) => `${doc(types[token].description)}
export interface ${typeName(token)} {
  ${members(types[token].properties, (spec) => inputType(spec).replaceAll("input.", ""))}
}`,
  );
  return `${header}\nimport type * as pulumi from "@pulumi/pulumi";\n\n${[...new Set(interfaces)].join("\n\n")}\n`;
}

/** The nested types as they are read. */
function outputTypesFile({ types }) {
  const interfaces = Object.entries(types).map(
    ([token, { description, properties, nodeOutputsRequired }]) => {
      const read = Object.entries(properties).map(([name, spec]) => [
        name,
        { ...spec, required: nodeOutputsRequired ? nodeOutputsRequired.includes(name) : spec.required },
      ]);
      return `${doc(description)}
export interface ${typeName(token)} {
  ${members(Object.fromEntries(read), outputType)}
}`;
    },
  );
  return `${header}\n${interfaces.join("\n\n")}\n`;
}

function indexFile({ package: packageName, provider, resources, functions }) {
  const names = Object.keys(resources);
  const exported = ["Provider", ...names, ...Object.keys(functions)].map(
    (name) => `export * from "./${baseName(name)}";`,
  );
  const modules = names.map((name) => `${quote(resources[name].token.split(":")[1])}: ${name}`);
  return `${header}
import * as pulumi from "@pulumi/pulumi";
${names.map((name) => `import { ${name} } from "./${baseName(name)}";`).join("\n")}
import { Provider } from "./provider";
import { version } from "./version";

${exported.join("\n")}
export * as types from "./types";

/** By the module in which the provider has them. */
const resources = { ${modules.join(", ")} };

/** With these, a reference to a resource, as another program's component may return one, becomes an object again. */
for (const [module, Resource] of Object.entries(resources)) {
  pulumi.runtime.registerResourceModule(${quote(packageName)}, module, {
    version,
    construct: (name, type, urn) => {
      if (type !== Resource.__pulumiType) throw new Error(\`unknown resource type \${type}\`);
      return new Resource(name, undefined as never, { urn });
    },
  });
}
pulumi.runtime.registerResourcePackage(${quote(packageName)}, {
  version,
  constructProvider: (name, type, urn) => {
    if (type !== ${quote(provider.token)}) throw new Error(\`unknown provider type \${type}\`);
    return new Provider(name, undefined, { urn });
  },
});
`;
}
