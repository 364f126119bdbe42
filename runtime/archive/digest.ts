import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { StepFailure } from "../step/step-failure";

/** SHA-256 over the bytes of a file: 64 hex digits. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw new StepFailure(`Cannot read ${path}: ${(error as Error).message}`);
  }
  return hash.digest("hex");
}

export function digestOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Stops unless the archive is the one that Scan saw. Nothing of it is unpacked before. */
export async function verifyDigest(archive: string, expected: string): Promise<void> {
  const found = await digestOfFile(archive);
  if (found !== expected) {
    throw new StepFailure(
      `The assembly is not the one that was scanned: SHA-256 of ${archive} is ${found}, ` +
        `the scan's is ${expected}. It was exchanged after the scan; nothing was unpacked. Start a new release.`,
    );
  }
}
