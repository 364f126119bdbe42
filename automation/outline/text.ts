import { createColors } from "picocolors";
import { listAt, textAt } from "../../emulator/tree";
import type { StackResult } from "../rehearsal/result";
import { accountViews } from "./accounts";
import { pipelineLines } from "./pipeline-text";
import type { Colors } from "./lines";
import { wrapped, width } from "./lines";
import { roadOf } from "./road";
import { counted, realResources } from "./things";
import { verdictLines } from "./verdict-text";

/** What is printed for a stack: its accounts, the road through them, the guard-rails and the verdict. */
export function outlineText(stack: string, result: StackResult, colors = createColors(false)): string {
  const road = roadOf(result);
  const sections = [
    titleLines(stack, result, colors),
    accountLines(result, colors),
    ...road.pipelines.map((pipeline) => pipelineLines(pipeline, colors)),
    road.pipelines.length === 0 && result.failure === null
      ? [colors.bold("Road"), "  There is no pipeline yet: see the next steps."]
      : [],
    guardRailLines(result, colors),
    verdictLines(result, colors),
    nextStepLines(result, colors),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function titleLines(stack: string, result: StackResult, colors: Colors): string[] {
  const count = counted(realResources(result).length, "resource", "resources");
  const facts = `${count}, ${(result.durationMs / 1000).toFixed(1)} s`;
  return [`${colors.bold(stack)}  ${colors.dim(facts)}`, colors.dim("─".repeat(width))];
}

function accountLines(result: StackResult, colors: Colors): string[] {
  const views = accountViews(result.resources, roadOf(result));
  if (views.length === 0) return [];
  return [
    colors.bold("Accounts"),
    ...views.flatMap(({ account, label, places }) => [
      `  ${account}  ${colors.cyan(label)}`,
      ...(places.length === 0 ? [colors.dim("    nothing of this stack stands here")] : []),
      ...places.flatMap(({ region, things }) =>
        columns(`    ${colors.dim(region.padEnd(16))}`, 20, wrapped(things.join(", "), 20)),
      ),
    ]),
  ];
}

function guardRailLines({ outputs }: StackResult, colors: Colors): string[] {
  const rails = listAt(outputs, "guardRails");
  if (rails.length === 0) return [];
  return [
    colors.bold("Guard-rails in GitLab"),
    ...rails.flatMap((rail) => {
      const [name, state, how, instead] = ["guardRail", "state", "how", "instead"].map(
        (key) => textAt(rail, key) ?? "",
      );
      const enforced = state === "enforced";
      const mark = enforced ? colors.green("✓") : colors.yellow("–");
      const text = [enforced ? how : `${state}: ${how}`, instead ? `instead: ${instead}` : ""];
      const head = `  ${mark} ${(name ?? "").padEnd(25)}`;
      return columns(head, 29, wrapped(text.join("\n").trim(), 29));
    }),
  ];
}

/** Lines with a name before the first; `nameWidth` is its width without colour. */
function columns(name: string, nameWidth: number, [first = "", ...rest]: readonly string[]): string[] {
  return [`${name}${first.slice(nameWidth)}`, ...rest];
}

function nextStepLines({ outputs }: StackResult, colors: Colors): string[] {
  const steps = listAt(outputs, "nextSteps").map(String);
  if (steps.length === 0) return [];
  return [
    colors.bold("Next steps"),
    ...steps.flatMap((step, index) => wrapped(`${index + 1}. ${step}`, 2, 5)),
  ];
}
