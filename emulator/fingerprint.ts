import { createHash } from "node:crypto";

/** Hex digits that are always the same for the same parts: ids that two runs agree on. */
export function fingerprint(length: number, ...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, length);
}

/** A UUID that is always the same for the same parts. */
export function fixedUuid(...parts: readonly string[]): string {
  const hex = fingerprint(32, ...parts);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
