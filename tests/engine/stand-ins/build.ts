import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(__dirname, "..", "..", "..");

/** Bundles a stand-in into one executable file: an engine starts a process a provider, many times. */
async function executable(name: string, folder: string): Promise<void> {
  const file = join(folder, name);
  await build({
    entryPoints: [join(__dirname, `${name}.ts`)],
    outfile: `${file}.js`,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "warning",
    absWorkingDir: root,
  });
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${file}.js" "$@"\n`);
  chmodSync(file, 0o755);
}

/** Puts the stand-in providers where the engine keeps installed plugins. */
export async function installProviders(pulumiHome: string): Promise<void> {
  for (const [plugin, version] of [
    ["aws", "7.48.0"],
    ["gitlab", "10.1.1"],
  ] as const) {
    const folder = join(pulumiHome, "plugins", `resource-${plugin}-v${version}`);
    mkdirSync(folder, { recursive: true });
    await executable(`pulumi-resource-${plugin}`, folder);
  }
}

export async function installLanguageHost(folder: string): Promise<void> {
  await executable("pulumi-language-nodejs", folder);
}
