import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractArchive } from "../archive/extract";
import type { Assembly } from "../assembly/assembly";
import { readAssembly } from "../assembly/assembly";

/** Unpacks the assembly's archive into a new folder and reads it. */
export function unpackAssembly(archive: string): Assembly {
  const folder = mkdtempSync(join(tmpdir(), "assembly-"));
  extractArchive(archive, folder);
  return readAssembly(folder);
}
