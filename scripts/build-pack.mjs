/**
 * Builds the policy pack: one file that starts quickly for the engine, one for callers of the library, and the
 * library's types. The pack is its own package, so what it needs from elsewhere stays outside.
 */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const pack = fileURLToPath(new URL("../policy-pack", import.meta.url));

await build({
  entryPoints: ["index.ts", "library.ts"].map((file) => join(pack, file)),
  outdir: join(pack, "bin"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["@pulumi/*"],
  logLevel: "warning",
});

if (!process.argv.includes("--no-types")) {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "--project", pack], { stdio: "inherit" });
}
