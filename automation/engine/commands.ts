import type { Command } from "commander";
import { atTerminal } from "./at-terminal";
import type { DestroyCommandOptions } from "./destroy-command";
import type { PreviewCommandOptions } from "./preview-command";
import type { UpCommandOptions } from "./up-command";

const codes = [
  "",
  "Exit code: 0 done, 1 refused or stopped on the way, 2 wrong settings or call,",
  "3 no valid credentials, 130 ended on request. docs/automation.md has more.",
].join("\n");

/** Adds the commands that run the real engine. Their code, and the Automation API, is loaded when one is called. */
export function addEngineCommands(program: Command): void {
  const added = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .requiredOption("--stack <name>", "the stack, as the Pulumi CLI takes it")
      .option("--json [file]", "write the result for other tools, to stdout without a file")
      .option("--refresh", "ask AWS and GitLab first what is there")
      .addHelpText("after", codes);
  const create = ["--create", "create the stack in the backend if it is missing"] as const;
  const yes = ["--yes", "go on without asking"] as const;

  added("preview", "Show what an update would change and what the policies think of it.")
    .option("--plan <file>", "write the plan, for `delivery up` to be held to")
    .option(...create)
    .action((options: PreviewCommandOptions) =>
      atTerminal(async (around) => (await import("./preview-command.js")).previewCommand(options, around)),
    );
  added("up", "Update a stack: preview, ask, and do exactly what was shown.")
    .option("--plan <file>", "do what this plan of a preview says, and do not ask")
    .option(...create)
    .option(...yes)
    .action((options: UpCommandOptions) =>
      atTerminal(async (around) => (await import("./up-command.js")).upCommand(options, around)),
    );
  added("destroy", "Delete what a stack has made; refused while protected resources remain.")
    .option(...yes)
    .action((options: DestroyCommandOptions) =>
      atTerminal(async (around) => (await import("./destroy-command.js")).destroyCommand(options, around)),
    );
}
