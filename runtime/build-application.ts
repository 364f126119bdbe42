import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BuildConfiguration } from "../blueprint/step-configuration";
import { packFolder } from "./archive/pack";
import type { CommandRunner } from "./step/command";
import { shell } from "./step/command";
import { runSettingsCommand } from "./step/settings-command";
import { StepFailure } from "./step/step-failure";

/**
 * Installs, tests and synthesizes the application in its folder, under a HOME of its own that holds CDK's
 * user context, and packs the cloud assembly into one archive. The first failing command ends it.
 *
 * @param source folder of the source artifact.
 * @param archive file to write.
 */
export async function buildApplication(
  configuration: BuildConfiguration,
  source: string,
  archive: string,
  run: CommandRunner,
  log: (line: string) => void,
): Promise<void> {
  const folder = join(source, configuration.directory);
  if (!existsSync(folder)) {
    throw new StepFailure(`build.directory is "${configuration.directory}", which the source does not have.`);
  }
  const home = mkdtempSync(join(tmpdir(), "home-"));
  writeFileSync(join(home, ".cdk.json"), JSON.stringify({ context: configuration.context }));
  const options = { folder, environment: { ...process.env, HOME: home } };
  const assembly = join(mkdtempSync(join(tmpdir(), "assembly-")), "cdk.out");
  const synth = `${configuration.synth} --no-lookups --output '${assembly}'`;
  for (const [name, command] of [
    ["install", configuration.install],
    ["test", configuration.test],
    ["synth", synth],
  ] as const) {
    await runSettingsCommand(name, command, () => run(shell(command), options), log);
  }
  if (!existsSync(join(assembly, "manifest.json"))) {
    throw new StepFailure(
      `synth ended without an assembly: "${synth}" wrote no ${join(assembly, "manifest.json")}. ` +
        "build.synth must be a command that accepts the options of `cdk synth`.",
    );
  }
  packFolder(assembly, archive);
}
