import type { ActionRoad, GateAction, PipelineRoad, RunAction, StageRoad } from "./road";
import { wrapped } from "./lines";
import type { Colors } from "./lines";

/** Column in which what an action does begins. */
const detail = 22;

/** The pipeline as stages and actions in run order, each with what it runs, as whom, and how far that reaches. */
export function pipelineLines(pipeline: PipelineRoad, colors: Colors): string[] {
  return [
    `${colors.bold(`Road ${pipeline.name}`)}  ${colors.dim(pipeline.kind)}`,
    ...wrapped(`starts: ${startText(pipeline)}`, 2, 10),
    ...pipeline.stages.flatMap((stage) => stageLines(stage, colors)),
  ];
}

function startText({ triggers, starters }: PipelineRoad): string {
  const roles = starters.length === 0 ? "" : `roles that may start it: ${starters.join(", ")}`;
  const events = triggers.length === 0 ? "by nothing but a call" : `by ${triggers.join("; ")}`;
  return roles === "" ? events : `${events} · ${roles}`;
}

function stageLines(stage: StageRoad, colors: Colors): string[] {
  return [
    `  ${colors.dim("│")}`,
    `  ${colors.bold(stage.name)}${stage.retries ? colors.dim("  (a failed action is tried once more)") : ""}`,
    ...stage.actions.flatMap((action, index) => {
      const beside = index > 0 && stage.actions[index - 1]?.order === action.order;
      return actionLines(action, beside ? " " : String(action.order), colors);
    }),
  ];
}

function actionLines(action: ActionRoad, order: string, colors: Colors): string[] {
  const [first = "", ...rest] = detailsOf(action).flatMap((text) => wrapped(text, detail, detail + 2));
  const head = `  ${action.kind === "gate" ? "◆" : "│"} ${order} ${action.name}`.padEnd(detail);
  const rail = action.kind === "gate" ? "◆" : "│";
  const lines = [head + first.trimStart(), ...rest.map((line) => `  ${rail}${line.slice(3)}`)];
  return action.kind === "gate"
    ? lines.map((line) => colors.yellow(line))
    : lines.map((line) => line.replace("│", colors.dim("│")));
}

function detailsOf(action: ActionRoad): readonly string[] {
  switch (action.kind) {
    case "source":
      return [action.from];
    case "gate":
      return gateDetails(action);
    case "run":
      return [
        `runs ${action.runs} as ${action.role ?? "a role this stack does not tell"}`,
        reachText(action),
      ];
    default:
      return action satisfies never;
  }
}

function gateDetails({ approvers, timeoutMinutes, told }: GateAction): readonly string[] {
  const who = approvers.length === 0 ? "nobody that this stack gives the right" : approvers.join(", ");
  return [
    `WAITS FOR APPROVAL by ${who}, up to ${duration(timeoutMinutes)}`,
    told.length === 0 ? "nobody is told by mail" : `told: ${told.join(", ")}`,
  ];
}

function reachText({ reach }: RunAction): string {
  if (reach.length === 0) return "reaches no other account";
  return `reaches ${reach.map(({ account, roles }) => `${account} (${roles.join(", ")})`).join("; ")}`;
}

function duration(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? "1 hour" : `${minutes / 60} hours`;
}
