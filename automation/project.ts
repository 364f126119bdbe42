import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { engineTags } from "../blueprint/settings-reader/yaml";
import { isBranch } from "../emulator/tree";
import type { Tree } from "../emulator/tree";
import { shownSecret } from "./rehearsal/wire";

/** A Pulumi project folder: what its program is called, and the stacks it has settings for. */
export interface Project {
  readonly directory: string;
  readonly name: string;
  /** Stack name → text of `Pulumi.<stack>.yaml`. */
  readonly stackFiles: Readonly<Record<string, string>>;
  /** Branch that Pulumi.yaml sets for every stack that does not. */
  readonly defaults: Readonly<Record<string, string>>;
}

const stackFileName = /^Pulumi\.(.+)\.yaml$/;

/** The project, or why its Pulumi.yaml can't be read, ready to be printed. */
export function readProject(
  directory: string,
  stackFiles?: Readonly<Record<string, string>>,
): { readonly project: Project } | { readonly problems: string } {
  try {
    return { project: openProject(directory, stackFiles) };
  } catch (error) {
    return {
      problems: `Pulumi.yaml can't be read: ${error instanceof Error ? error.message.trimEnd() : String(error)}`,
    };
  }
}

/** Reads the project; `stackFiles` takes the place of the files in the folder. */
export function openProject(directory: string, stackFiles?: Readonly<Record<string, string>>): Project {
  const project = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as Tree;
  const name = isBranch(project) && typeof project["name"] === "string" ? project["name"] : "";
  const declared = isBranch(project) && isBranch(project["config"]) ? project["config"] : {};
  return {
    directory,
    name,
    stackFiles: stackFiles ?? readStackFiles(directory),
    defaults: Object.fromEntries(
      Object.entries(declared).flatMap(([key, value]) => {
        const set = isBranch(value) ? (value["value"] ?? value["default"]) : value;
        return set === undefined ? [] : [[fullKey(name, key), configurationText(set)]];
      }),
    ),
  };
}

function readStackFiles(directory: string): Readonly<Record<string, string>> {
  const found = readdirSync(directory).flatMap((file) => {
    const stack = stackFileName.exec(file)?.[1];
    return stack === undefined ? [] : [[stack, readFileSync(join(directory, file), "utf8")] as const];
  });
  return Object.fromEntries(found.sort(([a], [b]) => a.localeCompare(b)));
}

/** The stack's configuration as the CLI hands it to program and pack: full key → text. */
export function configurationOf(project: Project, stackFile: string): Readonly<Record<string, string>> {
  const file = parse(stackFile, { customTags: engineTags, merge: true }) as Tree;
  const config = isBranch(file) && isBranch(file["config"]) ? file["config"] : {};
  return {
    ...project.defaults,
    ...Object.fromEntries(
      Object.entries(config).map(([key, value]) => [fullKey(project.name, key), configurationText(value)]),
    ),
  };
}

function fullKey(project: string, key: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** An encrypted value cannot be read here: the program gets a text that stands for it. */
function configurationText(value: Tree): string {
  if (isBranch(value) && "secure" in value) return shownSecret;
  return typeof value === "string" ? value : JSON.stringify(value);
}
