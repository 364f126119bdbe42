import { basename } from "node:path";
import { exitCodes } from "../exit-codes";
import { failureExitCode, failureText } from "../failure-text";
import { wrapped } from "../outline/lines";
import type { JsonOption } from "../json-output";
import { writeJson } from "../json-output";
import { ProgressLine } from "../progress";
import type { Surroundings } from "../rehearse-command";
import type { Connected, ConnectOptions, ConnectProgress, ConnectResult } from "./connect";
import { connect } from "./connect";

export interface ConnectCommandOptions {
  readonly stack: string;
  readonly json?: JsonOption;
  readonly timeout?: number;
}

/** Connects a stack for a person at a terminal; gives the exit code. */
export async function connectCommand(
  { stack, json, timeout }: ConnectCommandOptions,
  { directory, environment, stdout, stderr }: Surroundings,
  standIns: Pick<ConnectOptions, "aws" | "clock" | "signal"> = {},
): Promise<number> {
  const progress = new ProgressLine(stderr);
  const onProgress = (now: ConnectProgress): void => {
    if (now.kind === "told") progress.tell({ stack, text: now.text, passing: true });
    else {
      progress.end();
      stderr.write(handshakeText(now));
    }
  };
  const token = environment["GITLAB_TOKEN"];
  const result = await connect({
    projectDirectory: directory,
    stack,
    onProgress,
    ...(timeout === undefined ? {} : { timeoutMinutes: timeout }),
    ...(token === undefined || token === "" ? {} : { gitlab: { token } }),
    ...standIns,
  });
  progress.end();
  const code = exitCodeOf(result);
  if (!writeJson(json, { command: "connect", stack, ...result }, { directory, stdout }))
    (code === exitCodes.clean ? stdout : stderr).write(resultText(stack, result));
  return code;
}

function exitCodeOf(result: ConnectResult): number {
  switch (result.kind) {
    case "connected":
      return result.recording.kind === "written" || result.recording.kind === "nothing-to-do"
        ? exitCodes.clean
        : exitCodes.refused;
    case "still-pending":
      return exitCodes.stillWaiting;
    case "not-usable":
      return exitCodes.refused;
    case "refusal":
    case "failure":
      return failureExitCode(result);
    default:
      return result satisfies never;
  }
}

function handshakeText({ link, steps, minutes }: Extract<ConnectProgress, { kind: "handshake" }>): string {
  const numbered = steps.flatMap((step, at) => wrapped(`${at + 1}. ${step}`, 2, 5));
  const lines = [
    "A person must finish the handshake in a browser:",
    ...["", `  ${link}`, ""],
    ...numbered,
    ...["", `This waits up to ${minutes} minutes, then checks and records by itself.`],
  ];
  return `${lines.join("\n")}\n`;
}

function resultText(stack: string, result: ConnectResult): string {
  switch (result.kind) {
    case "connected":
      return `${connectedLines(stack, result).join("\n")}\n`;
    case "still-pending": {
      const text =
        `${result.connection.name} is still PENDING after ${result.minutes} minutes. Finish the handshake at ` +
        `${result.link} and run this again: it goes on from there.`;
      return `${wrapped(text, 0).join("\n")}\n`;
    }
    case "not-usable":
      return `${[...wrapped(result.message, 0), ...wrapped(`To do: ${result.fix}`, 2)].join("\n")}\n`;
    case "refusal":
    case "failure":
      return failureText(result);
    default:
      return result satisfies never;
  }
}

function connectedLines(stack: string, { connection, recording, repository }: Connected): readonly string[] {
  const lines = [
    ...wrapped(`${connection.name} is ${connection.status}: ${connection.arn}`, 0),
    ...wrapped(`Repository: ${repository.message}.`, 0),
    ...(repository.kind === "named-right" ? [] : wrapped(`To do: ${repository.fix}.`, 2)),
  ];
  const file = basename(recording.file);
  const next = `Now run: pulumi up --refresh --stack ${stack}`;
  switch (recording.kind) {
    case "written":
      return [...lines, `Recorded in ${file}. ${next}`];
    case "nothing-to-do":
      return [...lines, `${file} says so already. ${next}`];
    case "held-back":
      return [...lines, `${file} is unchanged: run this again when the repository is named right.`];
    case "by-hand":
      return [
        ...lines,
        ...wrapped(`${file} is unchanged: ${recording.reason}. Put this line there by hand:`, 0),
        `  ${recording.line}`,
      ];
    default:
      return recording satisfies never;
  }
}
