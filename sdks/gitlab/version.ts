// Made by generate.mjs from schema.json: change those, not this file.

/** Version of this package, and of the provider plugin that it asks for. */
export const version = "10.1.1";
