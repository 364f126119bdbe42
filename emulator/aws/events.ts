import { dashed } from "../autoname";
import { fingerprint } from "../fingerprint";
import { quoted } from "../judge-shape";
import type { Model } from "../model";
import { anything, flag, needed, number, object, oneOf, optional, text } from "../shape";
import type { Subject } from "../subject";
import { tokens } from "../type-tokens";
import { patternProblem } from "./event-pattern";
import { region, tags } from "./tags";

const putRule = "EventBridge API reference: PutRule";
const putTargets = "EventBridge API reference: PutTargets";

const ruleName = {
  min: 1,
  max: 64,
  matches: /^[.\-_A-Za-z0-9]+$/,
  says: "1-64 letters, digits and .-_",
  source: putRule,
};

export const eventRule: Model = {
  type: tokens.eventRule,
  source: putRule,
  scope: "region",
  inputs: {
    ...tags,
    ...region,
    name: text(ruleName),
    namePrefix: text(),
    description: text({ max: 512, source: putRule }),
    eventBusName: text({ min: 1, max: 1600, source: putRule }),
    eventPattern: text({ max: 4096, source: putRule }),
    scheduleExpression: text({
      max: 256,
      matches: /^(rate\(\d+ (minutes?|hours?|days?)\)|cron\(\S+( \S+){5}\))$/,
      says: "rate(<n> minutes|hours|days) or cron(<six fields>)",
      source: putRule,
    }),
    state: oneOf(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], putRule),
    roleArn: text(),
    ...optional(flag, "forceDestroy", "isEnabled"),
  },
  autoname: { input: "name", make: dashed },
  physicalName: (subject) => onBus(subject, subject.text("name")),
  check: (subject) => {
    if (subject.isMissing("eventPattern") && subject.isMissing("scheduleExpression"))
      subject.reject("rule-source", "neither 'eventPattern' nor 'scheduleExpression' is given; give one");
    const pattern = subject.text("eventPattern");
    const problem = pattern === undefined ? undefined : patternProblem(pattern);
    if (problem !== undefined)
      subject.reject("event-pattern", `'eventPattern' ${problem}`, "EventBridge user guide: event patterns");
    const bus = subject.choice("eventBusName", "default");
    if (bus !== undefined && bus !== "default" && subject.isGiven("scheduleExpression"))
      subject.reject("rule-bus", `'scheduleExpression' works on the default bus only, not on ${quoted(bus)}`);
  },
  compute: (subject) => {
    const name = subject.text("name") ?? subject.registration.name;
    const bus = subject.text("eventBusName") ?? "default";
    const path = bus === "default" ? name : `${bus}/${name}`;
    return {
      id: path,
      outputs: { arn: subject.arn("events", `rule/${path}`) },
      defaults: { eventBusName: bus },
    };
  },
};

/** EventBridge takes five targets a rule. */
const targetsPerRule = 5;
const targetType = "aws:cloudwatch/eventTarget:EventTarget";

export const eventTarget: Model = {
  type: targetType,
  source: putTargets,
  scope: "region",
  inputs: {
    ...region,
    rule: needed(text(ruleName)),
    arn: needed(
      text({
        min: 1,
        max: 1600,
        matches: /^arn:[\w-]+:[a-z0-9-]+:[a-z0-9-]*:\d*:.+$/,
        says: "the ARN of a target",
        source: putTargets,
      }),
    ),
    targetId: text({
      min: 1,
      max: 64,
      matches: /^[.\-_A-Za-z0-9]+$/,
      says: "1-64 letters, digits and .-_",
      source: putTargets,
    }),
    eventBusName: text({ min: 1, max: 1600 }),
    roleArn: text({ min: 1, max: 1600 }),
    input: text({ max: 8192, source: putTargets }),
    inputPath: text({ max: 256, source: putTargets }),
    inputTransformer: object({
      inputTemplate: needed(text({ min: 1, max: 8192, source: putTargets })),
      inputPaths: anything,
    }),
    retryPolicy: object({
      maximumEventAgeInSeconds: number({ min: 60, max: 86_400, source: putTargets }),
      maximumRetryAttempts: number({ min: 0, max: 185, source: putTargets }),
    }),
    deadLetterConfig: object({ arn: text({ min: 1 }) }),
    forceDestroy: flag,
    ...optional(anything, "appsyncTarget", "batchTarget", "ecsTarget", "httpTarget", "kinesisTarget"),
    ...optional(anything, "redshiftTarget", "runCommandTargets", "sagemakerPipelineTarget", "sqsTarget"),
  },
  autoname: { input: "targetId", make: dashed },
  physicalName: (subject) => {
    const [rule, id] = [onBus(subject, subject.text("rule")), subject.text("targetId")];
    return rule === undefined || id === undefined ? undefined : `${rule}/${id}`;
  },
  parent: (subject) => onBus(subject, subject.text("rule")),
  check: judgeTarget,
  compute: (subject) => ({
    id: `${subject.text("rule") ?? "rule"}-${subject.text("targetId") ?? fingerprint(7, subject.registration.urn)}`,
    outputs: {},
  }),
};

function judgeTarget(subject: Subject): void {
  const rule = onBus(subject, subject.text("rule"));
  if (rule !== undefined) {
    if (!subject.world.named(tokens.eventRule, subject.site, rule))
      subject.reject("rule-exists", `'rule' names ${quoted(rule)}, which does not exist on its bus`);
    const count = subject.world.of(targetType, subject.site, rule).length + 1;
    if (count > targetsPerRule)
      subject.reject(
        "targets-per-rule",
        `it is target ${count} of rule ${quoted(rule)}; allowed: at most ${targetsPerRule}`,
      );
  }
  const given = ["input", "inputPath", "inputTransformer"].filter((input) => subject.isGiven(input));
  if (given.length > 1)
    subject.reject("target-input", `${given.map((input) => `'${input}'`).join(" and ")} exclude each other`);
  const [, , service, place] = (subject.text("arn") ?? "").split(":");
  if (service === "codepipeline" && subject.isMissing("roleArn"))
    subject.reject("target-role", "'roleArn' is required for a pipeline as target");
  if (service === "sns" && place !== subject.region)
    subject.reject(
      "target-region",
      `'arn' is in region ${String(place)}, the rule in ${subject.region}; a topic stands in the rule's region`,
    );
}

function onBus(subject: Subject, name: string | undefined): string | undefined {
  const bus = subject.choice("eventBusName", "default");
  if (name === undefined || bus === undefined) return undefined;
  return bus === "default" ? name : `${bus}/${name}`;
}
