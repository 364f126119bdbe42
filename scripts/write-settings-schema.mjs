/** Writes docs/settings.schema.json from the schema that reads the settings. */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
require("ts-node/register/transpile-only");
const { settingsJsonSchema } = require("../blueprint/settings-reader/json-schema.ts");

const file = fileURLToPath(new URL("../docs/settings.schema.json", import.meta.url));
writeFileSync(file, `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`);
