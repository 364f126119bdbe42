import { Command } from "commander";
import { rehearseCommand } from "./rehearse-command";

/** The `delivery` command: a thin shell over functions that other tools call as well. */
const program = new Command("delivery")
  .description("A governed road from a GitLab project into AWS accounts.")
  .showHelpAfterError();

program
  .command("rehearse")
  .description("Preview the stacks of this folder without an account, a network or the Pulumi CLI.")
  .option("--stack <name...>", "stacks to rehearse (default: every one that has a Pulumi.<stack>.yaml)")
  .option("--json <file>", "write the results for other tools (docs/rehearsal.schema.json)")
  .option("--report <directory>", "write a page a stack with the road drawn")
  .addHelpText("after", "\nExit code: 0 clean, 1 something is refused, 2 the settings or the call are wrong.")
  .action(async (options: { stack?: string[]; json?: string; report?: string }) => {
    process.exitCode = await rehearseCommand(options, {
      directory: process.cwd(),
      environment: process.env,
      stdout: process.stdout,
      stderr: process.stderr,
    });
  });

// A call that commander refuses is wrong in the way wrong settings are.
program.commands.forEach((command) => command.exitOverride(endWithUsage));
program.exitOverride(endWithUsage);

function endWithUsage({ exitCode }: { readonly exitCode: number }): never {
  process.exit(exitCode === 0 ? 0 : 2);
}

// Ending through `exit` also ends the processes that a rehearsal has started.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

void program.parseAsync();
