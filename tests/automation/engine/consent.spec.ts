import assert from "node:assert/strict";
import { consent } from "../../../automation/engine/consent";
import type { EngineSurroundings } from "../../../automation/engine/engine-shell";

function asked(answer: string | undefined, yes: boolean) {
  const questions: string[] = [];
  let told = "";
  const terminal = { write: (text: string) => (told += text) };
  const around: EngineSurroundings = {
    directory: ".",
    environment: {},
    stdout: terminal,
    stderr: terminal,
    signal: new AbortController().signal,
    ...(answer === undefined
      ? {}
      : {
          ask: (question: string) => {
            questions.push(question);
            return Promise.resolve(answer);
          },
        }),
  };
  return { agreed: consent({ yes }, around), questions, told: () => told };
}

describe("a person's yes", () => {
  for (const [answer, expected] of [
    ["yes", true],
    [" yes ", true],
    ["y", false],
    ["YES", false],
    ["", false],
    ["no", false],
  ] as const)
    it(`'${answer}' ${expected ? "agrees" : "does not agree"}`, async () => {
      const { agreed, questions } = asked(answer, false);
      assert.equal(await agreed?.("Update prod as shown?"), expected);
      assert.deepEqual(questions, ["Update prod as shown? Type yes to go on: "]);
    });

  it("--yes asks nobody", async () => {
    const { agreed, questions } = asked("no", true);
    assert.deepEqual([await agreed?.("Update prod as shown?"), questions], [true, []]);
  });

  it("where nobody is, there is none to be had, and that is said", () => {
    const { agreed, told } = asked(undefined, false);
    assert.equal(agreed, undefined);
    assert.match(told(), /^Nobody is at a terminal to say yes\. /);
  });
});
