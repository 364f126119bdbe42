import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { stripVTControlCharacters } from "node:util";
import type { Step, StepOperation } from "./result";

/** Which policies passed and failed for one resource, or for the stack; the SDK's types do not know of it yet. */
interface PolicySummary {
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

/** An event as the CLI sends it: one of these fields is set. */
export interface CliEvent extends EngineEvent {
  /** Policy packs are started. */
  readonly policyLoadEvent?: object;
  readonly policyAnalyzeSummaryEvent?: PolicySummary;
  readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
}

/** What a step does, in our words; undefined: nothing changes, as where something is only looked at. */
export function operationOf(
  { op, old }: StepEventMetadata,
  outcome: Step["outcome"],
): StepOperation | undefined {
  switch (op) {
    case "same":
      return undefined;
    case "create":
    case "update":
    case "import":
      return op;
    case "read":
    case "refresh":
      return outcome === "failed" ? op : undefined;
    case "delete":
      return old?.retainOnDelete === true ? "retain" : "delete";
    case "discard":
      return "discard";
    case "replace":
    case "create-replacement":
    case "delete-replaced":
    case "read-replacement":
    case "discard-replaced":
    case "remove-pending-replace":
    case "import-replacement":
      return "replace";
    default:
      op satisfies never;
      // A newer engine may do what this program has no word for: it is still a change.
      return "update";
  }
}

/** The engine marks colours in its texts as `<{%fg 1%}>`, and programs send those of the terminal. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text.replace(/<\{%.*?%\}>/g, "")).trim();
}
