import type { Progress } from "./rehearsal/stack-rehearsal";
import type { Terminal } from "./terminal";

/**
 * Tells a waiting person what goes on: one line that rewrites itself on a terminal, a line each elsewhere.
 * What a program prints itself is never rewritten.
 */
export class ProgressLine {
  private readonly last = new Map<string, string>();

  constructor(private readonly terminal: Terminal) {}

  tell({ stack, text, passing }: Progress): void {
    if (!this.terminal.isTTY) {
      this.terminal.write(`${stack}: ${text}\n`);
      return;
    }
    if (passing) this.last.set(stack, text);
    else this.terminal.write(`${clearLine}${stack}: ${text}\n`);
    const line = [...this.last].map(([name, now]) => `${name}: ${now}`).join(" · ");
    this.terminal.write(`${clearLine}${line.slice(0, 79)}`);
  }

  end(): void {
    if (this.terminal.isTTY) this.terminal.write(clearLine);
  }
}

/** To the beginning of the line, and erase it. */
const clearLine = "\r\u001b[K";
