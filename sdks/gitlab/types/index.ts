// Made by generate.mjs from schema.json: change those, not this file.
export * as input from "./input";
export * as output from "./output";
