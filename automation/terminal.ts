/** Something that text is written to: a terminal, a pipe or, in a test, paper. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}
