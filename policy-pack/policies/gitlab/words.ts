/** Most names or places that a message repeats; whoever has more finds them by the first ones. */
const most = 8;

/** `a`, `a and b`, `a, b and c`; of many the first ones. Each once. */
export function listed(words: readonly string[]): string {
  const all = [...new Set(words)];
  const shown = all.length > most ? [...all.slice(0, most), `${String(all.length - most)} others`] : all;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

/** The first of many places, each once. */
export function places(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].slice(0, most);
}

/** `1 approval`, `2 approvals`. */
export function countedApprovals(approvals: number): string {
  return approvals === 1 ? "1 approval" : `${String(approvals)} approvals`;
}
