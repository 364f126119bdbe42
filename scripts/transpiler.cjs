/**
 * How ts-node turns TypeScript into JavaScript here: esbuild, several times as fast as the compiler. Types are
 * checked by `npm run test:types`, not on the way.
 *
 * What came out is kept by the hash of what went in: every run of the program is a process of its own, and the tests
 * start many. The file's name is for errors only: ts-node writes it into source maps itself.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const esbuild = require("esbuild");

const options = { loader: "ts", format: "cjs", platform: "node", target: "node20", sourcemap: "external" };
const kept = join(__dirname, "..", "node_modules", ".cache", "transpiled");

exports.create = () => ({ transpile });

function transpile(source, { fileName }) {
  const key = createHash("sha256")
    .update(JSON.stringify([esbuild.version, options, source]))
    .digest("hex");
  const file = join(kept, `${key}.json`);
  const known = read(file);
  if (known) return known;
  const { code, map } = esbuild.transformSync(source, { ...options, sourcefile: fileName });
  const output = { outputText: code, sourceMapText: map };
  keep(file, output);
  return output;
}
exports.transpile = transpile;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Whole or not at all, as others may read it at the same time. Where nothing can be kept, nothing is. */
function keep(file, output) {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(kept, { recursive: true });
    writeFileSync(unfinished, JSON.stringify(output));
    renameSync(unfinished, file);
  } catch {
    // A read-only checkout transpiles anew each time.
  }
}
