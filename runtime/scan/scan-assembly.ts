import { join } from "node:path";
import type { ScanConfiguration, ScanDestination } from "../../blueprint/step-configuration";
import type { Assembly, AssemblyStack } from "../assembly/assembly";
import { readJsonObject } from "../assembly/json";
import { environmentOf } from "../assembly/stack-choice";
import { codeFindings } from "./code-rules";
import type { Finding } from "./finding";
import { finding } from "./finding";
import { stackFindings } from "./stack-rules";
import { templateFindings } from "./template-rules";

/**
 * Every finding in an assembly: its stacks, assets and templates. A stack for another place than the
 * destinations has this one finding, because what it may hold depends on the place.
 */
export function scanAssembly(
  assembly: Assembly,
  { qualifier, destinations }: Pick<ScanConfiguration, "qualifier" | "destinations">,
): readonly Finding[] {
  return assembly.stacks.flatMap((stack) => {
    const destination = destinations.find((one) => environmentOf(one) === stack.environment);
    if (destination === undefined) return [foreignDestination(stack, destinations)];
    const file = stack.templateFile;
    const template = readJsonObject(join(assembly.folder, file), file);
    return [
      ...stackFindings(stack, destination, qualifier),
      ...templateFindings(stack, destination, file, template),
      ...codeFindings(stack, destination, file, template),
    ];
  });
}

function foreignDestination(stack: AssemblyStack, destinations: readonly ScanDestination[]): Finding {
  return finding("foreign-destination", {
    resource: stack.name,
    file: stack.manifest,
    found: `environment ${JSON.stringify(stack.environment)}`,
    allowed: destinations.map(environmentOf).join(", "),
  });
}
