import type { Bypass } from "./bypass";

export const start = "<!-- bypasses: written by tests/policy-pack/bypasses/security-table.ts -->";
export const end = "<!-- end of the bypasses -->";

type Row = readonly [string, string, string];

/** The table of bypasses for docs/security.md, between its markers, as the formatter leaves it. */
export function securityTable(bypasses: readonly Bypass[]): string {
  const rows: readonly Row[] = [
    ["bypass", "edit of the stack `prod`", "caught by"],
    ...bypasses.flatMap(rowsOf),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => cell(row, column).length)));
  const line = (row: Row): string =>
    `| ${widths.map((width, column) => cell(row, column).padEnd(width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const [head, ...body] = rows.map(line);
  return [start, "", head, rule, ...body, "", end].join("\n");
}

function cell(row: Row, column: number): string {
  return row[column] ?? "";
}

function rowsOf({ id, title, shapes, nearMiss }: Bypass): readonly Row[] {
  return [
    [id, `**${title}**`, ""],
    ...shapes.map(({ edit, caughtBy }): Row => ["", escaped(edit), caughtBy.map(code).join(", ")]),
    ["", `Passes: ${escaped(nearMiss.edit)}`, "none"],
  ];
}

function code(name: string): string {
  return `\`${name}\``;
}

/** A star or bar of the text is no mark-up. */
function escaped(text: string): string {
  return text.replace(/[*|]/g, "\\$&");
}
