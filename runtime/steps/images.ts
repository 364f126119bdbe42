import { writeFileSync } from "node:fs";
import { ECRClient } from "@aws-sdk/client-ecr";
import { registryPassword } from "../aws/registry-login";
import { pushImages } from "../push-images";
import { runCommand } from "../step/command";
import { runStep } from "../step/run-step";
import { unpackAssembly } from "../step/unpacked-assembly";

void runStep("images", async (configuration, environment) => {
  const execution = environment.variable("EXECUTION_ID");
  const assembly = unpackAssembly(environment.assemblyArchive());
  const ecr = new ECRClient({ region: configuration.region });
  const pushed = await pushImages(
    configuration,
    assembly,
    execution,
    () => registryPassword(ecr),
    runCommand,
  );
  writeFileSync(environment.output("images.json"), `${JSON.stringify(pushed, null, 2)}\n`);
});
