import { buildApplication } from "../build-application";
import { runCommand } from "../step/command";
import { log } from "../step/log";
import { runStep } from "../step/run-step";
import { assemblyFile } from "../step/step-environment";

void runStep("build", (configuration, environment) =>
  buildApplication(configuration, environment.source(), environment.output(assemblyFile), runCommand, log),
);
