import { z } from "zod";
import type { Guidance } from "./guidance";
import { setting } from "./guidance";

/** Days that CloudWatch Logs can keep a log group (API reference, PutRetentionPolicy). */
export const retentionDaysAllowed = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const accountId = (description: string) =>
  setting(
    description,
    { allowed: "an account id of 12 digits, in quotes", example: '"111111111111"', quoted: true },
    z.string().regex(/^\d{12}$/),
  );

export const regionCode = (description: string) =>
  setting(
    description,
    { allowed: "the code of an AWS region", example: "eu-central-1" },
    z.string().regex(/^[a-z]{2,5}(?:-[a-z]+)+-\d{1,2}$/),
  );

export const mail = () =>
  setting("A mail address.", { allowed: "a mail address", example: "owner@example.com" }, z.email().max(254));

/** One line for a shell. */
export const commandLine = (description: string, example: string) =>
  setting(
    description,
    { allowed: "a command of one line, at most 1000 characters", example },
    z.string().regex(/^(?=.*\S)[^\r\n]{1,1000}$/),
  );

export const identifiers = (description: string, example: string) =>
  listOf(
    description,
    setting(
      "Number of a GitLab group.",
      { allowed: "a whole number above 0: the group's id, without quotes", example: "9970" },
      z.number().int().min(1),
    ),
    { allowed: "a list of group ids, each once", example },
  );

/** A list; unless it may repeat, each value stands in it once. */
export function listOf<T extends z.ZodType>(
  description: string,
  element: T,
  guide: Guidance,
  { least = 0, most = 1000, repeats = false } = {},
) {
  const list = z.array(element).min(least).max(most);
  return setting(
    description,
    guide,
    repeats
      ? list
      : list.refine((values) => new Set(values).size === values.length, {
          params: { got: "a list that names something twice", fix: "keep each once" },
          // Also where an element is wrong: both are told in one run.
          when: ({ value }) => Array.isArray(value),
        }),
  );
}
