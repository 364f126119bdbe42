import { CliFailure } from "./cli-process";
import type { Recording } from "./recording";
import type { EngineError, EngineErrorCode } from "./result";

const packAdvice =
  "Nothing was judged. Repair the policy pack or its config; `npm run prepare` compiles the pack.";

/** How the CLI, the engine or a provider words a failure, and what a person does about it. The first match counts. */
const known: readonly {
  readonly code: EngineErrorCode;
  readonly exitCode?: number;
  readonly says: RegExp;
  readonly advice: string;
}[] = [
  {
    code: "cli-too-old",
    says: /does not satisfy the version requirement|Minimum version requirement failed/i,
    advice: "Update the Pulumi CLI: https://www.pulumi.com/docs/install/",
  },
  {
    code: "stack-missing",
    exitCode: 6,
    says: /no stack named .* found/i,
    advice:
      "Create it with `pulumi stack init <stack>`, or let this run create it: --create, or the option `create`.",
  },
  {
    code: "concurrent-update",
    says: /the stack is currently locked by|\[409\] Conflict: Another update is currently in progress/i,
    advice:
      "Wait for the other update to end. Where none is running any more, `pulumi cancel` takes its lock away.",
  },
  {
    code: "plan-not-kept",
    says: /violates plan|is not allowed by the plan|no plan for resource/i,
    advice: "The program, its settings or the state are not what was planned. Preview again, and look again.",
  },
  {
    code: "plan-unreadable",
    says: /(unmarshal|reading|open) .*plan|plan .*(unmarshal|no such file)/i,
    advice: "Write the plan with a preview of the same stack.",
  },
  {
    code: "policy-pack",
    says: /policy (pack|config)|analyzer/i,
    advice: packAdvice,
  },
  {
    code: "credentials",
    exitCode: 3,
    says: new RegExp(
      [
        "incorrect passphrase|passphrase must be set",
        "PULUMI_ACCESS_TOKEN|must be logged in|not logged in|pulumi login",
        "No valid credential sources|ExpiredToken|InvalidClientTokenId|UnrecognizedClientException",
        "(cannot|can't|unable to|failed to) assume|sts:AssumeRole|AssumeRole.*AccessDenied",
        "AWS account ID not allowed",
        "401 Unauthorized|invalid_token",
      ].join("|"),
      "i",
    ),
    advice: "Renew or set the credentials that the message names, and run again.",
  },
];

/** Why a run failed, from what the CLI said and the engine told. */
export function failureOf(
  thrown: unknown,
  recording: Recording,
  { stack, aborted }: { readonly stack: string; readonly aborted: boolean },
): EngineError {
  const errors = recording.messages.filter(({ severity }) => severity === "error");
  const failed = recording.steps.filter(({ outcome }) => outcome === "failed").map(({ urn }) => urn);
  if (aborted || recording.cancelled) {
    const begun = recording.steps.filter(({ outcome }) => outcome === "unfinished").map(({ urn }) => urn);
    const advice = begun.length === 0 ? "Run again to go on." : "Run again with a refresh to go on.";
    return {
      code: "aborted",
      message: `The run was asked to end before it was done. ${advice}`,
      urns: begun,
    };
  }
  const refusing = recording.policies.filter(({ findings }) => findings.some(isMandatory));
  if (refusing.length > 0 && failed.length === 0)
    return violation(
      refusing.map(({ name }) => name),
      recording,
    );
  const said = thrown instanceof CliFailure ? thrown.stderr : thrown instanceof Error ? thrown.message : "";
  const texts = [...errors.map(({ message }) => message), said];
  const exitCode = thrown instanceof CliFailure ? thrown.exitCode : undefined;
  const match =
    known.find(({ says }) => texts.some((text) => says.test(text))) ??
    known.find((one) => one.exitCode !== undefined && one.exitCode === exitCode);
  const urns = [...new Set([...errors.flatMap(({ urn }) => urn ?? []), ...failed])];
  if (match) {
    const telling = texts.find((text) => match.says.test(text)) ?? said;
    return {
      code: match.code,
      message: `${plain(telling)}\n${match.advice.replace("<stack>", stack)}`,
      urns,
    };
  }
  const ofPack = recording.loadingPolicies ? packWords(recording) : "";
  if (ofPack !== "") return { code: "policy-pack", message: `${ofPack}\n${packAdvice}`, urns: [] };
  const first = errors[0]?.message ?? plain(said);
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more errors among the messages)` : "";
  const advice = "Take away the cause and run again; what is done stays done.";
  return { code: "engine", message: `${first || "The CLI ended without a reason."}${more}\n${advice}`, urns };
}

/** A pack that does not start says why itself, line by line; the engine says only that it is gone. */
function packWords({ messages }: Recording): string {
  const own = messages.filter(({ severity, message }) => severity === "info" && !message.startsWith("at "));
  return plain(own.map(({ message }) => message).join("\n"));
}

function violation(names: readonly string[], recording: Recording): EngineError {
  const urns = recording.policies
    .flatMap(({ findings }) => findings.filter(isMandatory))
    .flatMap(({ urn }) => urn ?? []);
  return {
    code: "policy-violation",
    message: `Refused by ${names.join(", ")}. Each finding says what to change.`,
    urns: [...new Set(urns)],
  };
}

function isMandatory({ level }: { readonly level: string }): boolean {
  return level === "mandatory";
}

/** The CLI begins what it says with `error: `, after its warnings. */
function plain(text: string): string {
  return text
    .replace(/^(warning: .*\n)+/m, "")
    .trim()
    .replace(/^error: /, "");
}
