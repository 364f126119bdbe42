import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineJsonSchema } from "./engine/result";
import { rehearsalJsonSchema } from "./rehearsal/result";

/** Writes the schemas in docs/ from those in the code; run it with ts-node after a change there. */
for (const [name, schema] of [
  ["rehearsal", rehearsalJsonSchema()],
  ["engine", engineJsonSchema()],
] as const)
  writeFileSync(join(__dirname, "..", "docs", `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
