import type { Branch } from "../../../emulator/tree";
import { policy } from "../good-stack";
import type { Entry } from "../good-world";
import type { Change, Row } from "../row";

type More = Partial<Omit<Row, "on" | "change" | "rule" | "message" | "source">>;

/** The good resource `on`, with one change, is refused by exactly this rule. */
export function refuses(
  on: string,
  change: Change,
  rule: string,
  message: string,
  source: string,
  more: More = {},
): Row {
  return { on, change, rule, message, source, ...more };
}

/** A text of a length. */
export const long = (length: number): string => "x".repeat(length);

/** A document of one statement, altered; an undefined element is left out. */
export function altered(statement: Branch, more: Readonly<Record<string, unknown>>): string {
  return policy({ ...statement, ...more } as Branch);
}

/** Several resources more, by generated names. */
export function several(count: number, make: (index: number) => Entry): Readonly<Record<string, Entry>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`extra${index}`, make(index)]));
}

/** Where the actions of the good pipeline stand. */
export const sourceAction = "stages.0.actions.0";
export const buildAction = "stages.1.actions.0";
export const scanAction = "stages.1.actions.1";
export const approveAction = "stages.2.actions.0";
