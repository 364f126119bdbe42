import { isBranch, isList } from "../../emulator/tree";
import type { Tree } from "../../emulator/tree";
import { shownSecret } from "./wire";

/** Shorter texts are hidden only where they stand as a secret: replacing them everywhere would eat other words. */
const shortestText = 6;

/** Collects the secrets of a run, so that no message, document or log can repeat one. */
export class Secrets {
  private readonly texts = new Set<string>();

  /** Notes a secret value and every text inside it. */
  readonly note = (value: Tree): void => {
    if (typeof value === "string") {
      if (value.length >= shortestText) this.texts.add(value);
    } else if (isList(value)) {
      value.forEach(this.note);
    } else if (isBranch(value)) {
      Object.values(value).forEach(this.note);
    }
  };

  /** The text with every noted secret replaced, also where JSON has escaped it. */
  hide(text: string): string {
    let hidden = text;
    for (const secret of this.texts) {
      hidden = hidden.replaceAll(secret, shownSecret);
      hidden = hidden.replaceAll(JSON.stringify(secret).slice(1, -1), shownSecret);
    }
    return hidden;
  }

  /** The same data, of the same shape, with every text and key free of secrets. */
  hideIn<T>(value: T): T {
    return this.texts.size === 0 ? value : (this.hideDeep(value) as T);
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
