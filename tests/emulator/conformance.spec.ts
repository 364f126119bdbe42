import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { models } from "../../emulator/registry";
import { fieldOf } from "../../emulator/shape";

const root = join(__dirname, "../..");

interface Inputs {
  readonly all: readonly string[];
  readonly required: readonly string[];
}

/** The inputs of an AWS resource as @pulumi/aws declares them: the members of `<Class>Args`. */
function awsInputs(type: string): Inputs {
  const module = type.split(":")[1] ?? "";
  const text = readFileSync(join(root, "node_modules/@pulumi/aws", `${module}.d.ts`), "utf8");
  const args = /export interface \w+Args \{([\s\S]*?)\n\}/.exec(text)?.[1] ?? "";
  const members = [...args.matchAll(/^ {4}(\w+)(\??): /gm)];
  return {
    all: members.map(([, name = ""]) => name).sort(),
    required: members
      .filter(([, , optional]) => optional === "")
      .map(([, name = ""]) => name)
      .sort(),
  };
}

interface GitLabInput {
  readonly required?: boolean;
  readonly values?: readonly string[];
}

interface GitLabSchema {
  readonly resources: Readonly<
    Record<
      string,
      { readonly token: string; readonly inputProperties: Readonly<Record<string, GitLabInput>> }
    >
  >;
}

const gitlab = JSON.parse(readFileSync(join(root, "sdks/gitlab/schema.json"), "utf8")) as GitLabSchema;

function gitLabProperties(type: string): readonly [string, GitLabInput][] {
  const resource = Object.values(gitlab.resources).find(({ token }) => token === type);
  assert.ok(resource, `${type} is not in the schema of the GitLab SDK`);
  return Object.entries(resource.inputProperties);
}

function gitLabInputs(type: string): Inputs {
  const properties = gitLabProperties(type);
  return {
    all: properties.map(([name]) => name).sort(),
    required: properties
      .filter(([, { required }]) => required)
      .map(([name]) => name)
      .sort(),
  };
}

describe("emulator: inputs are those of the providers", () => {
  for (const [type, model] of models)
    it(type, () => {
      const entries = Object.entries(model.inputs);
      const required = entries.filter(([, entry]) => fieldOf(entry).required).map(([name]) => name);
      assert.deepEqual(
        { all: entries.map(([name]) => name).sort(), required: required.sort() },
        type.startsWith("aws:") ? awsInputs(type) : gitLabInputs(type),
      );
    });

  for (const [type, model] of models)
    if (type.startsWith("gitlab:"))
      it(`${type} allows the schema's values`, () => {
        const allowed = Object.entries(model.inputs).flatMap(([name, entry]) => {
          const { shape } = fieldOf(entry);
          return shape.kind === "text" && shape.oneOf ? [[name, [...shape.oneOf].sort()]] : [];
        });
        const stated = gitLabProperties(type).flatMap(([name, { values }]) =>
          values ? [[name, [...values].sort()]] : [],
        );
        assert.deepEqual(Object.fromEntries(allowed), Object.fromEntries(stated));
      });
});
