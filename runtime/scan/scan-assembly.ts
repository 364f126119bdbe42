import { join } from "node:path";
import type { ScanConfiguration } from "../../blueprint/step-configuration";
import type { Assembly, AssemblyStack } from "../assembly/assembly";
import { readJsonObject } from "../assembly/json";
import { placeOf } from "../assembly/stack-choice";
import { readCode } from "./code-rules";
import type { Finding } from "./finding";
import { stackFindings } from "./stack-rules";
import { templateFindings } from "./template-rules";

/** Every finding in an assembly: its stacks, assets, templates and nested templates. */
export function scanAssembly(
  assembly: Assembly,
  allowed: Pick<ScanConfiguration, "qualifier" | "destinations" | "boundaryNames">,
): readonly Finding[] {
  return assembly.stacks.flatMap((stack) => [
    ...stackFindings(stack, allowed),
    ...scanTemplates(assembly, stack, allowed),
  ]);
}

function scanTemplates(
  assembly: Assembly,
  stack: AssemblyStack,
  allowed: Pick<ScanConfiguration, "boundaryNames">,
): readonly Finding[] {
  const place = placeOf(stack.environment);
  if (place === undefined) return [];
  const findings: Finding[] = [];
  const files = [stack.templateFile];
  // The list grows while it is read: a nested template may nest others.
  for (const file of files) {
    const template = readJsonObject(join(assembly.folder, file), file);
    const code = readCode(stack, place, file, template);
    findings.push(...templateFindings(stack, place, file, template, allowed), ...code.findings);
    files.push(...code.nestedTemplates.filter((nested) => !files.includes(nested)));
  }
  return findings;
}
