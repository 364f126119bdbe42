/** What is wrong with one part of a document. */
export interface Flaw {
  readonly kind: FlawKind;
  /** The part, in words: `s3:GetObjects`. */
  readonly text: string;
  readonly path: string;
}

export type FlawKind = "action" | "arn" | "mismatch" | "set" | "if-exists" | "operator" | "key";
