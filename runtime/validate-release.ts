import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ValidateConfiguration } from "../blueprint/step-configuration";
import type { ReportStore, StackOutputs } from "./report/report-store";
import { outputsFile } from "./report/report-store";
import type { CommandRunner } from "./step/command";
import { shell } from "./step/command";
import { runSettingsCommand } from "./step/settings-command";
import { failWith, StepFailure } from "./step/step-failure";

/**
 * Runs the settings' commands once for each target of a batch. They find DELIVERY_ACCOUNT, DELIVERY_REGION,
 * DELIVERY_ENVIRONMENT and the deploy's outputs as OUTPUT_<STACK>_<KEY> in their environment. The first
 * failing command ends the step.
 *
 * @param source folder of the source artifact.
 */
export async function validateRelease(
  configuration: ValidateConfiguration,
  batch: number,
  source: string,
  store: ReportStore,
  run: CommandRunner,
  log: (line: string) => void,
): Promise<void> {
  const { environment, batches, commands, directory } = configuration;
  const targets = batches[batch];
  if (targets === undefined) {
    throw new StepFailure(`BATCH is ${batch}; ${environment} has the batches 0 to ${batches.length - 1}.`);
  }
  const folder = join(source, directory);
  if (!existsSync(folder)) {
    throw new StepFailure(`build.directory is "${directory}", which the source does not have.`);
  }
  for (const target of targets) {
    const file = outputsFile(target);
    const content = await store.readNewest(file);
    if (content === undefined) {
      throw new StepFailure(`The deploy to ${environment} stored no ${file}; there is nothing to validate.`);
    }
    const variables = {
      DELIVERY_ENVIRONMENT: environment,
      DELIVERY_ACCOUNT: target.accountId,
      DELIVERY_REGION: target.region,
      ...outputVariables(JSON.parse(content) as StackOutputs),
    };
    for (const command of commands) {
      const name = `validate ${target.accountId} ${target.region}`;
      const options = { folder, environment: { ...process.env, ...variables } };
      await runSettingsCommand(name, command, () => run(shell(command), options), log);
    }
  }
}

/** Outputs as variables: `Payments-dev-api` and `QueueUrl` become `OUTPUT_PAYMENTS_DEV_API_QUEUE_URL`. */
export function outputVariables(outputs: StackOutputs): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  const sources: Record<string, string> = {};
  const problems: string[] = [];
  for (const [stack, values] of Object.entries(outputs)) {
    for (const [key, value] of Object.entries(values)) {
      const name = `OUTPUT_${upperSnake(stack)}_${upperSnake(key)}`;
      const other = sources[name];
      if (other !== undefined) problems.push(`${name} is both ${other} and ${stack}.${key}`);
      sources[name] = `${stack}.${key}`;
      variables[name] = value;
    }
  }
  if (problems.length > 0)
    throw failWith("Outputs of the stacks give one variable twice; rename them:", problems);
  return variables;
}

function upperSnake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
}
