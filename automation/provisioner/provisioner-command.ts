import { exitCodes } from "../exit-codes";
import { failureExitCode, failureText } from "../failure-text";
import type { Surroundings } from "../rehearse-command";
import type { Provisioner } from "./provisioner";
import { provisioner } from "./provisioner";

export interface ProvisionerCommandOptions {
  readonly stack?: string;
  readonly trust?: readonly string[];
  readonly roleName?: string;
  /** The template as JSON, which CloudFormation takes as well. */
  readonly json?: boolean;
}

/** Prints the template on stdout, and what to do with it on stderr; gives the exit code. */
export function provisionerCommand(
  { json = false, ...options }: ProvisionerCommandOptions,
  { directory, stdout, stderr }: Surroundings,
): number {
  const made = provisioner({ projectDirectory: directory, ...options });
  if (made.kind === "refusal") {
    stderr.write(failureText(made));
    return failureExitCode(made);
  }
  stdout.write(json ? `${JSON.stringify(made.document, null, 2)}\n` : made.text);
  stderr.write(useText(made, options.trust ?? []));
  return exitCodes.clean;
}

function useText({ roleName, accounts }: Provisioner, trust: readonly string[]): string {
  const named =
    trust.length > 0
      ? ""
      : " \\\n    --parameter-overrides OperatorRoleArns=<ARN of the role that may take it>";
  const where = accounts.map(({ accountId, owner }) => `  ${accountId}  ${owner}\n`).join("");
  return (
    `\nSave the template and deploy it with administrator credentials of each account:\n\n${where}${where && "\n"}` +
    `  aws cloudformation deploy --stack-name ${roleName} --template-file <file> \\\n` +
    `    --capabilities CAPABILITY_NAMED_IAM${named}\n\n`
  );
}
