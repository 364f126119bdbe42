/**
 * Writes this package's TypeScript from schema.json; only resource-properties.ts is written by hand.
 *
 *   node sdks/gitlab/generate.mjs           writes the files
 *   node sdks/gitlab/generate.mjs --check   writes nothing, names what differs, and fails if anything does
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { render } from "./generator/files.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const handWritten = ["resource-properties.ts"];

const style = await resolveConfig(join(folder, "index.ts"));
const schema = JSON.parse(readFileSync(join(folder, "schema.json"), "utf8"));
const wanted = new Map();
for (const [file, text] of Object.entries(render(schema))) {
  wanted.set(file, await format(text, { ...style, parser: "typescript" }));
}

const present = [".", "types"]
  .flatMap((within) => listed(within))
  .filter((file) => file.endsWith(".ts") && !handWritten.includes(file));
const surplus = present.filter((file) => !wanted.has(file));
const changed = [...wanted.keys()].filter(
  (file) => !present.includes(file) || readFileSync(join(folder, file), "utf8") !== wanted.get(file),
);

if (process.argv.includes("--check")) {
  const problems = [
    ...changed.map((file) => `sdks/gitlab/${file} is not what schema.json says`),
    ...surplus.map((file) => `sdks/gitlab/${file} is not in schema.json`),
  ];
  if (problems.length > 0) {
    console.error([...problems, "Run: node sdks/gitlab/generate.mjs"].join("\n"));
    process.exitCode = 1;
  }
} else {
  mkdirSync(join(folder, "types"), { recursive: true });
  for (const file of changed) writeFileSync(join(folder, file), wanted.get(file));
  for (const file of surplus) rmSync(join(folder, file));
  console.log(`${changed.length} written, ${surplus.length} removed, ${wanted.size} in all.`);
}

/** The files of one folder, named from this one; none when it does not exist. */
function listed(within) {
  try {
    return readdirSync(join(folder, within)).map((file) => (within === "." ? file : `${within}/${file}`));
  } catch {
    return [];
  }
}
