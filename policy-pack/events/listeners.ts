import type { Truth } from "../iam/kleene";
import { all, any, isUnsure, unsure } from "../iam/kleene";
import { parseArn } from "../iam/arn";
import type { Reading } from "../reader/field";
import { accountOfProvider } from "../reader/provider-account";
import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import type { EventParts, EventPattern } from "./event-pattern";
import { eventPattern } from "./event-pattern";
import { regionOf } from "../reader/region";

/** A rule of EventBridge that passes events on. */
interface Listener {
  readonly rule: StackResource;
  readonly account: Reading<string>;
  readonly region: Reading<string>;
  readonly bus: Reading<string>;
  readonly matches: EventPattern;
  readonly enabled: Truth;
  readonly targets: readonly StackResource[];
  /** Targets of which nobody knows yet whose they are. */
  readonly adrift: readonly StackResource[];
}

/** Where something happens. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Without account or region: whichever it is. */
interface Bus extends Partial<Place> {
  readonly name: string;
}

/** The rules of a stack, to be asked whether they tell somebody of an event. */
export class Listeners {
  private readonly all: readonly Listener[];

  /** @param topic ARN of the only topic that counts as somebody; undefined: any target does. */
  constructor(
    stack: Stack,
    private readonly topic: string | undefined,
  ) {
    const targets = stack.ofType(tokens.eventTarget);
    this.all = stack
      .ofType(tokens.eventRule)
      .filter(({ properties }) => !properties.at("eventPattern").isAbsent())
      .map((rule) => listener(rule, targets));
  }

  /** CloudTrail hands its events to the default bus of the account and region in which they happened. */
  tell(event: EventParts, place: Partial<Place>): Truth {
    return this.heardOn({ ...place, name: "default" }, event, new Map());
  }

  /** A bus on the way back to itself adds nothing, so an answer that is not there yet is no. */
  private heardOn(bus: Bus, event: EventParts, heard: Map<string, Truth>): Truth {
    const key = [bus.accountId, bus.region, bus.name].join(" ");
    const before = heard.get(key);
    if (before !== undefined) return before;
    heard.set(key, false);
    const answer = any(this.answersOn(bus, event, heard));
    heard.set(key, answer);
    return answer;
  }

  private *answersOn(bus: Bus, event: EventParts, heard: Map<string, Truth>): Generator<Truth> {
    for (const one of this.all) {
      const hears = all([isAt(one, bus), one.enabled]);
      if (hears === false) continue;
      const matches = one.matches(event);
      if (matches !== false) yield all([hears, matches, this.passesOn(one, event, heard)]);
    }
  }

  private passesOn({ targets, adrift }: Listener, event: EventParts, heard: Map<string, Truth>): Truth {
    return any([
      ...targets.map((target) => this.reaches(target, event, heard)),
      ...adrift.map((target) => unsure(`${target.name}.rule`)),
    ]);
  }

  private reaches(target: StackResource, event: EventParts, heard: Map<string, Truth>): Truth {
    const text = target.properties.at("arn").text();
    if (text.kind !== "known") {
      const isBus = target.madeFrom("arn").some(({ type }) => type === "aws:cloudwatch/eventBus:EventBus");
      return isBus || this.topic !== undefined ? unsure(`${target.name}.arn`) : true;
    }
    const bus = busOf(text.value);
    if (!bus) return this.topic === undefined || text.value === this.topic;
    // What another account does with it is that account's business.
    if (!this.all.some(({ account }) => account.kind === "known" && account.value === bus.accountId))
      return this.topic === undefined;
    return this.heardOn(bus, event, heard);
  }
}

function listener(rule: StackResource, targets: readonly StackResource[]): Listener {
  const { properties, provider } = rule;
  const pattern = eventPattern(properties.at("eventPattern").json());
  return {
    rule,
    account: accountOfProvider(provider),
    region: regionOf(rule),
    bus: busName(rule),
    matches: (event) => ofRule(rule, pattern(event)),
    enabled: isEnabled(rule),
    targets: targets.filter((target) => isTargetOf(target, rule)),
    adrift: targets.filter(
      (target) =>
        target.properties.at("rule").text().kind !== "known" && target.madeFrom("rule").length === 0,
    ),
  };
}

/** Paths that say of which rule they are. */
function ofRule({ name }: StackResource, truth: Truth): Truth {
  return isUnsure(truth) ? unsure(...truth.paths.map((path) => `${name}.${path}`)) : truth;
}

function isTargetOf(target: StackResource, rule: StackResource): boolean {
  if (target.madeFrom("rule").includes(rule)) return true;
  const [named, own] = [target.properties.at("rule").text(), rule.properties.at("name").text()];
  if (named.kind !== "known" || own.kind !== "known" || named.value !== own.value) return false;
  // Rules of other regions and accounts may have the same name.
  return (
    agree(regionOf(target), regionOf(rule)) &&
    agree(accountOfProvider(target.provider), accountOfProvider(rule.provider))
  );
}

function agree(one: Reading<string>, other: Reading<string>): boolean {
  return one.kind !== "known" || other.kind !== "known" || one.value === other.value;
}

/** A rule that names no bus is on the default one; so is one whose bus the provider merely announces. */
function busName(rule: StackResource): Reading<string> {
  const text = rule.properties.at("eventBusName").text();
  if (text.kind === "known") return { kind: "known", value: busOf(text.value)?.name ?? text.value };
  return text.kind === "absent" || rule.madeFrom("eventBusName").length === 0
    ? { kind: "known", value: "default" }
    : text;
}

function busOf(text: string): Bus | undefined {
  const arn = parseArn(text);
  if (arn?.service !== "events" || !arn.resource.startsWith("event-bus/")) return undefined;
  return { accountId: arn.accountId, region: arn.region, name: arn.resource.slice("event-bus/".length) };
}

function isAt({ rule, account, region, bus }: Listener, wanted: Bus): Truth {
  return all(
    (
      [
        [account, wanted.accountId],
        [region, wanted.region],
        [bus, wanted.name],
      ] as const
    ).map(([own, value]) => {
      if (value === undefined) return true;
      return own.kind === "known" ? own.value === value : unsure(`${rule.name}.${own.path}`);
    }),
  );
}

function isEnabled(rule: StackResource): Truth {
  const state = rule.properties.at("state").text();
  if (state.kind === "known") return state.value !== "DISABLED";
  const old = rule.properties.at("isEnabled").text();
  if (old.kind === "known") return old.value !== "false";
  const isMade = ["state", "isEnabled"].some((property) => rule.madeFrom(property).length > 0);
  return isMade ? unsure(`${rule.name}.state`) : true;
}
