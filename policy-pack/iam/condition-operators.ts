import { BlockList, isIP } from "node:net";
import { equalsResolved, matchesResolved } from "./policy-variable";

/** One comparison of IAM (IAM guide, "IAM JSON policy elements: Condition operators"). */
export interface Operator {
  /** Met when no value compares, and when the request has no such key. */
  readonly negated: boolean;
  /** Whether policy variables may stand in its values. */
  readonly variables: boolean;
  /** Undefined where the document's or the request's value is none of the operator's kind. */
  readonly compares: Comparison;
}

type Comparison = (written: string, actual: string) => boolean | undefined;

function pair(name: string, negatedName: string, variables: boolean, compares: Comparison) {
  return [
    [name, { negated: false, variables, compares }],
    [negatedName, { negated: true, variables, compares }],
  ] as const;
}

function single(name: string, compares: Comparison) {
  return [name, { negated: false, variables: false, compares }] as const;
}

/** By name in lower case, without qualifier and `IfExists`. `Null` is no comparison and not among them. */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...pair("stringequals", "stringnotequals", true, equalsResolved),
  ...pair("stringequalsignorecase", "stringnotequalsignorecase", true, (written, actual) =>
    equalsResolved(written.toLowerCase(), actual.toLowerCase()),
  ),
  ...pair("stringlike", "stringnotlike", true, matchesResolved),
  // The two behave alike.
  ...pair("arnequals", "arnnotequals", true, arnMatches),
  ...pair("arnlike", "arnnotlike", true, arnMatches),
  ...pair("ipaddress", "notipaddress", false, isWithin),
  ...pair(
    "numericequals",
    "numericnotequals",
    false,
    compared(number, (a, b) => a === b),
  ),
  single(
    "numericlessthan",
    compared(number, (actual, limit) => actual < limit),
  ),
  single(
    "numericlessthanequals",
    compared(number, (actual, limit) => actual <= limit),
  ),
  single(
    "numericgreaterthan",
    compared(number, (actual, limit) => actual > limit),
  ),
  single(
    "numericgreaterthanequals",
    compared(number, (actual, limit) => actual >= limit),
  ),
  ...pair(
    "dateequals",
    "datenotequals",
    false,
    compared(moment, (a, b) => a === b),
  ),
  single(
    "datelessthan",
    compared(moment, (actual, limit) => actual < limit),
  ),
  single(
    "datelessthanequals",
    compared(moment, (actual, limit) => actual <= limit),
  ),
  single(
    "dategreaterthan",
    compared(moment, (actual, limit) => actual > limit),
  ),
  single(
    "dategreaterthanequals",
    compared(moment, (actual, limit) => actual >= limit),
  ),
  single("bool", (written, actual) => {
    const [one, other] = [truthValue(written), truthValue(actual)];
    return one === undefined || other === undefined ? undefined : one === other;
  }),
  single("binaryequals", (written, actual) => written === actual),
]);

/** `true` and `false` in any letter case. */
export function truthValue(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

/** Each of the six parts of an ARN is compared on its own, so a wildcard stays in its part. */
function arnMatches(written: string, actual: string): boolean | undefined {
  const pattern = arnParts(written);
  if (!pattern) return undefined;
  const parts = arnParts(actual);
  return parts !== undefined && pattern.every((one, index) => matchesResolved(one, parts[index] ?? ""));
}

function arnParts(text: string): readonly string[] | undefined {
  const parts = text.split(":");
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function compared(
  read: (text: string) => number | undefined,
  holds: (actual: number, written: number) => boolean,
): Comparison {
  return (written, actual) => {
    const [limit, value] = [read(written), read(actual)];
    return limit === undefined || value === undefined ? undefined : holds(value, limit);
  };
}

function number(text: string): number | undefined {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

/** A date of ISO 8601 as W3C writes it, or seconds since 1970. */
function moment(text: string): number | undefined {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?)?)?$/.test(text))
    return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** @param written an address, or a range: `203.0.113.0/24`, `2001:db8::/32`. */
function isWithin(written: string, actual: string): boolean | undefined {
  const [address = "", length, ...rest] = written.trim().split("/");
  const version = isIP(address);
  const actualVersion = isIP(actual);
  const most = version === 4 ? 32 : 128;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (version === 0 || actualVersion === 0 || rest.length > 0 || bits < 0 || bits > most) return undefined;
  if (version !== actualVersion) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const range = new BlockList();
  range.addSubnet(address, bits, family);
  return range.check(actual, family);
}
