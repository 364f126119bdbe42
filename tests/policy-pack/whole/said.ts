import assert from "node:assert/strict";
import type { Library, Written } from "../handed";
import { judgeStack } from "../handed";
import { settings } from "../road";

/** One finding of one policy. */
export interface Said {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
}

/** What all policies of the pack say. None may break, on whatever it is shown. */
export function said(stack: readonly Written[], circumstances: Library = {}): readonly Said[] {
  const all = judgeStack(stack, { settings, ...circumstances }).flatMap(({ policy, findings }) =>
    findings.map(({ urn, message }) => ({ policy, urn, message })),
  );
  assert.deepEqual(
    all.filter(({ message }) => message.includes("The check itself failed")),
    [],
  );
  return all;
}

/** What is said of one stack and not of the other. */
export function more(than: readonly Said[], all: readonly Said[]): readonly Said[] {
  const key = ({ policy, urn, message }: Said) => JSON.stringify([policy, urn, message]);
  const known = new Set(than.map(key));
  return all.filter((one) => !known.has(key(one)));
}
