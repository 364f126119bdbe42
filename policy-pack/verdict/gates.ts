/**
 * Rows of the catalogue that make up the gate. Their violations stay mandatory whatever level the policy config
 * sets, and an exemption from them needs a second person (`approvedBy`).
 */
const gateRows: ReadonlySet<number> = new Set([9, 10, 11, 12, 13, 14, 15, 59, 60, 61, 62, 66, 105, 106, 112]);

export function isGate({ number }: { readonly number: number }): boolean {
  return gateRows.has(number);
}
