import type { Effect, EffectKind } from "../effects/template-effects";
import type { ChangeReport, StackReport, TargetReport } from "./report";
import { countOf, effectKinds } from "./report";

const marks: Readonly<Record<EffectKind, string>> = {
  remove: "-",
  "may-replace": "!",
  change: "~",
  add: "+",
};

/** The report for a person: per target and stack, what may be lost first. */
export function reportText(report: ChangeReport): string {
  return [
    `What this release would change in ${report.environment}`,
    `assembly  ${report.digest}`,
    `execution ${report.execution}`,
    "",
    "Computed from the templates, and rather too much than too little: any changed property may replace its",
    "resource, and what refers to a changed resource may change with it.",
    `  ${effectKinds.map((kind) => `${marks[kind]} ${kind}`).join("   ")}`,
    ...report.targets.flatMap(targetLines),
    "",
  ].join("\n");
}

function targetLines(target: TargetReport): readonly string[] {
  return [
    "",
    `${target.accountId} ${target.region}: ${countsText(target)}`,
    ...target.stacks.flatMap(stackLines),
    ...target.left.map((stack) => `  ${stack} exists and left the assembly: it stays as it is`),
  ];
}

function stackLines(stack: StackReport): readonly string[] {
  const same = stack.effects.length === 0 && stack.sections.length === 0;
  return [
    `  ${stack.stack} (${stack.status})${same ? ": no change" : ""}`,
    ...effectKinds.flatMap((kind) =>
      stack.effects.filter((effect) => effect.kind === kind).map((effect) => `    ${effectLine(effect)}`),
    ),
    ...(stack.sections.length > 0 ? [`    ~ sections: ${stack.sections.join(", ")}`] : []),
  ];
}

function effectLine({ logicalId, type, kind, differs, through }: Effect): string {
  const why = [
    ...(differs.length > 0 ? [differs.join(", ")] : []),
    ...(through.length > 0 ? [`through ${through.join(", ")}`] : []),
  ];
  return `${marks[kind]} ${logicalId} (${type})${why.length > 0 ? `: ${why.join("; ")}` : ""}`;
}

/** e.g. `1 remove, 2 may-replace, 4 add`; `no change` where there is none. */
export function countsText(target: TargetReport): string {
  const counts = effectKinds
    .map((kind) => [countOf(target, kind), kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind}`);
  const left = target.left.length > 0 ? [leftText(target.left.length)] : [];
  return [...(counts.length > 0 ? counts : ["no change"]), ...left].join(", ");
}

function leftText(count: number): string {
  return count === 1 ? "1 stack left the assembly" : `${count} stacks left the assembly`;
}

/** Longest text that the approval shows beside what the pipeline adds (CodePipeline: CustomData ≤ 1000). */
const summaryCharacters = 700;

/**
 * The approval's text: digest, counts per target and where the whole report lies. Printable ASCII without
 * quotes and backslash, at most 700 characters; targets that do not fit are counted.
 */
export function summaryText(report: ChangeReport, link: string): string {
  const head = `Assembly ${report.digest}. `;
  const tail = ` Read first: ${link}`;
  const room = summaryCharacters - head.length - tail.length;
  const parts = report.targets.map(
    (target) => `${target.accountId} ${target.region}: ${countsText(target)}.`,
  );
  for (let shown = parts.length; shown > 0; shown -= 1) {
    const rest = parts.length - shown;
    const text = [...parts.slice(0, shown), ...(rest > 0 ? [`And ${rest} more targets.`] : [])].join(" ");
    if (text.length <= room) return head + text + tail;
  }
  return head + `${parts.length} targets.` + tail;
}
