import type { Knowledge } from "../../../policy-pack/config/knowledge";
import type { Stack } from "../../../policy-pack/stack/stack";
import { notApplicable } from "../../../policy-pack/verdict/finding";
import type { Rule } from "../../../policy-pack/verdict/rule";
import type { Registration } from "../../../policy-pack/verdict/judge";
import { judge } from "../../../policy-pack/verdict/judge";
import type { Library, Written } from "../handed";
import { judgeStack } from "../handed";
import { settings } from "../road";

type Question<Answer> = (stack: Stack, world: Knowledge) => Answer;

/** Asks something of a stack from where a policy stands. */
export function askOf<Answer>(
  resources: readonly Written[],
  question: Question<Answer>,
  library: Library = { settings },
): Answer {
  return answered(question, (rule) => judgeStack(resources, library, [rule]));
}

/** The same of a stack as a program registers it. */
export function askOfRegistrations<Answer>(
  resources: readonly Registration[],
  circumstances: Parameters<typeof judge>[2],
  question: Question<Answer>,
): Answer {
  return answered(question, (rule) => judge([rule], resources, circumstances));
}

function answered<Answer>(question: Question<Answer>, put: (rule: Rule) => ReturnType<typeof judge>): Answer {
  const answers: Answer[] = [];
  const [judgement] = put({
    number: 0,
    name: "a-question",
    title: "",
    description: "",
    severity: "low",
    level: "advisory",
    onUnknown: "advisory",
    remediation: "",
    parameters: {},
    stack: (stack, { world }) => {
      answers.push(question(stack, world));
      return notApplicable("asked");
    },
  });
  const [answer] = answers;
  if (answer === undefined) throw new Error(judgement?.findings[0]?.message ?? "not asked");
  return answer;
}
