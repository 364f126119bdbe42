import type { createColors } from "picocolors";

/** Colours of an outline; plain where nobody looks at a terminal. */
export type Colors = ReturnType<typeof createColors>;

/** Widest line of an outline, in characters. */
export const width = 100;

/** The text in lines that fit; later lines stand under the first after `hanging` spaces. Long words stay whole. */
export function wrapped(text: string, indent: number, hanging = indent): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = " ".repeat(lines.length === 0 ? indent : hanging);
    let empty = true;
    for (const word of paragraph.split(" ").filter((part) => part !== "")) {
      if (!empty && line.length + 1 + word.length > width) {
        lines.push(line);
        line = " ".repeat(hanging);
        empty = true;
      }
      line += empty ? word : ` ${word}`;
      empty = false;
    }
    lines.push(line);
  }
  return lines;
}

/** A text behind a mark. */
export function marked(mark: string, text: string): readonly string[] {
  const [first = "", ...rest] = wrapped(text, 4);
  return [`  ${mark} ${first.trimStart()}`, ...rest];
}
