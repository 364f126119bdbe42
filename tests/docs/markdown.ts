import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "..", "..");

/** One Markdown file of the repository; `path` counts from its root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Every Markdown file that belongs to the repository, committed or about to be. */
export function pages(): readonly Page[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
    { cwd: root, encoding: "utf8" },
  );
  return listed
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** The text without fenced code blocks. */
export function prose(text: string): string {
  return text.replace(/^( *)```[^\n]*\n[\s\S]*?^\1```$/gm, "");
}

/** What a text shows as code: fenced blocks and inline spans, a line each. */
export function code(text: string): string {
  const fenced = text.match(/^( *)```[^\n]*\n[\s\S]*?^\1```$/gm) ?? [];
  const inline = prose(text).match(/`[^`\n]+`/g) ?? [];
  return [...fenced, ...inline].join("\n");
}

/** The text of a section: from its heading to the next one of the same or a higher rank. */
export function section(text: string, heading: string): string {
  const lines = text.split("\n");
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`no heading "${heading}"`);
  const rank = heading.indexOf(" ");
  const end = lines.findIndex((line, at) => at > start && /^#+ /.test(line) && line.indexOf(" ") <= rank);
  return lines.slice(start + 1, end < 0 ? undefined : end).join("\n");
}

/** Cells of the first table in a text, without its head. */
export function tableRows(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith("| "));
  const length = lines.slice(start).findIndex((line) => !line.startsWith("|"));
  return lines
    .slice(start, length < 0 ? undefined : start + length)
    .slice(2)
    .map(cellsOf);
}

function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

/** Anchors that a page offers: its headings as GitLab and GitHub spell them. */
export function anchors(text: string): ReadonlySet<string> {
  const headings = [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
  return new Set(headings);
}
