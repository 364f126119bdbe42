import { serviceNames } from "../../config/application-services";
import type { Document } from "../../iam/document";

/** What an execution role may use whatever the application is made of: its roles, and the assets of the bootstrap. */
const always: Readonly<Record<string, readonly string[] | "all">> = {
  iam: "all",
  s3: ["s3:getobject", "s3:getobjectversion"],
  kms: ["kms:decrypt"],
  ecr: ["ecr:batchgetimage", "ecr:getdownloadurlforlayer", "ecr:getrepositorypolicy"],
  ssm: ["ssm:getparameters"],
};

/** An execution role held against the services of the settings. */
export interface ExecutionComparison {
  /** Services that the settings name, of which the role may do nothing. */
  readonly lacking: readonly string[];
  /** Actions of services that the settings don't name. */
  readonly beyond: readonly string[];
  readonly unknown: readonly string[];
}

export function compareExecution(
  documents: readonly Document[],
  services: readonly string[],
): ExecutionComparison {
  const statements = documents
    .flatMap((document) => document.statements)
    .filter(({ effect }) => effect === "Allow");
  const granted = statements.flatMap(({ actions }) => (actions.negated ? ["*"] : actions.patterns));
  const wanted = new Set(services.flatMap((service) => serviceNames(service).own));
  return {
    lacking: services.filter((service) => {
      const names = serviceNames(service).own;
      return !granted.some((action) => action === "*" || names.includes(prefixOf(action)));
    }),
    beyond: [...new Set(granted)].filter((action) => {
      const prefix = prefixOf(action);
      if (wanted.has(prefix)) return false;
      const free = Object.hasOwn(always, prefix) ? always[prefix] : undefined;
      return free !== "all" && !free?.includes(action);
    }),
    unknown: [
      ...documents.flatMap(({ unknown }) => unknown),
      ...statements.flatMap(({ actions }) => actions.unknown),
    ],
  };
}

function prefixOf(action: string): string {
  return action.split(":", 1)[0] ?? action;
}
