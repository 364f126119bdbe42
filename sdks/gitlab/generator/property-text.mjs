/** The text of properties: their declarations, types, imports and doc comments. */
import { typeName } from "./names.mjs";

/** First line of every generated file. */
export const header = "// Made by generate.mjs from schema.json: change those, not this file.\n";

export function fields(properties, inputProperties) {
  return Object.entries(withDescriptions(properties, inputProperties))
    .map(([name, spec]) => {
      const type = spec.required ? outputType(spec) : `${outputType(spec)} | undefined`;
      return `${propertyDoc({ ...spec, note: spec.note === "replaces" ? undefined : spec.note })}
declare public readonly ${name}: pulumi.Output<${type}>;`;
    })
    .join("\n");
}

export function members(properties, typeOf) {
  return Object.entries(properties)
    .map(([name, spec]) => `${propertyDoc(spec)}\n${name}${spec.required ? "" : "?"}: ${typeOf(spec)};`)
    .join("\n");
}

/** What may be given: literals where the provider names them, everything also as an output. */
export function inputType({ type, values }) {
  const [, outer, inner] = /^(array|map|ref)[<:](.*?)>?$/.exec(type) ?? [];
  switch (outer) {
    case "array":
      return `pulumi.Input<${inputType({ type: inner, values })}[]>`;
    case "map":
      return `pulumi.Input<Record<string, ${inputType({ type: inner, values })}>>`;
    case "ref":
      return `pulumi.Input<input.${typeName(inner)}>`;
    default:
      return `pulumi.Input<${values ? values.map((value) => JSON.stringify(value)).join(" | ") : plainType(type)}>`;
  }
}

/** What is read: text stays text, because a newer GitLab may answer with a value of its own. */
export function outputType({ type }) {
  const [, outer, inner] = /^(array|map|ref)[<:](.*?)>?$/.exec(type) ?? [];
  switch (outer) {
    case "array":
      return `${outputType({ type: inner })}[]`;
    case "map":
      return `Record<string, ${outputType({ type: inner })}>`;
    case "ref":
      return `output.${typeName(inner)}`;
    default:
      return plainType(type);
  }
}

function plainType(type) {
  return type === "integer" ? "number" : type;
}

/** A property that is both an input and an output is described at the input. */
export function withDescriptions(properties, inputProperties) {
  const described = Object.entries(properties).map(([name, spec]) => [
    name,
    { description: inputProperties[name]?.description, ...spec },
  ]);
  return Object.fromEntries(described);
}

/** The description, with what the note adds to it. */
function propertyDoc({ description, note }) {
  switch (note) {
    case "deprecated":
      return doc(`@deprecated ${description}`);
    case "secret":
      return doc(`${description} Secret.`);
    case "replaces":
      return doc(`${description} A change replaces the resource.`);
    default:
      return doc(description);
  }
}

/** A doc comment, broken where a line would grow too long. */
export function doc(text) {
  const oneLine = `/** ${text} */`;
  if (oneLine.length <= 100) return oneLine;
  const lines = [""];
  for (const word of text.split(" ")) {
    if (`${lines.at(-1)} ${word}`.length > 100) lines.push(word);
    else lines.push(`${lines.pop()} ${word}`.trim());
  }
  return `/**\n${lines.map((line) => ` * ${line}`).join("\n")}\n */`;
}

/** Imports of the nested types that these properties name; none when they name none. */
export function typeImports(inputs, outputs) {
  const names = [
    ...(referredTypes(inputs).length > 0 ? ["input"] : []),
    ...(referredTypes(outputs).length > 0 ? ["output"] : []),
  ];
  return names.length > 0 ? `import type { ${names.join(", ")} } from "./types";\n` : "";
}

export function referredTypes(properties) {
  return Object.values(properties).flatMap(({ type }) => /ref:([^>]+)/.exec(type)?.slice(1) ?? []);
}
