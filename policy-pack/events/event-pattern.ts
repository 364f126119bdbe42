import { matches } from "../iam/glob";
import type { Truth } from "../iam/kleene";
import { all, any, not, unsure } from "../iam/kleene";
import type { Field } from "../reader/field";

/**
 * A part of an event: a text, more parts, or open: whatever it is, if it is there at all. Anything: it is another one
 * in each of the events that are meant.
 */
export type EventPart = string | EventParts | OpenPart | AnyPart;

export interface EventParts {
  /** `undefined`: surely not there. */
  readonly fields: Readonly<Record<string, EventPart | undefined>>;
  /** What holds for fields that are not named. */
  readonly others: "absent" | "open" | "anything";
}

/** Stands for a part of which nothing is known, so that the text `open` stays a text. */
export interface OpenPart {
  readonly isOpen: true;
}

export const open: OpenPart = { isOpen: true };

export interface AnyPart {
  readonly isAnything: true;
}

export const anything: AnyPart = { isAnything: true };

/** Whether a pattern lets an event through. */
export type EventPattern = (event: EventParts) => Truth;

type Test<Of> = (of: Of) => Truth;

/** Deeper than any event goes, so that a pattern of endless depth is read in bounded time. */
const deepest = 32;

const nothing: EventParts = { fields: {}, others: "absent" };

/**
 * Reads a pattern once, to be held against many events. Every field that it names must match, and of the filters of
 * a field one (EventBridge guide, "Event patterns").
 */
export function eventPattern(field: Field, depth = 0): EventPattern {
  const entries = field.entries();
  if (depth > deepest) return () => unsure(field.path);
  if (entries.kind !== "known") return () => unsure(entries.path);
  const tests = entries.value.map(([key, inner]): EventPattern => {
    if (key === "$or") return someOf(inner, depth + 1);
    const test = partTest(inner, depth + 1);
    return (event) => test(partOf(event, key));
  });
  return (event) => all(answers(tests, event));
}

/** One after the other: what comes after the answer is not asked. */
function* answers<Of>(tests: readonly Test<Of>[], of: Of): Generator<Truth> {
  for (const test of tests) yield test(of);
}

function someOf(alternatives: Field, depth: number): EventPattern {
  const list = alternatives.list();
  if (list.kind !== "known") return () => unsure(list.path);
  const patterns = list.value.map((one) => eventPattern(one, depth));
  return (event) => any(answers(patterns, event));
}

function partOf({ fields, others }: EventParts, key: string): EventPart | undefined {
  if (Object.hasOwn(fields, key)) return fields[key];
  switch (others) {
    case "absent":
      return undefined;
    case "open":
      return open;
    case "anything":
      return anything;
    default:
      return others satisfies never;
  }
}

function partTest(field: Field, depth: number): Test<EventPart | undefined> {
  const { path } = field;
  const isOpen = (part: EventPart | undefined) => typeof part === "object" && "isOpen" in part;
  // Of events that differ there, whatever a pattern asks for lets some go by.
  const isAnything = (part: EventPart | undefined) => typeof part === "object" && "isAnything" in part;
  if (field.entries().kind === "known") {
    const inner = eventPattern(field, depth);
    // A pattern that looks deeper than the event goes there matches only by what must not exist.
    return (part) => {
      if (isAnything(part)) return false;
      return isOpen(part)
        ? unsure(path)
        : inner(typeof part === "object" && "fields" in part ? part : nothing);
    };
  }
  const leaf = textTest(field);
  return (part) => {
    if (isOpen(part)) return unsure(path);
    return typeof part === "object" ? false : leaf(part);
  };
}

function textTest(field: Field): Test<string | undefined> {
  const list = field.list();
  if (list.kind !== "known") return () => unsure(list.path);
  const filters = list.value.map(filterTest);
  return (text) => any(answers(filters, text));
}

function filterTest(filter: Field): Test<string | undefined> {
  const literal = filter.text();
  if (literal.kind === "known") return (text) => literal.value === text;
  const entries = filter.entries();
  if (entries.kind === "absent") return () => false;
  const [first, ...others] = entries.kind === "known" ? entries.value : [];
  if (!first || others.length > 0) return () => unsure(filter.path);
  const [operator, operand] = first;
  if (operator === "exists") return existenceTest(operand);
  if (operator !== "anything-but") return whereThere(operatorTest(operator, operand));
  const nested = operand.entries();
  const [inner] = nested.kind === "known" ? nested.value : [];
  const excluded = inner ? operatorTest(inner[0], inner[1]) : operatorTest("equals", operand);
  return whereThere((text) => not(excluded(text)));
}

function whereThere(test: Test<string>): Test<string | undefined> {
  return (text) => (text === undefined ? false : test(text));
}

function existenceTest(operand: Field): Test<string | undefined> {
  const wanted = operand.text();
  if (wanted.kind !== "known") return () => unsure(operand.path);
  return (text) => (wanted.value === "true") === (text !== undefined);
}

const operators: Readonly<Record<string, (operand: string, text: string) => boolean>> = {
  equals: (operand, text) => operand === text,
  prefix: (operand, text) => text.startsWith(operand),
  suffix: (operand, text) => text.endsWith(operand),
  "equals-ignore-case": (operand, text) => operand.toLowerCase() === text.toLowerCase(),
  // A question mark is itself here, and in no text that is looked at.
  wildcard: (operand, text) => !operand.includes("?") && matches(operand, text),
  // Numbers and addresses are no texts.
  numeric: () => false,
  cidr: () => false,
};

/** Takes one text, or a list of texts of which one is enough; of prefixes and suffixes also without regard to case. */
function operatorTest(operator: string, operand: Field): Test<string> {
  const test = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  const list = operand.list();
  if (!test || list.kind !== "known") return () => unsure(operand.path);
  const tests = list.value.map((one): Test<string> => {
    const wanted = one.text();
    if (wanted.kind === "known") return (text) => test(wanted.value, text);
    const folded = one.at("equals-ignore-case").text();
    if (folded.kind !== "known") return () => unsure(one.path);
    const lower = folded.value.toLowerCase();
    return (text) => test(lower, text.toLowerCase());
  });
  return (text) => any(answers(tests, text));
}
