import { Knowledge } from "../config/knowledge";
import { Field } from "../reader/field";
import { readTree } from "../reader/read-tree";
import type { Exemption, ReadExemptions } from "./exemptions";
import { exemptionOf, readExemptions } from "./exemptions";
import type { Finding } from "./finding";
import type { Rule, Setup } from "./rule";
import type { OnUnknown, Saying } from "./saying";
import { sayingOf } from "./saying";

/** Name of the policy whose config all others share: exemptions, and what no settings of ours say. */
export const sharingPolicy = "exemption-valid";

const nothing = new Field(undefined, "");

/**
 * What the policies of a pack share while a stack is judged: the exemptions, and the facts that the policy
 * config states for all. A policy sees only its own config, so the sharing policy, which comes first, hands
 * its own over here. What it did not hand over exempts nothing and states nothing.
 */
export class PackRun {
  private text = "";
  private shared = nothing;
  private externalRoles = nothing;
  private exemptions: ReadExemptions = { valid: [], problems: [] };
  /** Exemptions that covered something, by the stack of what they covered: several may be judged at a time. */
  private readonly used = new Map<string, Set<Exemption>>();
  private readonly setups = new Map<Rule, { readonly config: object; readonly setup: Setup }>();
  /** The settings, from when a rule first asks for them until the next rule is set up. */
  private settingsNow: Field | undefined;

  constructor(
    private readonly rules: readonly Rule[],
    private readonly settings: () => Field,
    private readonly today: () => Date,
  ) {}

  /** Takes the config of the sharing policy. The same exemptions keep what is known of their use. */
  share(config: object): void {
    const text = `${this.today().toISOString().slice(0, 10)} ${textOf(config)}`;
    if (text === this.text) return;
    this.text = text;
    const shared = new Field(readTree(config), "");
    this.shared = shared.at("world");
    this.externalRoles = this.shared.at("externalRoles");
    this.exemptions = readExemptions(shared.at("exemptions"), this.rules, this.today());
    this.used.clear();
    this.setups.clear();
  }

  /** What a rule is given. It is worked out anew only when its config, or what all share, is another. */
  setup(config: object, rule: Rule): Setup {
    this.settingsNow = undefined;
    const known = this.setups.get(rule);
    if (known && isSame(known.config, config)) return known.setup;
    const setup = this.newSetup(config);
    this.setups.set(rule, { config, setup });
    return setup;
  }

  private newSetup(config: object): Setup {
    const parameters = new Field(readTree(config), "");
    return {
      parameters,
      world: new Knowledge(
        parameters,
        this.shared,
        () => (this.settingsNow ??= this.settings()),
        this.externalRoles,
      ),
      today: this.today(),
      exemptions: this.exemptions,
    };
  }

  /** How findings are said. A finding that an exemption covers is shown with it, and blocks nothing. */
  say(rule: Rule, findings: readonly Finding[], { parameters }: Setup): readonly Saying[] {
    const onUnknown = onUnknownOf(rule, parameters);
    return findings.flatMap((finding) => {
      const exemption = exemptionOf(this.exemptions.valid, rule.name, finding.urn);
      if (exemption) this.usedIn(stackOfUrn(finding.urn)).add(exemption);
      return sayingOf(rule, finding, onUnknown, exemption) ?? [];
    });
  }

  /** Ends the judgement of a stack (`stackOfUrn`): what is said of exemptions that covered nothing there. */
  finish(stack: string): readonly Finding[] {
    const used = this.usedIn(stack);
    const unused = this.exemptions.valid.filter((exemption) => !used.has(exemption));
    this.used.delete(stack);
    return unused.map(({ policy, urn, path }) => ({
      kind: "violation",
      urn: "",
      what: `The exemption of ${JSON.stringify(urn)} from ${policy} covers nothing.`,
      at: [path],
      why: "an exemption that nothing needs waits for the next mistake, and hides it",
      fix: "remove it from the policy config",
    }));
  }

  private usedIn(stack: string): Set<Exemption> {
    const used = this.used.get(stack) ?? new Set();
    this.used.set(stack, used);
    return used;
  }
}

/** Stack and project, by which URNs begin. */
export function stackOfUrn(urn: string): string {
  return urn.split("::", 2).join("::");
}

/** Tells one config from another. Of one that is nested too deep as much counts as is ever read. */
function textOf(config: object): string {
  try {
    return JSON.stringify(config);
  } catch {
    return JSON.stringify(readTree(config), (_, value: unknown) =>
      value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : value,
    );
  }
}

/** The SDK hands over a new object each time, with the very values that it was configured with. */
function isSame(one: object, other: object): boolean {
  const [ones, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return (
    ones.length === others.size && ones.every(([key, value]) => others.has(key) && others.get(key) === value)
  );
}

function onUnknownOf(rule: Rule, parameters: Field): OnUnknown {
  const reading = parameters.at("onUnknown").text();
  if (reading.kind === "absent") return rule.onUnknown;
  const value = reading.kind === "known" ? reading.value : "mandatory";
  return value === "advisory" || value === "ignore" ? value : "mandatory";
}
