import { createColors } from "picocolors";
import { exitCodes } from "../exit-codes";
import { failureExitCode, failureText } from "../failure-text";
import type { JsonOption } from "../json-output";
import { writeJson } from "../json-output";
import type { Colors } from "../outline/lines";
import { wrapped } from "../outline/lines";
import type { Surroundings } from "../rehearse-command";
import type { Diagnosis, DoctorOptions } from "./doctor";
import { doctor } from "./doctor";
import type { DoctorLine, Level } from "./line";

export interface DoctorCommandOptions {
  readonly stack: string;
  readonly json?: JsonOption;
}

/** Looks at everything for a person at a terminal; gives the exit code. */
export async function doctorCommand(
  { stack, json }: DoctorCommandOptions,
  around: Surroundings,
  standIns: Partial<DoctorOptions> = {},
): Promise<number> {
  const { directory, environment, stdout, stderr } = around;
  const token = environment["GITLAB_TOKEN"];
  const result = await doctor({
    projectDirectory: directory,
    stack,
    ...(token === undefined || token === "" ? {} : { gitlab: { token } }),
    ...standIns,
  });
  const written = writeJson(json, { command: "doctor", stack, ...result }, around);
  if (result.kind === "refusal") {
    if (!written) stderr.write(failureText(result));
    return failureExitCode(result);
  }
  const plain = environment["NO_COLOR"] !== undefined && environment["NO_COLOR"] !== "";
  if (!written) stdout.write(diagnosisText(result, createColors(stdout.isTTY === true && !plain)));
  return result.lines.some(({ level }) => level === "fault") ? exitCodes.refused : exitCodes.clean;
}

function diagnosisText({ lines }: Diagnosis, colors: Colors): string {
  const count = (level: Level): number => lines.filter((line) => line.level === level).length;
  const [faults, warnings] = [count("fault"), count("warning")];
  const summary = `${counted(faults, "fault")}, ${counted(warnings, "warning")}, ${count("ok")} ok`;
  return `${[...lines.flatMap((line) => lineText(line, colors)), "", summary].join("\n")}\n`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function lineText(line: DoctorLine, colors: Colors): readonly string[] {
  const marks = {
    ok: colors.green("ok     "),
    warning: colors.yellow("warning"),
    fault: colors.red("fault  "),
  };
  const [first = "", ...rest] = wrapped(`${line.check}: ${line.subject}: ${line.message}`, 9);
  return [
    `${marks[line.level]}  ${first.trimStart()}`,
    ...rest,
    ...(line.level === "ok" ? [] : wrapped(`to do: ${line.fix}`, 11)),
  ];
}
