import type { Recovery, Trial } from "./small-stack";

const begin = "<!-- faults: written by tests/engine/faults -->\n";
const end = "<!-- end of faults -->\n";

const columns: readonly Recovery[] = ["same run", "next up", "import", "orphan", "lost"];

/** The page with the counts of these trials between its two marks. */
export function withTable(page: string, trials: readonly Trial[]): string {
  const [before, after] = [page.indexOf(begin), page.indexOf(end)];
  if (before < 0 || after < 0) throw new Error("docs/reliability.md has lost the marks around its table");
  return `${page.slice(0, before + begin.length)}\n${table(trials)}\n${page.slice(after)}`;
}

function table(trials: readonly Trial[]): string {
  const rows = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = `${trial.operation}: ${trial.kind}`;
    rows.set(key, [...(rows.get(key) ?? []), trial]);
  }
  const head = ["fault", "tried", ...columns];
  const lines = [...rows].map(([key, found]) => [
    key,
    String(found.length),
    ...columns.map((column) => String(found.filter(({ recovery }) => recovery === column).length)),
  ]);
  return aligned([head, ...lines]);
}

/** As the formatter writes it. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...rest] = rows;
  const rule = widths.map((width) => "-".repeat(width));
  return `${[line(head), line(rule), ...rest.map(line)].join("\n")}\n`;
}
