import { isDeepStrictEqual } from "node:util";
import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import type { Branch } from "../../emulator/tree";
import type { PolicyFinding } from "../rehearsal/result";
import type { Secrets } from "../rehearsal/secrets";
import { stackType } from "../rehearsal/urn";
import { shownValues } from "../rehearsal/wire";
import { operationOf, plainText } from "./engine-event";
import type { CliEvent } from "./engine-event";
import type { EngineProgress } from "./progress";
import type { EngineMessage, EnginePolicy, Step } from "./result";

/** How a finding says that it could not decide: the policy SDK's own words, and our pack's. */
const undeterminedMessage = /^(can't run policy |Undetermined\b)/i;

/** What the CLI says once when it is asked to end. */
const cancelling = "received; cancelling";

/** Makes of the engine's events what a caller is told at once, and what the result holds in the end. */
export class Recording {
  readonly messages: EngineMessage[] = [];
  outputs: Branch = {};
  /** True from the moment at which the engine was asked to end. */
  cancelled = false;
  /** True when the engine says that all went well; the CLI may still have to say more. */
  succeeded = false;
  /** True from the start of the policies to the start of the program: what fails there, fails before anything is judged. */
  loadingPolicies = false;
  private readonly same = new Set<string>();
  private readonly stepsByUrn = new Map<string, Step>();
  private readonly findings = new Map<string, PolicyFinding[]>();
  private readonly passed = new Set<string>();

  constructor(
    /** What a step has become when the engine is through with it. */
    private readonly ended: "planned" | "done",
    private readonly secrets: Secrets,
    private readonly tell: (progress: EngineProgress) => void,
  ) {}

  get steps(): readonly Step[] {
    return [...this.stepsByUrn.values()];
  }

  get unchanged(): number {
    return this.same.size;
  }

  get policies(): readonly EnginePolicy[] {
    const violated = [...this.findings].map(([name, findings]) => ({
      name,
      outcome: findings.every(({ message }) => undeterminedMessage.test(message))
        ? ("undetermined" as const)
        : ("violation" as const),
      findings,
    }));
    const clean = [...this.passed]
      .filter((name) => !this.findings.has(name))
      .map((name) => ({ name, outcome: "pass" as const, findings: [] }));
    return [...violated, ...clean].sort((a, b) => a.name.localeCompare(b.name));
  }

  readonly take = (event: CliEvent): void => {
    if (event.policyLoadEvent) this.loadingPolicies = true;
    if (event.preludeEvent) this.loadingPolicies = false;
    if (event.resourcePreEvent) {
      const { metadata } = event.resourcePreEvent;
      // A component is there as soon as it begins: what it later tells are only its outputs.
      this.step(metadata, isComponent(metadata) ? this.ended : "unfinished");
    }
    if (event.resOutputsEvent) {
      const { metadata } = event.resOutputsEvent;
      this.step(metadata, this.ended);
      if (metadata.type === stackType) this.outputs = shownValues((metadata.new?.outputs ?? {}) as Branch);
    }
    if (event.resOpFailedEvent) this.step(event.resOpFailedEvent.metadata, "failed");
    if (event.policyEvent) this.finding(event.policyEvent);
    for (const name of [
      ...(event.policyAnalyzeSummaryEvent?.passed ?? []),
      ...(event.policyAnalyzeStackSummaryEvent?.passed ?? []),
    ])
      this.passed.add(name);
    if (event.diagnosticEvent && event.diagnosticEvent.ephemeral !== true) {
      const { severity, message, urn } = event.diagnosticEvent;
      const level = severityOf(severity);
      if (level !== undefined) this.message(level, message, urn);
    }
    if (event.stdoutEvent?.message.includes(cancelling) === true) {
      this.cancelled = true;
      this.tell({ kind: "cancelling" });
    }
    if (event.summaryEvent)
      this.succeeded = (event.summaryEvent as { readonly result?: string }).result === "succeeded";
  };

  private step(metadata: StepEventMetadata, outcome: Step["outcome"]): void {
    const operation = operationOf(metadata, outcome);
    if (operation === undefined) {
      if (outcome === this.ended && metadata.op !== "refresh") this.same.add(metadata.urn);
      return;
    }
    const { urn, type, detailedDiff, diffs } = metadata;
    // One replacement is several steps of the engine for one resource: the word stays, the latest outcome counts.
    const before = this.stepsByUrn.get(urn);
    const step: Step = {
      urn,
      type,
      operation: before?.operation === "replace" ? "replace" : operation,
      outcome: before?.outcome === "failed" ? "failed" : outcome,
      changed: [
        ...new Set([...(before?.changed ?? []), ...Object.keys(detailedDiff ?? {}), ...(diffs ?? [])]),
      ],
    };
    if (isDeepStrictEqual(before, step)) return;
    this.stepsByUrn.set(urn, step);
    this.tell({ kind: "step", step });
  }

  private finding({
    policyName,
    enforcementLevel,
    message,
    resourceUrn,
  }: NonNullable<CliEvent["policyEvent"]>) {
    const finding: PolicyFinding = {
      level: enforcementLevel === "mandatory" ? "mandatory" : "advisory",
      message: this.secrets.hide(plainText(message)),
      urn: resourceUrn || null,
    };
    this.findings.set(policyName, [...(this.findings.get(policyName) ?? []), finding]);
    this.tell({ kind: "finding", policy: policyName, finding });
  }

  private message(severity: EngineMessage["severity"], text: string, urn: string | undefined): void {
    const message = this.secrets.hide(plainText(text));
    const said: EngineMessage = { severity, message, urn: urn || null };
    // A run starts some plugins more than once, and they say the same each time.
    if (message === "" || this.messages.some((before) => isDeepStrictEqual(before, said))) return;
    this.messages.push(said);
    this.tell({ kind: "message", ...said });
  }
}

/** A resource with nothing behind it but its children. */
function isComponent(metadata: StepEventMetadata): boolean {
  const state = metadata.new ?? metadata.old;
  // What the CLI leaves out of its JSON as null, the types call absent.
  return state ? state.custom !== true : false;
}

/** The engine's word in ours; undefined: it is for those who debug a provider. */
function severityOf(word: string): EngineMessage["severity"] | undefined {
  if (word === "error" || word === "warning") return word;
  return word === "debug" ? undefined : "info";
}
