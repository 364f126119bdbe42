import { isBranch, isList } from "../../emulator/tree";
import type { Tree } from "../../emulator/tree";
import { shownSecret } from "./wire";

/** Shorter texts are hidden only where they stand as a secret: replacing them everywhere would eat other words. */
const shortestText = 6;

/** Collects the secrets of a run, so that no message, document or log can repeat one. */
export class Secrets {
  /** Every text in each form it may stand in, longest first, so that none leaves a part of a longer one behind. */
  private forms: readonly string[] = [];
  /** All of them at once: replaced one by one, a later one could stand in what an earlier one left. */
  private pattern: RegExp | undefined;

  /** Notes a secret value and every text inside it. */
  readonly note = (value: Tree): void => {
    if (typeof value === "string") {
      if (value.length < shortestText || this.forms.includes(value)) return;
      const escaped = JSON.stringify(value).slice(1, -1);
      this.forms = [...new Set([...this.forms, value, escaped])].sort((a, b) => b.length - a.length);
      this.pattern = new RegExp(this.forms.map(literally).join("|"), "g");
    } else if (isList(value)) {
      value.forEach(this.note);
    } else if (isBranch(value)) {
      Object.values(value).forEach(this.note);
    }
  };

  /** The text with every noted secret replaced, also where JSON has escaped it. */
  hide(text: string): string {
    return this.pattern === undefined ? text : text.replace(this.pattern, shownSecret);
  }

  /** The same data, of the same shape, with every text and key free of secrets. */
  hideIn<T>(value: T): T {
    return this.pattern === undefined ? value : (this.hideDeep(value) as T);
  }

  private hideDeep(value: unknown): unknown {
    if (typeof value === "string") return this.hide(value);
    if (Array.isArray(value)) return value.map((inner: unknown) => this.hideDeep(inner));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.hide(key), this.hideDeep(inner)]),
    );
  }
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
