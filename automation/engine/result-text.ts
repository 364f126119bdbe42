import { policyLines } from "../outline/policy-lines";
import type { Colors } from "../outline/lines";
import { nameOf } from "../outline/things";
import type { EngineResult, Step, StepOperation } from "./result";

/** A result for a person: what changes, what the policies say, and how it ended. */
export function resultText(result: EngineResult, colors: Colors): string {
  const { stack, operation, durationMs } = result;
  const lines = [
    colors.bold(`${stack}  ${operation}, ${(durationMs / 1000).toFixed(1)} s`),
    ...result.steps.map((step) => stepLine(step, colors)),
    ...(result.policies.length === 0 ? [] : [colors.bold("Policies"), ...policies(result, colors)]),
    ...(result.kind === "failure" ? [colors.bold("Why not"), ...errorLines(result.error, colors)] : []),
    colors.bold("Verdict"),
    `  ${result.kind === "done" ? colors.green("✓ done") : colors.red("✗ not done")}: ${countText(result)}`,
  ];
  return `${lines.join("\n")}\n`;
}

const marks: Readonly<Record<StepOperation, string>> = {
  create: "+",
  update: "~",
  replace: "±",
  delete: "-",
  import: "=",
  read: ">",
  refresh: "~",
  retain: "○",
  discard: "<",
};

function stepLine({ urn, operation, outcome, changed }: Step, colors: Colors): string {
  const what = changed.length === 0 ? "" : `: ${changed.join(", ")}`;
  const ended = outcome === "failed" || outcome === "unfinished" ? colors.red(` ${outcome}`) : "";
  return `  ${marks[operation]} ${operation.padEnd(7)} ${nameOf(urn)}${colors.dim(what)}${ended}`;
}

function policies(result: EngineResult, colors: Colors): readonly string[] {
  const told = result.policies.map((policy) => ({
    ...policy,
    level: policy.findings.some(({ level }) => level === "mandatory")
      ? ("mandatory" as const)
      : ("advisory" as const),
  }));
  return policyLines(told, [], colors);
}

/** More urns than these fill the screen and help nobody: `--json` has all. */
const urnsShown = 100;

function errorLines(
  { code, message, urns }: Extract<EngineResult, { kind: "failure" }>["error"],
  colors: Colors,
): readonly string[] {
  const [first = "", ...rest] = message.split("\n");
  return [
    `  ${code}: ${first}`,
    ...rest.map((line) => `    ${line}`.trimEnd()),
    ...urns.slice(0, urnsShown).map((urn) => colors.dim(`    ${urn}`)),
    ...(urns.length > urnsShown ? [`    and ${urns.length - urnsShown} more; --json has all`] : []),
  ];
}

function countText({ steps, unchanged }: EngineResult): string {
  const counts = new Map<string, number>();
  for (const { operation, outcome } of steps) {
    const word = outcome === "failed" || outcome === "unfinished" ? outcome : operation;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const changes = [...counts].map(([word, count]) => `${count} ${word}`);
  return [...(changes.length === 0 ? ["nothing changes"] : changes), `${unchanged} unchanged`].join(", ");
}
