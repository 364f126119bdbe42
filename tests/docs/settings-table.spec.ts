import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, section, tableRows } from "./markdown";

/** As much of JSON Schema as the settings' schema uses. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
}

const schema = JSON.parse(readFileSync(join(root, "docs", "settings.schema.json"), "utf8")) as Schema;
const readme = readFileSync(join(root, "README.md"), "utf8");
const rows = tableRows(section(readme, "## Settings reference"));

/** Every key with a value of its own: `gitlab.review.approvals`, `environments[].name`. */
function leaves(path: string, one: Schema): ReadonlyMap<string, Schema> {
  const forms = [...(one.oneOf ?? []), ...(one.anyOf ?? [])].filter((form) => form.properties);
  const inside = [one, ...forms].flatMap((form) => Object.entries(form.properties ?? {}));
  if (inside.length > 0) {
    return new Map(
      inside.flatMap(([key, below]) => [...leaves(path === "" ? key : `${path}.${key}`, below)]),
    );
  }
  return one.items?.properties ? leaves(`${path}[]`, one.items) : new Map([[path, one]]);
}

const config = schema.properties?.["config"] ?? {};
const keys = leaves("", {
  properties: Object.fromEntries(
    Object.entries(config.properties ?? {}).map(([key, below]) => [key.replace(/^delivery:/, ""), below]),
  ),
});
const code = (cell: string | undefined): string => /^`([^`]*)`$/.exec(cell ?? "")?.[1] ?? "";

describe("settings reference in the README", () => {
  it("lists every key of the schema, each once, and no other", () => {
    assert.ok(keys.size > 40, `only ${keys.size} keys were found in the schema`);
    assert.deepEqual(rows.map(([key]) => code(key)).sort(), [...keys.keys()].sort());
  });

  it("tells the defaults that the schema has", () => {
    const wrong = rows.flatMap(([key, , , told]) => {
      const value = keys.get(code(key))?.default;
      if (value === undefined) return [];
      const expected = typeof value === "string" ? value : JSON.stringify(value);
      return code(told) === expected ? [] : [`${code(key)}: ${told ?? ""}, the schema says ${expected}`];
    });
    assert.deepEqual(wrong, []);
  });

  it("tells every value of a closed list", () => {
    const wrong = rows.flatMap(([key, , allowed = ""]) => {
      const one = keys.get(code(key));
      const values = one?.enum ?? one?.items?.enum ?? [];
      return values
        .filter((value) => typeof value === "string")
        .filter((value) => !allowed.includes(`\`${value}\``))
        .map((value) => `${code(key)} does not mention ${value}`);
    });
    assert.deepEqual(wrong, []);
  });
});
