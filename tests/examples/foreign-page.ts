/** What one policy says. */
export interface Said {
  readonly policy: string;
  readonly findings: readonly { readonly level: string; readonly urn: string; readonly message: string }[];
}

/** A finding as a preview lists it: level, policy and resource, and below them what the policy says. */
export interface Listed {
  readonly heading: string;
  readonly message: string;
}

export function listed(said: readonly Said[]): readonly Listed[] {
  return said.flatMap(({ policy, findings }) =>
    findings.map(({ level, urn, message }) => {
      const [type = "", name = ""] = urn.split("::").slice(-2);
      return { heading: `[${level}]  ${policy}  (${type}: ${name})`, message };
    }),
  );
}

const block = /^```text\n([\s\S]*?)^```$/gm;

/** Headings of the findings that a page shows, in its order. */
export function headingsOn(page: string): readonly string[] {
  return [...page.matchAll(block)].flatMap(([, shown = ""]) =>
    shown.split("\n").filter((line) => /^\[(mandatory|advisory)\] {2}/.test(line)),
  );
}

/** The page with every finding it shows as the pack says it now; one that the pack doesn't say is left out. */
export function withFindings(page: string, findings: readonly Listed[]): string {
  const said = new Map(findings.map(({ heading, message }) => [heading, message]));
  return page.replace(block, (whole, shown: string) => {
    if (headingsOn(whole).length === 0) return whole;
    const found = shown
      .trimEnd()
      .split("\n\n")
      .flatMap((paragraph) => {
        const [heading = ""] = paragraph.split("\n");
        const message = said.get(heading);
        return message === undefined ? [] : [`${heading}\n${message}`];
      });
    return `\`\`\`text\n${found.join("\n\n")}\n\`\`\``;
  });
}

/** One line of the program and what takes its place. */
export interface Edit {
  readonly from: string;
  readonly to: string;
}

/** The edits that a page shows, in its order. */
export function editsOn(page: string): readonly Edit[] {
  return [...page.matchAll(/^```diff\n-(.*)\n\+(.*)\n```$/gm)].map(([, from = "", to = ""]) => ({
    from,
    to,
  }));
}

/** The program after the edits; each must match exactly one line. */
export function edited(program: string, edits: readonly Edit[]): string {
  return edits.reduce((text, { from, to }) => {
    const lines = text.split("\n");
    const matching = lines.filter((line) => line === from).length;
    if (matching !== 1) throw new Error(`${matching} lines of the program read: ${from}`);
    return lines.map((line) => (line === from ? to : line)).join("\n");
  }, program);
}
