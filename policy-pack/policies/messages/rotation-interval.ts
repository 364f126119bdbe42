import type { Field } from "../../reader/field";

/** The longest time in days between two rotations; undefined where the rules don't tell. */
export function longestInterval(rules: Field): number | undefined {
  const days = rules.at("automaticallyAfterDays").text();
  if (days.kind === "known") return /^\d+$/.test(days.value) ? Number(days.value) : undefined;
  const schedule = rules.at("scheduleExpression").text();
  return schedule.kind === "known" ? daysOf(schedule.value.trim()) : undefined;
}

function daysOf(expression: string): number | undefined {
  const rate = /^rate\((\d{1,6}) (hour|day)s?\)$/.exec(expression);
  if (rate) return Math.ceil(Number(rate[1]) / (rate[2] === "hour" ? 24 : 1));
  const cron = /^cron\(([^()]+)\)$/.exec(expression)?.[1]?.split(/\s+/);
  if (cron?.length !== 6) return undefined;
  const [, , dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = cron;
  // Other years end the rotation, or leave one out.
  if (year !== "*") return undefined;
  const inMonth = longestInMonth(dayOfMonth, dayOfWeek);
  const pause = longestPause(month);
  if (inMonth === undefined || pause === undefined) return undefined;
  return pause === 1 ? inMonth : pause * 31 + (inMonth > 31 ? inMonth - 31 : 0);
}

const any: ReadonlySet<string> = new Set(["*", "?"]);

/** In days, where every month counts. A day that some months don't have is skipped once at most. */
function longestInMonth(dayOfMonth: string, dayOfWeek: string): number | undefined {
  if (any.has(dayOfMonth) && any.has(dayOfWeek)) return 1;
  if (any.has(dayOfMonth)) return dayOfWeek.includes("#5") ? 98 : /[#L]/.test(dayOfWeek) ? 35 : 7;
  if (!any.has(dayOfWeek)) return undefined;
  const everyMonthHasIt = /^(?:L|1W|[1-9]|1\d|2[0-8])(?:[,/-].*)?$/.test(dayOfMonth);
  return everyMonthHasIt ? 31 : 62;
}

const names = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** From one month in which it runs to the next, in months. */
function longestPause(month: string): number | undefined {
  const months = new Set<number>();
  for (const part of month.split(",")) {
    const range = /^(\*|[A-Z]{3}|\d{1,2})(?:-([A-Z]{3}|\d{1,2}))?(?:\/(\d{1,2}))?$/.exec(part.toUpperCase());
    if (!range) return undefined;
    const [, from = "", to, step] = range;
    const first = from === "*" ? 1 : numberOf(from);
    const last = to === undefined ? (from === "*" || step !== undefined ? 12 : first) : numberOf(to);
    const by = Number(step ?? 1);
    if (first === undefined || last === undefined || by < 1) return undefined;
    for (let one = first; one <= last; one += by) months.add(one);
  }
  const runs = [...months].sort((a, b) => a - b);
  const [first] = runs;
  if (first === undefined) return undefined;
  return Math.max(...[...runs.slice(1), first + 12].map((next, index) => next - (runs[index] ?? next)));
}

function numberOf(month: string): number | undefined {
  const number = /^\d+$/.test(month) ? Number(month) : names.indexOf(month) + 1;
  return number >= 1 && number <= 12 ? number : undefined;
}
