import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";

/** Puts a text in a file's place at once: whoever reads it sees the old text or the new one, never a part. */
export function replaceFile(path: string, text: string): void {
  const file = realpathSync(path);
  const beside = `${file}.${randomUUID()}.tmp`;
  const descriptor = openSync(beside, "wx", statSync(file).mode & 0o777);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
