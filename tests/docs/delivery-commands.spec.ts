import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodes } from "../../automation/exit-codes";
import { root, section, tableRows } from "./markdown";

const page = readFileSync(join(root, "docs", "commands.md"), "utf8");
const elsewhere = ["rehearsal.md", "automation.md"].map((name) =>
  readFileSync(join(root, "docs", name), "utf8"),
);

function help(...call: readonly string[]): string {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, "bin", "delivery.js"), ...call, "--help"],
    {
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    },
  );
  assert.equal(status, 0, call.join(" "));
  return stdout;
}

const commands = [...help().matchAll(/^ {2}([a-z]+) \[/gm)]
  .map(([, name = ""]) => name)
  .filter((name) => name !== "help");

describe("docs/commands.md", () => {
  it("lists every command of the command line, and no other", () => {
    assert.ok(commands.length >= 8, commands.join(" "));
    const listed = tableRows(page).map(([cell = ""]) => cell.replace(/`delivery ([a-z]+)`/, "$1"));
    assert.deepEqual([...listed].sort(), [...commands].sort());
  });

  it("has every exit code in its one table", () => {
    const listed = tableRows(section(page, "## Exit codes")).map(([code]) => Number(code));
    // SIGTERM ends a process as the shell has it, and no command gives it.
    assert.deepEqual(listed, [...Object.values(exitCodes), 143]);
  });

  for (const name of commands) {
    it(`${name}: its help fits 80 columns, and each option is described`, () => {
      const text = help(name);
      assert.deepEqual(
        text.split("\n").filter((line) => line.length > 80),
        [],
      );
      const options = [...text.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = ""]) => option);
      assert.ok(options.includes("--json"), "every command has --json");
      const described = page.includes(`## delivery ${name}\n`)
        ? [section(page, `## delivery ${name}`)]
        : elsewhere;
      assert.deepEqual(
        options.filter((option) => option !== "--help" && !described.some((said) => said.includes(option))),
        [],
      );
    });
  }
});
