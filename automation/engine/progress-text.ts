import { nameOf } from "../outline/things";
import type { Progress } from "../rehearsal/stack-rehearsal";
import type { EngineProgress } from "./progress";
import type { Step, StepOperation } from "./result";

/** What a waiting person reads of an event; undefined: nothing that is not in the result as well. */
export function progressText(stack: string, progress: EngineProgress): Progress | undefined {
  switch (progress.kind) {
    case "started":
      return { stack, text: `${progress.operation} started`, passing: true };
    case "step":
      return { stack, text: stepText(progress.step), passing: progress.step.outcome !== "failed" };
    case "finding":
      return undefined;
    case "message": {
      const { severity, message, urn } = progress;
      const where = urn === null || urn.includes("::pulumi:pulumi:Stack::") ? "" : ` at ${nameOf(urn)}`;
      return { stack, text: `${severity}${where}: ${message}`, passing: false };
    }
    case "cancelling":
      return { stack, text: "ending: what has begun is brought to its end", passing: false };
    default:
      return progress satisfies never;
  }
}

/** A word for the operation while it runs, and when it is done. */
const words: Readonly<Record<StepOperation, readonly [doing: string, done: string]>> = {
  create: ["creating", "created"],
  update: ["updating", "updated"],
  replace: ["replacing", "replaced"],
  delete: ["deleting", "deleted"],
  import: ["importing", "imported"],
  read: ["reading", "read"],
  refresh: ["refreshing", "refreshed"],
  retain: ["letting go of", "let go of"],
  discard: ["forgetting", "forgot"],
};

function stepText({ operation, outcome, urn }: Step): string {
  const [doing, done] = words[operation];
  switch (outcome) {
    case "planned":
      return `would ${operation} ${nameOf(urn)}`;
    case "unfinished":
      return `${doing} ${nameOf(urn)}`;
    case "done":
      return `${done} ${nameOf(urn)}`;
    case "failed":
      return `failed: ${operation} ${nameOf(urn)}`;
    default:
      return outcome satisfies never;
  }
}
