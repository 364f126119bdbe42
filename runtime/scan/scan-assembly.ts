import { join } from "node:path";
import type { ScanConfiguration } from "../../blueprint/step-configuration";
import type { Assembly, AssemblyStack } from "../assembly/assembly";
import { readJsonObject } from "../assembly/json";
import { placeOf } from "../assembly/stack-choice";
import { codeFindings } from "./code-rules";
import type { Finding } from "./finding";
import { stackFindings } from "./stack-rules";
import { templateFindings } from "./template-rules";

/** Every finding in an assembly: its stacks, assets and templates. */
export function scanAssembly(
  assembly: Assembly,
  allowed: Pick<ScanConfiguration, "qualifier" | "destinations" | "boundaryNames">,
): readonly Finding[] {
  return assembly.stacks.flatMap((stack) => [
    ...stackFindings(stack, allowed),
    ...scanTemplate(assembly, stack, allowed),
  ]);
}

function scanTemplate(
  assembly: Assembly,
  stack: AssemblyStack,
  allowed: Pick<ScanConfiguration, "boundaryNames">,
): readonly Finding[] {
  const place = placeOf(stack.environment);
  if (place === undefined) return [];
  const file = stack.templateFile;
  const template = readJsonObject(join(assembly.folder, file), file);
  return [
    ...templateFindings(stack, place, file, template, allowed),
    ...codeFindings(stack, place, file, template),
  ];
}
