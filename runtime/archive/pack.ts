import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { StepFailure } from "../step/step-failure";
import type { FolderEntry } from "./folder-entries";
import { folderEntries } from "./folder-entries";
import { blockBytes, encodeHeader, encodeLongName, shortNameBytes } from "./tar-header";

/**
 * Packs a folder into one archive: the same content gives the same bytes on every machine. What travels is
 * names, bytes, empty folders and the executable bit; links as folderEntries resolves them.
 */
export function packFolder(folder: string, archive: string): void {
  const entries = folderEntries(folder);
  const file = openSync(archive, "wx");
  try {
    for (const entry of entries) writeEntry(file, entry);
    writeSync(file, Buffer.alloc(2 * blockBytes));
  } finally {
    closeSync(file);
  }
}

function writeEntry(file: number, entry: FolderEntry): void {
  let name = entry.name;
  if (Buffer.byteLength(name) > shortNameBytes) {
    const record = encodeLongName(name);
    const header = { name: "long name", kind: "long name", executable: false, bytes: record.length } as const;
    writeSync(file, Buffer.concat([encodeHeader(header), record, padding(record.length)]));
    name = "named before";
  }
  writeSync(file, encodeHeader({ ...entry, name }));
  if (entry.kind === "file") {
    copyContent(entry, file);
    writeSync(file, padding(entry.bytes));
  }
}

function copyContent(entry: FolderEntry, to: number): void {
  const from = openSync(entry.path, "r");
  try {
    const chunk = Buffer.alloc(1024 * 1024);
    let copied = 0;
    for (let read = readSync(from, chunk); read > 0; read = readSync(from, chunk)) {
      writeSync(to, chunk.subarray(0, read));
      copied += read;
    }
    if (copied !== entry.bytes) throw new StepFailure(`${entry.name} changed while it was packed.`);
  } finally {
    closeSync(from);
  }
}

function padding(bytes: number): Buffer {
  return Buffer.alloc((blockBytes - (bytes % blockBytes)) % blockBytes);
}
