import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { StepFailure } from "../step/step-failure";
import { byName, entryNameProblem } from "./entry-name";

/** A file or folder below a folder; links are already resolved to what they point to. */
export interface FolderEntry {
  /** Path from the folder with `/` between parts; a folder's ends in `/`. */
  readonly name: string;
  /** Where the content lies. */
  readonly path: string;
  readonly kind: "file" | "folder";
  readonly executable: boolean;
  readonly bytes: number;
}

/**
 * Everything below a folder, sorted by name. A link is replaced by what it points to, as long as that lies
 * in the same folder; links that leave it, dangle or go round are refused, and so are sockets and devices.
 */
export function folderEntries(folder: string): readonly FolderEntry[] {
  const root = realpathSync(folder);
  const entries: FolderEntry[] = [];
  const visit = (inside: string, prefix: string, above: readonly string[]): void => {
    for (const child of readdirSync(inside)) {
      const name = `${prefix}${child}`;
      const problem = entryNameProblem(name);
      if (problem !== undefined) throw new StepFailure(`Cannot pack ${folder}: ${problem}.`);
      const path = realPath(folder, name, join(inside, child));
      if (path !== root && !path.startsWith(root + sep)) {
        throw new StepFailure(`Cannot pack ${folder}: ${name} is a link that leaves the folder.`);
      }
      const found = statSync(path);
      if (found.isFile()) {
        const executable = (found.mode & 0o111) !== 0;
        entries.push({ name, path, kind: "file", executable, bytes: found.size });
      } else if (found.isDirectory()) {
        if (above.includes(path)) {
          throw new StepFailure(`Cannot pack ${folder}: ${name} is a link to a folder that holds it.`);
        }
        entries.push({ name: `${name}/`, path, kind: "folder", executable: false, bytes: 0 });
        visit(path, `${name}/`, [...above, path]);
      } else {
        throw new StepFailure(`Cannot pack ${folder}: ${name} is neither a file nor a folder.`);
      }
    }
  };
  visit(root, "", [root]);
  return entries.sort((a, b) => byName(a.name, b.name));
}

function realPath(folder: string, name: string, path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new StepFailure(`Cannot pack ${folder}: ${name} is a link that points nowhere.`);
  }
}
