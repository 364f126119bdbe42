import assert from "node:assert/strict";
import { accepted, complaints, refused, verdict, type Line } from "./compiled-lines";
import { requiredNames, schema, type Properties, type Property } from "./provider-schema";

const preamble = [
  'import * as pulumi from "@pulumi/pulumi";',
  'import * as gitlab from "../../sdks/gitlab/index";',
  "/** `true` when two types are the same, not merely assignable. */",
  "type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;",
  "const is = <T extends true>(): T | undefined => undefined;",
];

/** The type of an input, as a person would write it down from the schema. */
function inputType({ type, values }: Property): string {
  const [, outer, inner = ""] = /^(array|map|ref)[<:](.*?)>?$/.exec(type) ?? [];
  if (outer === "array") return `pulumi.Input<${inputType({ type: inner })}[]>`;
  if (outer === "map") return `pulumi.Input<Record<string, ${inputType({ type: inner })}>>`;
  if (outer === "ref") return `pulumi.Input<gitlab.types.input.${nestedName(inner)}>`;
  return `pulumi.Input<${values ? values.map((value) => JSON.stringify(value)).join(" | ") : scalar(type)}>`;
}

/** The type of an output: literals are not promised, because a newer GitLab may answer with others. */
function outputType(type: string): string {
  const [, outer, inner = ""] = /^(array|map|ref)[<:](.*?)>?$/.exec(type) ?? [];
  if (outer === "array") return `${outputType(inner)}[]`;
  if (outer === "map") return `Record<string, ${outputType(inner)}>`;
  if (outer === "ref") return `gitlab.types.output.${nestedName(inner)}`;
  return scalar(type);
}

const scalar = (type: string) => (type === "integer" ? "number" : type);

function nestedName(token: string): string {
  const name = token.split(":").at(-1) ?? "";
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The interface is exactly this one: same members, same types, the same ones optional. */
function exactly(subject: string, properties: Properties, typeOf: (property: Property) => string): Line {
  const members = Object.entries(properties).map(
    ([name, property]) => `${name}${property.required ? "" : "?"}: ${typeOf(property)};`,
  );
  return accepted(`is<Same<${subject}, { ${members.join(" ")} }>>();`);
}

/** Every literal of the schema may be given, and another may not. */
function literals(subject: string, properties: Properties): Line[] {
  const give = (name: string, value: string) => `({ ${name}: ${value} }) satisfies Partial<${subject}>;`;
  return Object.entries(properties).flatMap(([name, { type, values }]) => {
    if (values === undefined) return [];
    const other = type === "integer" ? "99" : '"unheard of"';
    return [
      ...values.map((value) => accepted(give(name, JSON.stringify(value)))),
      refused(give(name, other), other),
    ];
  });
}

const subjects: Record<string, Line[]> = {
  Provider: [
    exactly("gitlab.ProviderArgs", schema.provider.inputProperties, inputType),
    accepted('new gitlab.Provider("it");'),
    accepted(
      'new gitlab.Provider("it", { retries: pulumi.output(3), headers: { team: pulumi.output("a") } });',
    ),
    refused('new gitlab.Provider("it", { retries: "3" });', "string"),
    refused('new gitlab.Provider("it", { user: "me" });', "user"),
    accepted("is<Same<gitlab.Provider['token'], pulumi.Output<string | undefined>>>();"),
    refused("(provider: gitlab.Provider) => provider.retries;", "retries"),
  ],
  getProject: [
    exactly("gitlab.GetProjectArgs", schema.functions.getProject.inputProperties, ({ type }) =>
      outputType(type),
    ),
    exactly("gitlab.GetProjectOutputArgs", schema.functions.getProject.inputProperties, inputType),
    exactly("gitlab.GetProjectResult", schema.functions.getProject.properties, ({ type }) =>
      outputType(type),
    ),
    accepted("is<Same<ReturnType<typeof gitlab.getProject>, Promise<gitlab.GetProjectResult>>>();"),
    accepted(
      "is<Same<ReturnType<typeof gitlab.getProjectOutput>, pulumi.Output<gitlab.GetProjectResult>>>();",
    ),
    accepted('gitlab.getProjectOutput({ id: pulumi.output("7") });'),
    refused('gitlab.getProject({ id: pulumi.output("7") });', "Output<string>"),
    refused("gitlab.getProject({ id: 7 });", "number"),
  ],
};

for (const [name, { inputProperties, properties }] of Object.entries(schema.resources)) {
  const args = `gitlab.${name}Args`;
  const required = requiredNames(inputProperties);
  const given = (names: readonly string[]) => names.map((input) => `${input}: args.${input}`).join(", ");
  const make = (inputs: string) => `(args: ${args}) => new gitlab.${name}("it", { ${inputs} });`;
  const fields = Object.entries(properties).map(
    ([field, { type, required: always }]) =>
      `${field}: pulumi.Output<${outputType(type)}${always ? "" : " | undefined"}>;`,
  );
  subjects[name] = [
    exactly(args, inputProperties, inputType),
    exactly(`Required<gitlab.${name}State>`, requiredAll({ ...properties, ...inputProperties }), inputType),
    accepted(`({}) satisfies gitlab.${name}State;`),
    accepted(
      `is<Same<Omit<gitlab.${name}, keyof pulumi.CustomResource>, { readonly ${fields.join(" readonly ")} }>>();`,
    ),
    accepted(make(given(required))),
    ...required.map((left) => refused(make(given(required.filter((input) => input !== left))), left)),
    refused(make(`${given(required)}${required.length > 0 ? ", " : ""}webhook: "unknown"`), "webhook"),
    ...literals(args, inputProperties),
  ];
}

for (const [token, { properties, nodeOutputsRequired }] of Object.entries(schema.types)) {
  const name = nestedName(token);
  const read = Object.fromEntries(
    Object.entries(properties).map(([member, spec]) => [
      member,
      { ...spec, required: nodeOutputsRequired ? nodeOutputsRequired.includes(member) : spec.required },
    ]),
  );
  const isInput = !token.startsWith("gitlab:index/get");
  subjects[`${name} in types`] = [
    exactly(`gitlab.types.output.${name}`, read, ({ type }) => outputType(type)),
    ...(isInput
      ? [
          exactly(`gitlab.types.input.${name}`, properties, inputType),
          ...literals(`gitlab.types.input.${name}`, properties),
        ]
      : [refused(`undefined as unknown as gitlab.types.input.${name};`, name)]),
  ];
}

function requiredAll(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, spec]) => [name, { ...spec, required: true }]),
  );
}

describe("the GitLab SDK's types", () => {
  const lines = Object.values(subjects).flat();
  let found: Map<number, string>;

  before(() => {
    found = complaints([...preamble, ...lines.map(({ code }) => code)]);
  });

  it("are used by a program whose own first lines compile", () => {
    const own = [...found].filter(([line]) => line < preamble.length);
    assert.deepEqual(own, []);
  });

  for (const [subject, ofSubject] of Object.entries(subjects)) {
    it(`${subject}: the schema's members and literals, and no others`, () => {
      const wrong = ofSubject.flatMap((line) =>
        verdict(line, found.get(preamble.length + lines.indexOf(line))),
      );
      assert.deepEqual(wrong, []);
    });
  }
});
