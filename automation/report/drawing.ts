import type { ActionRoad, PipelineRoad, StageRoad } from "../outline/road";
import { escaped } from "./markup";

/** Sizes in SVG units. */
const box = { width: 190, height: 52, gap: 12 };
const column = { gap: 44, top: 44 };
/** Characters that fit into a box before a name is cut. */
const fitting = 27;

/** A pipeline as inline SVG: stages as columns from left to right, actions as boxes downwards, gates marked. */
export function drawing({ name, stages }: PipelineRoad): string {
  const deepest = Math.max(0, ...stages.map(({ actions }) => actions.length));
  const width = stages.length * (box.width + column.gap);
  const height = column.top + deepest * (box.height + box.gap) + box.gap;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(name)}</title>`,
    ...stages.map((stage, index) => stageColumn(stage, index, index + 1 < stages.length)),
    "</svg>",
  ].join("\n");
}

function stageColumn(stage: StageRoad, index: number, hasNext: boolean): string {
  const left = index * (box.width + column.gap);
  const middle = column.top + box.height / 2;
  const way = hasNext
    ? `<line x1="${left + box.width}" y1="${middle}" x2="${left + box.width + column.gap}" y2="${middle}"/>`
    : "";
  return [
    `<text class="title" x="${left}" y="24">${escaped(cut(stage.name))}</text>`,
    way,
    ...stage.actions.map((action, row) => actionBox(action, left, row)),
  ].join("\n");
}

function actionBox(action: ActionRoad, left: number, row: number): string {
  const top = column.top + row * (box.height + box.gap);
  const down = row > 0 ? `<line x1="${left + 20}" y1="${top - box.gap}" x2="${left + 20}" y2="${top}"/>` : "";
  return [
    down,
    `<g><title>${escaped(fullText(action))}</title>`,
    `<rect class="${action.kind}" x="${left}" y="${top}" width="${box.width}" height="${box.height}" rx="8"/>`,
    `<text x="${left + 12}" y="${top + 22}">${action.order}. ${escaped(cut(action.name))}${action.kind === "gate" ? " ◆" : ""}</text>`,
    `<text class="small" x="${left + 12}" y="${top + 40}">${escaped(cut(shortText(action)))}</text></g>`,
  ].join("\n");
}

function shortText(action: ActionRoad): string {
  switch (action.kind) {
    case "source":
      return action.from;
    case "gate":
      return action.approvers.join(", ") || "nobody may decide";
    case "run":
      return action.reach.length === 0
        ? "no other account"
        : `→ ${action.reach.map(({ account }) => account).join(", ")}`;
    default:
      return action satisfies never;
  }
}

function fullText(action: ActionRoad): string {
  const who = action.kind === "run" ? ` as ${action.role ?? "an unknown role"}` : "";
  return `${action.name}${who}: ${shortText(action)}`;
}

function cut(text: string): string {
  return text.length <= fitting ? text : `${text.slice(0, fitting - 1)}…`;
}
