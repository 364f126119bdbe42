import { readFileSync } from "node:fs";
import type { StepConfiguration, StepName } from "../../blueprint/step-configuration";
import { StepEnvironment } from "./step-environment";
import { StepFailure } from "./step-failure";

/** The configuration of one step. */
export type ConfigurationOf<Step extends StepName> = Extract<StepConfiguration, { step: Step }>;

/**
 * The entry of a step: `node <step>.js <configuration.json>`. Any failure is one message on standard error
 * and a non-zero exit code.
 */
export async function runStep<Step extends StepName>(
  step: Step,
  work: (configuration: ConfigurationOf<Step>, environment: StepEnvironment) => Promise<void>,
): Promise<void> {
  try {
    await work(readConfiguration(step, process.argv[2]), new StepEnvironment(process.env));
  } catch (error) {
    process.stderr.write(`\n${step}: ${messageOf(error)}\n`);
    process.exitCode = error instanceof StepFailure ? error.exitCode : 1;
  }
}

function readConfiguration<Step extends StepName>(
  step: Step,
  file: string | undefined,
): ConfigurationOf<Step> {
  if (!file) throw new StepFailure(`Usage: node ${step}.js <configuration.json>`);
  let configuration: StepConfiguration;
  try {
    configuration = JSON.parse(readFileSync(file, "utf8")) as StepConfiguration;
  } catch (error) {
    throw new StepFailure(`Cannot read the configuration ${file}: ${messageOf(error)}`);
  }
  if (!isOf(step, configuration)) {
    throw new StepFailure(`${file} configures the step "${configuration.step}", not "${step}".`);
  }
  return configuration;
}

function isOf<Step extends StepName>(
  step: Step,
  configuration: StepConfiguration,
): configuration is ConfigurationOf<Step> {
  return configuration.step === step;
}

/** What an error says to a person; AWS errors carry their kind in the name. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === "Error" || error instanceof StepFailure
    ? error.message
    : `${error.name}: ${error.message}`;
}
