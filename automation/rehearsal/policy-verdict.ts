import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { AnalyzeDiagnostic, AnalyzeResponse, AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import type { PolicySetting } from "./policy-config";
import type { PolicyFinding, PolicyResult } from "./result";

/** How a finding says that it could not decide: the SDK's own words, and our pack's. */
const undeterminedMessage = /^(can't run policy |Undetermined\b)/i;

/** Why the SDK does not even call a policy that is made for one type. */
const byType = /^Policy only applies to resources of type /;

interface Tally {
  readonly findings: { readonly finding: PolicyFinding; readonly undetermined: boolean }[];
  applied: boolean;
  reason?: string;
}

/** Collects a pack's answers into one outcome a policy. */
export class PolicyVerdict {
  private readonly tallies = new Map<string, Tally>();

  constructor(
    info: AnalyzerInfo,
    private readonly settings: ReadonlyMap<string, PolicySetting>,
  ) {
    for (const policy of info.getPoliciesList())
      this.tallies.set(policy.getName(), { findings: [], applied: false });
  }

  /** Takes an answer about one resource, or about the stack; `judged` are the policies that were asked. */
  take(response: AnalyzeResponse, judged: readonly string[], urn: string | null): void {
    const notApplicable = new Map(
      response.getNotApplicableList().map((entry) => [entry.getPolicyName(), entry.getReason()]),
    );
    for (const name of judged) {
      const tally = this.tally(name);
      const reason = notApplicable.get(name);
      if (reason === undefined) tally.applied = true;
      // What a policy says itself tells more than that it was not called for other types.
      else if (!byType.test(reason)) tally.reason = reason;
      else tally.reason ??= reason;
    }
    for (const diagnostic of response.getDiagnosticsList())
      this.tally(diagnostic.getPolicyname()).findings.push(findingOf(diagnostic, urn));
  }

  results(): PolicyResult[] {
    return [...this.tallies].map(([name, tally]) => {
      const level = this.settings.get(name)?.level ?? "advisory";
      const findings = tally.findings.map(({ finding }) => finding);
      if (level === "disabled")
        return {
          name,
          level,
          outcome: "not-applicable",
          reason: "switched off in the policy config",
          findings,
        };
      if (findings.length > 0) {
        const violated = tally.findings.some(({ undetermined }) => !undetermined);
        return { name, level, outcome: violated ? "violation" : "undetermined", findings };
      }
      if (tally.applied) return { name, level, outcome: "pass", findings };
      const reason = tally.reason ?? "the stack has no resource that it looks at";
      return { name, level, outcome: "not-applicable", reason, findings };
    });
  }

  private tally(name: string): Tally {
    const found = this.tallies.get(name) ?? { findings: [], applied: false };
    this.tallies.set(name, found);
    return found;
  }
}

function findingOf(diagnostic: AnalyzeDiagnostic, urn: string | null): Tally["findings"][number] {
  const message = diagnostic.getMessage();
  // The engine lets only advisory findings pass; `remediate` counts as mandatory where nothing was remedied.
  const advisory = diagnostic.getEnforcementlevel() === EnforcementLevel.ADVISORY;
  return {
    finding: { level: advisory ? "advisory" : "mandatory", message, urn: diagnostic.getUrn() || urn },
    undetermined: undeterminedMessage.test(withoutDescription(message, diagnostic.getDescription())),
  };
}

/** The SDK puts a policy's description before the message. */
function withoutDescription(message: string, description: string): string {
  return message.startsWith(description) ? message.slice(description.length).trimStart() : message;
}
