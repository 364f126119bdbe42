import { models } from "../../../emulator/registry";
import type { Branch } from "../../../emulator/tree";
import { goodStack } from "../../emulator/good-stack";
import type { Made } from "../../emulator/good-world";

/** A resource of the small program. */
export interface SmallResource {
  readonly name: string;
  readonly type: string;
  readonly inputs: Branch;
  readonly importId?: string;
  /** Names of what must exist before. */
  readonly after: readonly string[];
}

/** What each needs beside what its inputs refer to; all others need nothing. */
const needs: Readonly<Record<string, readonly string[]>> = {
  role: ["oidc", "boundary"],
  rolePolicy: ["role"],
  attachment: ["role", "boundary"],
  policiesExclusive: ["rolePolicy"],
  attachmentsExclusive: ["attachment"],
  alias: ["key"],
  ...Object.fromEntries(
    ["versioning", "encryption", "publicAccess", "ownership", "lifecycle", "object", "oldObject"].map(
      (name) => [name, ["bucket", "key"]],
    ),
  ),
  bucketPolicy: ["logBucket"],
  logging: ["bucket", "logBucket"],
  repositoryPolicy: ["repository", "buildRole"],
  lifecyclePolicy: ["repository"],
  topicPolicy: ["topic"],
  subscription: ["topic"],
  target: ["rule", "topic"],
  buildProject: ["buildRole", "logGroup"],
  pipeline: ["pipelineRole", "buildProject", "bucket", "alias", "topic", "connection"],
  protectedEnvironment: ["environment"],
};

/** An output stands in the inputs as `<name.output>`, for the program to fill in. */
const marked: Made = (name) => ({
  id: `<${name}.id>`,
  outputs: { arn: `<${name}.arn>` },
  computed: [],
  rejections: [],
});

/** Not made of services' calls that the engine could fail at: read, imported, or of a type the road never has. */
const leftOut = ["oldObject", "secret"];

function resource(name: string): SmallResource {
  const entry = goodStack[name];
  if (!entry) throw new Error(`The good stack has no ${name}`);
  const inputs = typeof entry.inputs === "function" ? entry.inputs(marked) : entry.inputs;
  const { type, importId } = entry;
  return { name, type, inputs, after: needs[name] ?? [], ...(importId === undefined ? {} : { importId }) };
}

function depth({ after }: SmallResource): number {
  return after.length === 0 ? 0 : 1 + Math.max(...after.map((name) => depth(resource(name))));
}

/** One of every type, in layers: those of a layer need those of layers before, and none of their own. */
export const layers: readonly (readonly SmallResource[])[] = layered(
  Object.keys(goodStack)
    .filter((name) => !leftOut.includes(name))
    .map(resource),
);

function layered(all: readonly SmallResource[]): readonly (readonly SmallResource[])[] {
  const deepest = Math.max(...all.map(depth));
  return Array.from({ length: deepest + 1 }, (_, layer) => all.filter((one) => depth(one) === layer));
}

/** The first of each type of a layer that its provider creates. */
export function subjects(layer: readonly SmallResource[]): readonly SmallResource[] {
  const first = new Map<string, SmallResource>();
  for (const one of layer) if (one.importId === undefined && !first.has(one.type)) first.set(one.type, one);
  return [...first.values()];
}

/** Types that no layer tries, of those that the emulator models. */
export const untried: readonly string[] = [...models.keys()].filter(
  (type) => !layers.some((layer) => subjects(layer).some((one) => one.type === type)),
);
