import type { ScalarTag, Tags } from "yaml";

/**
 * Scalars as the engine reads them (Go's yaml.v3, resolve.go), where that differs from YAML 1.2: an unquoted date
 * becomes a point in time, and digits after a leading 0 are octal.
 */
export function engineTags(tags: Tags): Tags {
  return [timestamp, octal, notOctal, binary, grouped, ...tags];
}

const timestamp: ScalarTag = {
  tag: "tag:yaml.org,2002:timestamp",
  default: true,
  test: /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/,
  resolve: (text) => {
    const [date = "", time = "00:00:00Z"] = text.split(/[Tt ]/);
    const [year = "", month = "", day = ""] = date.split("-");
    const padded = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    if (!isDay(padded)) return text;
    return `${padded}T${/[Z+-]/.test(time) ? time : `${time}Z`}`;
  },
};

/** JavaScript rolls 30 February over to March; Go takes it for text. */
function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

const octal: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?0[0-7_]+$/,
  resolve: (text) => parseInt(text.replaceAll("_", ""), 8),
};

/** A leading 0 before an 8 or 9 makes it a decimal after all. */
const notOctal: ScalarTag = {
  tag: "tag:yaml.org,2002:float",
  default: true,
  test: /^[-+]?0[0-9_]+$/,
  resolve: (text) => Number(text.replaceAll("_", "")),
};

const binary: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^0b[01_]+$/,
  resolve: (text) => parseInt(text.slice(2).replaceAll("_", ""), 2),
};

const grouped: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?[1-9][0-9]*(?:_[0-9]+)+$/,
  resolve: (text) => Number(text.replaceAll("_", "")),
};
