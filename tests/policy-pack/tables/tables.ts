import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DecisionTable } from "./table";

/** Every decision table: one file a policy, in the folder of its section, exporting `table`. */
export function allTables(): readonly DecisionTable[] {
  return readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => /[\\/].*\.ts$/.test(file) && !file.endsWith(".stack.ts"))
    .sort()
    .map((file) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the folder is the list
      const loaded = require(join(__dirname, file)) as { table?: DecisionTable };
      if (!loaded.table) throw new Error(`${file} exports no table`);
      return loaded.table;
    });
}
