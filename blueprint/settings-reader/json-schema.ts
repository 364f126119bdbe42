import { z } from "zod";
import { settingsSchema } from "./schema";

/**
 * The JSON Schema of `Pulumi.<stack>.yaml`, for completion and hover text in editors. It knows the shape of every
 * setting; the rules between settings are read-settings' own. Settings of other namespaces are left alone.
 */
export function settingsJsonSchema(): Readonly<Record<string, unknown>> {
  const { properties = {}, required = [] } = z.toJSONSchema(settingsSchema, {
    io: "input",
    target: "draft-7",
  });
  const known = Object.keys(properties);
  const named = (key: string) => `delivery:${key}`;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Settings of gitlab-aws-delivery: Pulumi.<stack>.yaml",
    type: "object",
    properties: {
      config: {
        description: "Settings of the stack. Account ids and dates stand in quotes.",
        type: "object",
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, schema]) => [named(key), schema]),
        ),
        patternProperties: { [`^delivery:(?!(?:${known.join("|")})$)`]: false },
        required: required.map(named),
      },
    },
    required: ["config"],
  };
}
