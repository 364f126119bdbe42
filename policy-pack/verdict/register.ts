import type {
  Policies,
  ReportViolation,
  ResourceValidation,
  Severity,
  StackValidation,
} from "@pulumi/policy";
import { UnknownValueError } from "@pulumi/policy";
import { stackSettings } from "../config/settings";
import { readWorld } from "../config/world";
import { Field } from "../reader/field";
import { readTree } from "../reader/read-tree";
import { viewResource, viewStack } from "../reader/resource";
import type { Finding, Verdict } from "./finding";
import { judged, messageOf } from "./finding";
import type { Level, Rule, Setup } from "./rule";

type Policy = Policies[number];

/** A rule as the SDK takes it. */
export function register(rule: Rule): Policy {
  const policy = {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    enforcementLevel: rule.level,
    severity: rule.severity,
    framework: rule.framework,
    remediationSteps: rule.remediation,
    configSchema: {
      properties: {
        ...rule.parameters,
        onUnknown: {
          type: "string" as const,
          enum: ["advisory", "mandatory", "ignore"],
          default: rule.onUnknown,
          description: "Level of a finding that could not be decided because a value is not known yet.",
        },
      },
    },
  };
  const validateResource = rule.resource && resourceValidation(rule, rule.resource);
  const validateStack = rule.stack && stackValidation(rule, rule.stack);
  if (validateResource && validateStack) return { ...policy, validateResource, validateStack };
  if (validateResource) return { ...policy, validateResource };
  if (validateStack) return { ...policy, validateStack };
  throw new Error(`${rule.name} has no check`);
}

function resourceValidation(rule: Rule, check: NonNullable<Rule["resource"]>): ResourceValidation {
  const validate: ResourceValidation = (args, report) => {
    const verdict = failClosed(rule, args.urn, () => check(viewResource(args), setupOf(args.getConfig())));
    if (verdict.kind === "not-applicable") args.notApplicable(verdict.reason);
    else tell(rule, verdict.findings, onUnknownOf(rule, args.getConfig()), report);
  };
  // The mark by which the SDK passes over resources of other types before it reads them.
  return rule.resourceType === undefined
    ? validate
    : Object.assign(validate, { __pulumiType: rule.resourceType });
}

function stackValidation(rule: Rule, check: NonNullable<Rule["stack"]>): StackValidation {
  return (args, report) => {
    const verdict = failClosed(rule, "", () => check(viewStack(args.resources), setupOf(args.getConfig())));
    if (verdict.kind === "not-applicable") args.notApplicable(verdict.reason);
    else tell(rule, verdict.findings, onUnknownOf(rule, args.getConfig()), report);
  };
}

function setupOf(config: object): Setup {
  const parameters = new Field(readTree(config), "");
  return { parameters, world: readWorld(parameters, stackSettings()) };
}

/** A check that breaks has proved nothing: that is a finding of its policy, and stops no other. */
function failClosed(rule: Rule, urn: string, check: () => Verdict): Verdict {
  try {
    return check();
  } catch (error) {
    return judged([
      {
        kind: error instanceof UnknownValueError ? "undetermined" : "violation",
        urn,
        what: `The check itself failed (${originOf(error)}), so nothing is proved.`,
        at: [],
        why: "a check that did not run must not count as passed",
        fix: `report this as a defect of the policy ${rule.name}, with the input that causes it`,
      },
    ]);
  }
}

/** Kind and place of an error. Never its text, which may quote an input. */
function originOf(error: unknown): string {
  if (!(error instanceof Error)) return "something other than an error was thrown";
  const place = /([\w.-]+\.[jt]s:\d+):\d+/.exec(error.stack ?? "")?.[1];
  return place === undefined ? error.name : `${error.name} in ${place}`;
}

type OnUnknown = Level | "ignore";

function onUnknownOf(rule: Rule, config: object): OnUnknown {
  const reading = new Field(readTree(config), "").at("onUnknown").text();
  if (reading.kind !== "known") return rule.onUnknown;
  const { value } = reading;
  return value === "advisory" || value === "mandatory" || value === "ignore" ? value : "mandatory";
}

/** The SDK also takes an object, which its types don't say yet: level and severity of one violation. */
interface Violation {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: Level;
  readonly severity?: Severity;
}

function tell(rule: Rule, findings: readonly Finding[], onUnknown: OnUnknown, report: ReportViolation): void {
  const say = report as unknown as (violation: Violation) => void;
  for (const finding of findings) {
    const level = levelOf(rule, finding, onUnknown);
    if (level === undefined) continue;
    const urn = finding.urn === "" ? {} : { urn: finding.urn };
    say({ message: messageOf(finding, level.note), ...urn, ...level.override });
  }
}

function levelOf(
  rule: Rule,
  finding: Finding,
  onUnknown: OnUnknown,
): { readonly override: { readonly enforcementLevel?: Level }; readonly note?: string } | undefined {
  if (finding.acceptedOnTrust) return { override: { enforcementLevel: "advisory" } };
  switch (finding.kind) {
    case "violation":
      return rule.gate
        ? {
            override: { enforcementLevel: "mandatory" },
            note: "mandatory, whatever level the policy config sets",
          }
        : { override: {} };
    case "undetermined":
      if (onUnknown !== "ignore") return { override: { enforcementLevel: onUnknown } };
      return rule.gate
        ? {
            override: { enforcementLevel: "advisory" },
            note: "onUnknown: ignore is not taken for a gate; what could not be seen is shown",
          }
        : undefined;
    default:
      return finding.kind satisfies never;
  }
}
