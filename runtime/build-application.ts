import { existsSync, lstatSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { BuildConfiguration } from "../blueprint/step-configuration";
import { packFolder } from "./archive/pack";
import type { CommandRunner } from "./step/command";
import { shell } from "./step/command";
import { runSettingsCommand } from "./step/settings-command";
import { StepFailure } from "./step/step-failure";

/**
 * Installs, tests and synthesizes the application in its folder, under a HOME of its own that holds CDK's
 * user context, and packs the cloud assembly into one archive. The first failing command ends it. Nothing is
 * packed but the folder that synth was told to write, and nothing but the archive leaves the step.
 *
 * @param source folder of the source artifact.
 * @param archive file to write; its folder is the step's output and holds nothing else.
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
  const assembly = join(realpathSync(mkdtempSync(join(tmpdir(), "assembly-"))), "cdk.out");
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
  requireOwnFolder(assembly);
  requireEmptyOutput(dirname(archive));
  packFolder(assembly, archive);
}

/** The commands may have put a link in the assembly's place, or in that of the folder around it. */
function requireOwnFolder(assembly: string): void {
  const real = realpathSync(assembly);
  if (real === assembly) return;
  throw new StepFailure(
    `The assembly ${assembly} is a link to ${real}. Only what synth writes into its output folder is packed: ` +
      "build.synth must write there, not link to another folder.",
  );
}

/** Everything in the output folder becomes the artifact, whoever put it there. */
function requireEmptyOutput(output: string): void {
  if (lstatSync(output, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new StepFailure(
      `The step's output ${output} is no folder any more. The commands of build must leave it alone.`,
    );
  }
  const strangers = readdirSync(output).sort();
  if (strangers.length === 0) return;
  throw new StepFailure(
    `The step's output ${output} holds ${strangers.join(", ")} before anything was packed. Only the assembly ` +
      "leaves this step: the commands of build must write elsewhere.",
  );
}
