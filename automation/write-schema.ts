import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rehearsalJsonSchema } from "./rehearsal/result";

/** Writes docs/rehearsal.schema.json from the schema in the code; run it with ts-node after a change there. */
writeFileSync(
  join(__dirname, "..", "docs", "rehearsal.schema.json"),
  `${JSON.stringify(rehearsalJsonSchema(), null, 2)}\n`,
);
