import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";

/**
 * Compares a text with the reviewed one in `file`. `UPDATE_SNAPSHOTS=1 npm run test:unit` writes it anew; the
 * difference is then reviewed like any other change.
 */
export function matchesSnapshot(file: string, actual: string): void {
  if (process.env["UPDATE_SNAPSHOTS"] === "1") writeFileSync(file, actual);
  assert.ok(
    existsSync(file),
    `${relative(process.cwd(), file)} is missing: run with UPDATE_SNAPSHOTS=1 and review it`,
  );
  assert.equal(actual, readFileSync(file, "utf8"));
}
