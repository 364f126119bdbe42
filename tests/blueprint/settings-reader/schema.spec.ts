import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { settingsJsonSchema } from "../../../blueprint/settings-reader/json-schema";
import { settingsSchema } from "../../../blueprint/settings-reader/schema";
import { exampleText } from "./good";

const root = join(__dirname, "..", "..", "..");
const fileOf = (...parts: readonly string[]): string => readFileSync(join(root, ...parts), "utf8");

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
}

/** Every key of the schema by its path, with its description. */
function keysOf(node: Node, path = ""): readonly (readonly [path: string, description?: string])[] {
  return [
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
      [`${path}.${key}`, child.description] as const,
      ...keysOf(child, `${path}.${key}`),
    ]),
    ...(node.items ? keysOf(node.items, `${path}[]`) : []),
    ...(node.oneOf ?? []).flatMap((form) => keysOf(form, path)),
  ];
}

describe("docs/settings.schema.json", () => {
  const validate = new Ajv({ strict: true, allErrors: true, validateFormats: false }).compile(
    settingsJsonSchema(),
  );

  it("is what the schema of the settings gives; else run: node scripts/write-settings-schema.mjs", () => {
    assert.deepEqual(JSON.parse(fileOf("docs", "settings.schema.json")), settingsJsonSchema());
  });

  for (const stack of ["dev", "prod"] as const) {
    it(`accepts Pulumi.${stack}.yaml, which names it`, () => {
      assert.equal(validate(parse(exampleText(stack))), true, JSON.stringify(validate.errors));
      assert.match(exampleText(stack), /^# yaml-language-server: \$schema=docs\/settings\.schema\.json\n/);
    });
  }

  it("describes every key", () => {
    const keys = keysOf(settingsJsonSchema());
    assert.ok(keys.length > 60, `${keys.length} keys`);
    assert.deepEqual(
      keys.filter(([, description]) => (description ?? "").length < 10),
      [],
    );
  });

  it("flags unknown and wrong keys of ours, and leaves other namespaces alone", () => {
    const stack = parse(exampleText("dev")) as { config: Record<string, unknown> };
    const errors = (extra: Record<string, unknown>): readonly string[] => {
      validate({ ...stack, encryptionsalt: "x", config: { ...stack.config, ...extra } });
      return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
    };
    assert.deepEqual(errors({ "aws:region": "eu-central-1" }), []);
    assert.deepEqual(errors({ "delivery:ap": "x" }), ["/config/delivery:ap false schema"]);
    assert.deepEqual(errors({ "delivery:app": "X" }), ["/config/delivery:app pattern"]);
    assert.deepEqual(errors({ "delivery:scan": { failon: "high" } }), [
      "/config/delivery:scan additionalProperties",
    ]);
  });

  it("asks for what has no default", () => {
    validate({ config: {} });
    assert.deepEqual(
      (validate.errors ?? []).map(({ params }) => String(params.missingProperty)),
      [
        "delivery:app",
        "delivery:gitlab",
        "delivery:trigger",
        "delivery:connection",
        "delivery:provisioningRole",
        "delivery:devops",
        "delivery:environments",
        "delivery:workload",
      ],
    );
  });
});

describe("Pulumi.yaml", () => {
  const { config } = parse(fileOf("Pulumi.yaml")) as {
    config: Readonly<Record<string, { type: string; description: string; default?: unknown }>>;
  };

  it("knows the same keys, with a default where the settings have one", () => {
    assert.deepEqual(
      Object.entries(config).map(([key, { default: preset }]) => [key, preset !== undefined]),
      Object.entries(settingsSchema.shape).map(([key, schema]) => [
        `delivery:${key}`,
        schema.safeParse(undefined).success,
      ]),
    );
  });

  it("describes each", () => {
    assert.deepEqual(
      Object.values(config).filter(({ description }) => description.length < 20),
      [],
    );
  });
});
