import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { StepFailure } from "../step/step-failure";
import { byName, entryNameProblem } from "./entry-name";
import type { TarEntry } from "./tar-header";
import { blockBytes, decodeHeader, decodeLongName, shortNameBytes } from "./tar-header";

/** What an archive may hold at most. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Content of all files together. */
  readonly bytes: number;
}

export const assemblyLimits: ArchiveLimits = { entries: 100_000, bytes: 4 * 1024 ** 3 };

/**
 * Unpacks an archive of untrusted making into an empty folder. Only what packFolder writes is accepted: plain
 * files and folders, relative names without "..", each once and in order, whole, and nothing behind the end.
 */
export function extractArchive(archive: string, folder: string, limits = assemblyLimits): void {
  const file = openArchive(archive);
  try {
    new Extraction(file, archive, folder, limits).run();
  } finally {
    closeSync(file);
  }
}

class Extraction {
  private position = 0;
  private readonly length: number;

  constructor(
    private readonly file: number,
    private readonly archive: string,
    private readonly folder: string,
    private readonly limits: ArchiveLimits,
  ) {
    this.length = fstatSync(file).size;
  }

  run(): void {
    let entries = 0;
    let bytes = 0;
    let previous = "";
    for (let entry = this.next(); entry !== undefined; entry = this.next()) {
      entries += 1;
      bytes += entry.bytes;
      if (entries > this.limits.entries) {
        throw this.refusal(`it holds more than ${this.limits.entries} entries`);
      }
      if (bytes > this.limits.bytes) throw this.refusal(`it holds more than ${this.limits.bytes} bytes`);
      this.checkName(entry, previous);
      previous = entry.name;
      this.write(entry);
    }
  }

  /** The next entry under its full name, or nothing at the end of the archive. */
  private next(): TarEntry | undefined {
    const block = this.read(blockBytes);
    if (block.every((byte) => byte === 0)) {
      this.checkEnd();
      return undefined;
    }
    const entry = this.decode(() => decodeHeader(block));
    if (entry.kind !== "long name") return entry;
    if (entry.bytes > 8192) throw this.refusal("a name is longer than 4096 bytes");
    const record = this.read(entry.bytes);
    this.skipPadding(entry.bytes);
    const name = this.decode(() => decodeLongName(record));
    const named = this.decode(() => decodeHeader(this.read(blockBytes)));
    if (named.kind === "long name" || Buffer.byteLength(name) <= shortNameBytes) {
      throw this.refusal("a long name is not used as Build uses it");
    }
    return { ...named, name };
  }

  private checkName({ name, kind }: TarEntry, previous: string): void {
    const problem = entryNameProblem(name);
    if (problem !== undefined) throw this.refusal(problem);
    if ((kind === "folder") !== name.endsWith("/")) {
      throw this.refusal(`${JSON.stringify(name)} is named like the other of file and folder`);
    }
    if (previous !== "" && byName(previous, name) >= 0) {
      throw this.refusal(`${JSON.stringify(name)} is there twice or out of order`);
    }
  }

  private write({ name, kind, executable, bytes }: TarEntry): void {
    const path = join(this.folder, name);
    const parent = kind === "folder" ? path : dirname(path);
    try {
      mkdirSync(parent, { recursive: true });
    } catch {
      throw this.refusal(`${JSON.stringify(name)} lies inside a file`);
    }
    if (kind === "folder") return;
    const to = openSync(path, "wx", executable ? 0o755 : 0o644);
    try {
      const chunkBytes = 1024 * 1024;
      for (let left = bytes; left > 0; left -= chunkBytes) {
        writeSync(to, this.read(Math.min(left, chunkBytes)));
      }
    } finally {
      closeSync(to);
    }
    this.skipPadding(bytes);
  }

  private checkEnd(): void {
    const rest = this.length - this.position;
    if (rest !== blockBytes || this.read(rest).some((byte) => byte !== 0)) {
      throw this.refusal("something stands behind its end");
    }
  }

  private skipPadding(bytes: number): void {
    const padding = this.read((blockBytes - (bytes % blockBytes)) % blockBytes);
    if (padding.some((byte) => byte !== 0)) throw this.refusal("something is hidden between two entries");
  }

  private read(bytes: number): Buffer {
    if (this.position + bytes > this.length) throw this.refusal("it ends in the middle of an entry");
    const buffer = Buffer.alloc(bytes);
    readSync(this.file, buffer, 0, bytes, this.position);
    this.position += bytes;
    return buffer;
  }

  private decode<T>(reading: () => T): T {
    try {
      return reading();
    } catch (error) {
      throw error instanceof StepFailure ? error : this.refusal((error as Error).message);
    }
  }

  private refusal(what: string): StepFailure {
    return new StepFailure(
      `The archive ${this.archive} is refused: ${what}. Allowed is what the step Build packs: ` +
        `files and folders under relative names, at most ${this.limits.entries} entries and ${this.limits.bytes} bytes.`,
    );
  }
}

function openArchive(archive: string): number {
  try {
    return openSync(archive, "r");
  } catch {
    throw new StepFailure(`There is no ${archive}: the step Build must pack the assembly into it.`);
  }
}
