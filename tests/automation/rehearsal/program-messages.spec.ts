import assert from "node:assert/strict";
import { messagesOf } from "../../../automation/rehearsal/program-messages";

describe("messages of a program", () => {
  const rows = [
    { rule: "silence and 0 is success", exitCode: 0, printed: "", says: { notes: [] } },
    {
      rule: "what it prints, notes and warnings are told",
      exitCode: 0,
      printed: "hello\ninfo: [runtime] a note\nwarning: [runtime] careful\nof this\n",
      says: { notes: ["hello", "a note", "warning: careful", "of this"] },
    },
    {
      rule: "an error fails it, with all its lines and without colour",
      exitCode: 32,
      printed: "hello\nerror: [runtime] no\n  \u001b[31mway\u001b[39m\ninfo: [runtime] bye\n",
      says: { failure: "no\n  way", notes: ["hello", "bye"] },
    },
    {
      rule: "a logged error fails it though it exits with 0",
      exitCode: 0,
      printed: "error: [runtime] no\n",
      says: { failure: "no", notes: [] },
    },
    {
      rule: "whatever it said last explains an exit code",
      exitCode: 1,
      printed: "out of memory\n",
      says: { failure: "out of memory", notes: [] },
    },
    {
      rule: "a signal without a word is named",
      exitCode: null,
      printed: "",
      says: { failure: "the program ended with exit code null and said nothing", notes: [] },
    },
  ];
  for (const { rule, exitCode, printed, says } of rows)
    it(rule, () => assert.deepEqual(messagesOf({ exitCode, printed }), says));
});
