import type { Visit } from "./healthy-world";

/** A difference from the healthy world, and what the doctor finds because of it. */
export interface Finding {
  readonly title: string;
  readonly visit: Visit;
  /** Lines that the healthy world does not have. */
  readonly found: readonly string[];
  /** How many lines there are more than in the healthy world, where they do not take each other's place. */
  readonly more?: number;
}
