/**
 * Compiles what runs as JavaScript: the GitLab SDK, the policy pack, the delivery's bundles and the command. Of the
 * program, which runs as TypeScript, it leaves what the transpiler keeps, so that the first run is as quick as others.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundle } from "./bundle.mjs";
import { transpile } from "./transpiler.cjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

execFileSync(process.execPath, [tsc, "--project", join(root, "sdks/gitlab")], { stdio: "inherit" });
await import("./build-pack.mjs");
await import("./build-automation.mjs");

/** One self-contained file a step: it is fetched by hash and run where no package is installed. */
const steps = join(root, "runtime", "steps");
await build({
  entryPoints: existsSync(steps) ? readdirSync(steps).map((file) => join(steps, file)) : [],
  outdir: join(root, "runtime", "bin"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: false,
  legalComments: "none",
  logLevel: "warning",
});

await bundle("delivery.ts", "delivery.js", { banner: { js: "#!/usr/bin/env node" } });

for (const room of ["blueprint", "components", "runtime"])
  for (const file of readdirSync(join(root, room), { recursive: true }))
    if (file.endsWith(".ts")) transpile(readFileSync(join(root, room, file), "utf8"), { fileName: file });
