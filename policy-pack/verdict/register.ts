import type {
  Policies,
  ReportViolation,
  ResourceValidation,
  Severity,
  StackValidation,
} from "@pulumi/policy";
import { stackSettings } from "../config/settings";
import { viewResource } from "../reader/resource";
import { stackOfAnalysis } from "../stack/one-analysis";
import { failClosed } from "./fail-closed";
import { frameworksOf } from "./frameworks";
import { PackRun, sharingPolicy, stackOfUrn } from "./pack-run";
import type { Level, Rule } from "./rule";
import type { Saying } from "./saying";

type Policy = Policies[number];

/**
 * Rules as the SDK takes them, in the order in which it asks them: the policy whose config all share comes
 * first, and the last one ends the judgement of a stack.
 */
export function register(rules: readonly Rule[]): readonly Policy[] {
  const run = new PackRun(rules, stackSettings, () => new Date());
  const sharing = rules.filter(({ name }) => name === sharingPolicy);
  const ordered = [...sharing, ...rules.filter(({ name }) => name !== sharingPolicy)];
  const held: Held = new Map();
  const last = ordered.findLast(({ stack }) => stack);
  return ordered.map((rule) => {
    const shares = rule.name === sharingPolicy;
    return {
      ...described(rule),
      ...(rule.resource ? { validateResource: resourceValidation(rule, rule.resource, run, shares) } : {}),
      ...(rule.stack
        ? {
            validateStack: stackValidation(rule, rule.stack, run, (stack, tell) => {
              if (shares) held.set(stack, tell);
              if (rule === last) endStack(rules, run, held, stack);
            }),
          }
        : {}),
    };
  });
}

type Tell = (sayings: readonly Saying[]) => void;
/** How the policy that all share config with speaks, by stack: the SDK may ask of several at a time. */
type Held = Map<string, Tell>;

function described(rule: Rule) {
  const [framework] = frameworksOf(rule);
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    enforcementLevel: rule.level,
    severity: rule.severity,
    ...(framework
      ? {
          framework: {
            name: framework.name,
            version: framework.version,
            reference: framework.reference,
            specification: framework.title,
          },
        }
      : {}),
    tags: frameworksOf(rule).map(({ name, reference }) => `${name} ${reference}`),
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
}

function resourceValidation(
  rule: Rule,
  check: NonNullable<Rule["resource"]>,
  run: PackRun,
  shares: boolean,
): ResourceValidation {
  const { types } = rule;
  const validate: ResourceValidation = (args, report) => {
    if (shares) run.share(args.getConfig());
    if (types && !types.includes(args.type)) withoutTrace(() => args.notApplicable(otherType(types)));
    const setup = run.setup(args.getConfig(), rule);
    const verdict = failClosed(rule, args.urn, () => check(viewResource(args), setup));
    if (verdict.kind === "not-applicable") args.notApplicable(verdict.reason);
    else tell(run.say(rule, verdict.findings, setup), report);
  };
  const [only, ...others] = types ?? [];
  // The mark by which the SDK passes over resources of other types before it reads them.
  return only === undefined || others.length > 0 || shares
    ? validate
    : Object.assign(validate, { __pulumiType: only });
}

/** The SDK's own words for a policy that it did not call; said so often that they must be short. */
function otherType([first = "", ...others]: readonly string[]): string {
  const more = others.length > 0 ? ` and ${others.length} others` : "";
  return `Policy only applies to resources of type '${first}'${more}`;
}

/** Of most resources most policies have nothing to say, and the SDK wants to hear it as an error. */
function withoutTrace(raise: () => void): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    raise();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function stackValidation(
  rule: Rule,
  check: NonNullable<Rule["stack"]>,
  run: PackRun,
  afterwards: (stack: string, tell: Tell) => void,
): StackValidation {
  return (args, report) => {
    if (rule.name === sharingPolicy) run.share(args.getConfig());
    const setup = run.setup(args.getConfig(), rule);
    const verdict = failClosed(rule, "", () => check(stackOfAnalysis(args.resources), setup));
    if (verdict.kind === "judged") tell(run.say(rule, verdict.findings, setup), report);
    afterwards(stackName(args.resources), (sayings) => tell(sayings, report));
    if (verdict.kind === "not-applicable") args.notApplicable(verdict.reason);
  };
}

/** Of the analysis, not of the list: policies after the first are handed an empty one (stack/one-analysis.ts). */
function stackName(resources: Parameters<typeof stackOfAnalysis>[0]): string {
  try {
    return stackOfUrn(stackOfAnalysis(resources).resources[0]?.urn ?? "");
  } catch {
    // The policy has already said that it could not judge.
    return "";
  }
}

/** What only the end of a stack shows is said by the policy that it concerns, if that one is switched on. */
function endStack(rules: readonly Rule[], run: PackRun, held: Held, stack: string): void {
  const unused = run.finish(stack);
  const rule = rules.find(({ name }) => name === sharingPolicy);
  if (rule) held.get(stack)?.(run.say(rule, unused, run.setup({}, rule)));
  held.delete(stack);
}

/** The SDK also takes an object, which its types don't say yet: level and severity of one violation. */
interface Violation {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: Level;
  readonly severity?: Severity;
}

function tell(sayings: readonly Saying[], report: ReportViolation): void {
  const say = report as unknown as (violation: Violation) => void;
  for (const { message, urn, level } of sayings)
    say({
      message,
      ...(urn === "" ? {} : { urn }),
      ...(level === undefined ? {} : { enforcementLevel: level }),
    });
}
