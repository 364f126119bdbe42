import type { Context } from "../iam/context";
import type { Could } from "../iam/could";
import { couldAllow } from "../iam/could";
import type { Document } from "../iam/document";

/**
 * Whether a resource's policy lets some request past its denials, whoever asks: `no` means that every request with
 * these keys is surely denied. Held against a statement that allows everything to everybody.
 * @param withins patterns of the resource's ARN of which only one is right, such as one a partition: to be denied
 *   by one is to be denied.
 */
export function passesDenials(
  policy: Document,
  actions: readonly string[],
  withins: readonly string[],
  context: Context,
): Could {
  const documents = [allowingAll, { ...policy, statements: policy.statements.filter(isDeny) }];
  let first: Could | undefined;
  for (const within of withins) {
    const answer = couldAllow(documents, actions, within, { context });
    if (answer.kind === "no") return answer;
    first ??= answer;
  }
  if (!first) return { kind: "unknown", paths: policy.unknown };
  return first.kind === "yes" && policy.unknown.length > 0
    ? { kind: "unknown", paths: policy.unknown }
    : first;
}

function isDeny({ effect }: Document["statements"][number]): boolean {
  return effect === "Deny";
}

const all = { negated: false, patterns: ["*"], unknown: [] } as const;

const allowingAll: Document = {
  statements: [
    {
      path: "",
      effect: "Allow",
      actions: all,
      resources: all,
      conditions: [],
      unknownConditions: [],
      conditional: false,
    },
  ],
  unknown: [],
};
