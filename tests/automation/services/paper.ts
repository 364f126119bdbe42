import type { Terminal } from "../../../automation/terminal";

/** Keeps what is written to it. */
export class Paper implements Terminal {
  text = "";
  constructor(readonly isTTY = false) {}
  write(text: string): void {
    this.text += text;
  }
}
