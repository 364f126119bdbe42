import { Command, InvalidArgumentError } from "commander";
import type { ProvisionerCommandOptions } from "./provisioner/provisioner-command";
import type { DoctorCommandOptions } from "./doctor/doctor-command";
import type { JsonOption } from "./json-output";
import type { Surroundings } from "./rehearse-command";
import { addEngineCommands } from "./engine/commands";
import type { StatusCommandOptions } from "./status/status-command";
import { rehearseCommand } from "./rehearse-command";

// Its notice about the next version of Node says nothing about this program, whose versions are pinned.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

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
  .addHelpText("after", codesHelp("0 clean, 1 something is refused,", "2 wrong settings or call"))
  .action(async (options: { stack?: string[]; json?: string; report?: string }) => {
    process.exitCode = await rehearseCommand(options, surroundings());
  });

program
  .command("connect")
  .description("Bring the connection to GitLab to AVAILABLE and record it in the settings.")
  .requiredOption("--stack <name>", "the stack whose connection it is")
  .option("--timeout <minutes>", "how long to wait for the person in the browser (default: 30)", minutes)
  .option("--json [file]", "write the result for other tools, to stdout without a file")
  .addHelpText(
    "after",
    "\nNeeds AWS credentials that may take the provisioning role. GITLAB_TOKEN, if set," +
      "\nis used to look the project and its branch up. No browser is opened.\n" +
      codesHelp(
        "0 recorded, 1 not usable, 2 wrong settings or call, 3 no answer",
        "from AWS, 4 the handshake was not done in time",
      ),
  )
  .action(async (options: { stack: string; timeout?: number; json?: JsonOption }) => {
    const { connectCommand } = await import("./connect/connect-command.js");
    process.exitCode = await connectCommand(options, surroundings());
  });

addEngineCommands(program);

program
  .command("provisioner")
  .description("Print the CloudFormation template of the role through which Pulumi works.")
  .option("--trust <arn...>", "roles that may take it: named operators, or the CI role")
  .option("--stack <name>", "take the role's name from this stack, and list its accounts")
  .option("--role-name <name>", "name of the role (default: delivery-provisioner)")
  .option("--json", "the template as JSON, which CloudFormation takes as well")
  .addHelpText(
    "after",
    `\nThe template goes to stdout, what to do with it to stderr.\n${codesHelp("0 printed, 2 wrong settings or call")}`,
  )
  .action(async (options: ProvisionerCommandOptions) => {
    const { provisionerCommand } = await import("./provisioner/provisioner-command.js");
    process.exitCode = provisionerCommand(options, surroundings());
  });

program
  .command("status")
  .description("Show where the pipeline stands, and what waits for whom.")
  .requiredOption("--stack <name>", "the stack whose pipeline it is")
  .option("--watch", "show it again whenever it has changed, until interrupted")
  .option("--json [file]", "write the result for other tools, to stdout without a file")
  .addHelpText(
    "after",
    "\nNeeds AWS credentials that may take the provisioning role.\n" +
      codesHelp(
        "0 shown, 1 there is no pipeline, 2 wrong settings or call,",
        "3 no answer from AWS, 130 watching was interrupted",
      ),
  )
  .action(async (options: StatusCommandOptions) => {
    const { statusCommand } = await import("./status/status-command.js");
    process.exitCode = await statusCommand(options, surroundings());
  });

program
  .command("doctor")
  .description("Look at everything that the road needs, and say what to do. Changes nothing.")
  .requiredOption("--stack <name>", "the stack whose road it is")
  .option("--json [file]", "write the result for other tools, to stdout without a file")
  .addHelpText(
    "after",
    "\nNeeds AWS credentials that may take the provisioning roles, and GITLAB_TOKEN." +
      "\nWhat it can't look at is a warning.\n" +
      codesHelp("0 no fault, 1 a fault,", "2 wrong settings or call"),
  )
  .action(async (options: DoctorCommandOptions) => {
    const { doctorCommand } = await import("./doctor/doctor-command.js");
    process.exitCode = await doctorCommand(options, surroundings());
  });

// A call that commander refuses is wrong in the way wrong settings are.
program.commands.forEach((command) => command.exitOverride(endWithUsage));
program.exitOverride(endWithUsage);

function codesHelp(...rows: readonly string[]): string {
  return `\nExit code: ${rows.join("\n")}. docs/commands.md has more.`;
}

function surroundings(): Surroundings {
  const { stdout, stderr, env: environment } = process;
  return { directory: process.cwd(), environment, stdout, stderr };
}

function minutes(text: string): number {
  const count = Number(text);
  if (Number.isFinite(count) && count > 0) return count;
  throw new InvalidArgumentError("It must be a number of minutes above 0.");
}

function endWithUsage({ exitCode }: { readonly exitCode: number }): never {
  process.exit(exitCode === 0 ? 0 : 2);
}

// Ending through `exit` also ends the processes that a rehearsal has started.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

void program.parseAsync();
