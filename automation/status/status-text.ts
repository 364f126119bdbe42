import type { Colors } from "../outline/lines";
import { wrapped } from "../outline/lines";
import type { ActionStatus, PipelineStatus, Revision, StageStatus, Waiting } from "./pipeline-status";

/** The status for a person at a terminal. */
export function statusText(status: PipelineStatus, now: Date, colors: Colors): string {
  const { pipeline, accountId, region, link } = status;
  const lines = [
    `${colors.bold(pipeline)}  ${accountId} ${region}`,
    link,
    "",
    ...status.stages.flatMap((stage) => stageLines(stage, colors)),
    "",
    ...(status.waiting.length === 0
      ? ["Nothing waits for a person."]
      : status.waiting.flatMap((waiting) => waitingLines(waiting, now))),
  ];
  return `${lines.join("\n")}\n`;
}

function stageLines(stage: StageStatus, colors: Colors): readonly string[] {
  const { name, status, revision, closed, queued, actions } = stage;
  const head = [status ?? "nothing yet", ...(revision ? [revisionText(revision)] : [])].join("  ");
  return [
    `${mark(status, colors)} ${colors.bold(name)}  ${head}`,
    ...(closed === undefined ? [] : wrapped(`closed: ${oneLine(closed)}`, 4)),
    ...(queued.length === 0 ? [] : wrapped(`waiting to enter: ${queued.join(", ")}`, 4)),
    ...actions.flatMap((action) => actionLines(action, colors)),
  ];
}

function actionLines(
  { name, status, changedAt, by, error, link }: ActionStatus,
  colors: Colors,
): readonly string[] {
  if (status === undefined) return [];
  const when = changedAt === undefined ? "" : `  ${minute(changedAt)}`;
  const who = by === undefined ? "" : `  by ${oneLine(by).split("/").slice(1).join("/") || oneLine(by)}`;
  const failed = status === "Failed";
  return [
    `  ${mark(status, colors)} ${name.padEnd(10)}  ${status}${when}${who}`,
    ...(error === undefined ? [] : wrapped(oneLine(error), 6)),
    ...(failed && link !== undefined ? wrapped(link, 6) : []),
  ];
}

function waitingLines(
  { stage, approvers, since, until, report, revision, link }: Waiting,
  now: Date,
): readonly string[] {
  const who = approvers.map((arn) => arn.split("/").at(-1) ?? arn).join(" or ");
  const start = since === undefined ? "" : ` since ${minute(since)} (${age(since, now)})`;
  const end = until === undefined ? "" : `, until ${minute(until)}`;
  const what = revision === undefined ? "" : `, for ${revisionText(revision)}`;
  return [
    ...wrapped(`${stage} waits for ${who}${start}${end}${what}.`, 0, 2),
    ...(report === undefined ? [] : [`  report  ${report}`]),
    `  decide  ${link}`,
  ];
}

function revisionText({ id, summary }: Revision): string {
  const title = summary === undefined ? "" : ` ${oneLine(summary.split("\n")[0] ?? "").slice(0, 60)}`;
  return `${id.slice(0, 8)}${title}`;
}

function mark(status: string | undefined, colors: Colors): string {
  switch (status) {
    case "Succeeded":
      return colors.green("✓");
    case "Failed":
      return colors.red("✗");
    case "InProgress":
      return colors.yellow("◆");
    case undefined:
      return "·";
    default:
      return "○";
  }
}

function minute(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}

/** The two largest units of the time that has passed. */
function age(iso: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / 60_000));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

/** Texts of others, a commit's message among them, must not steer the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
}
