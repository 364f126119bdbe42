import type { ResourceHost } from "./monitor";
import { placeOf, shownPlace } from "./place";
import type { RegisteredResource } from "./registered-resource";
import type { RejectionResult, ResourceResult } from "./result";
import type { Secrets } from "./secrets";
import { shown, shownSecret, valuesOf } from "./wire";
import type { Values } from "./wire";

export interface EmulatedWorld {
  register(r: {
    stack: string;
    urn: string;
    type: string;
    name: string;
    inputs: Values;
    place: unknown;
    importId?: string;
    dependencies: readonly string[];
  }): { id: string; outputs: Values; rejections: readonly RejectionResult[] };
  read(r: unknown): { outputs: Values } | undefined;
  invoke(token: string, args: Values, place: unknown): { result: Values } | { failure: string };
}

/** Answers one stack's program from the emulated world, and keeps what the world made of each resource. */
export class StackHost implements ResourceHost {
  readonly rejections: RejectionResult[] = [];
  private readonly outputs = new Map<string, Values>();
  private readonly published = new Map<string, Values>();

  constructor(
    private readonly stack: string,
    private readonly world: EmulatedWorld,
    private readonly secrets: Secrets,
    private readonly onRegistered: (resource: RegisteredResource) => void,
  ) {}

  register(resource: RegisteredResource): { id: string; state: Values } | undefined {
    this.onRegistered(resource);
    const place = placeOf(resource);
    if (place.kind === "unclear") {
      this.reject(place.rule, resource, place.why);
      return undefined;
    }
    if (place.kind === "none") return undefined;
    const outcome = this.world.register({
      stack: this.stack,
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      inputs: resource.inputs,
      place,
      dependencies: resource.dependencies,
      ...(resource.importId ? { importId: resource.importId } : {}),
    });
    this.rejections.push(...outcome.rejections);
    this.outputs.set(resource.urn, outcome.outputs);
    return resource.importId ? { id: outcome.id, state: outcome.outputs } : undefined;
  }

  read(resource: RegisteredResource): Values | undefined {
    const found = this.world.read(resource);
    if (found) this.outputs.set(resource.urn, found.outputs);
    return found?.outputs;
  }

  invoke(token: string, args: Values, provider: RegisteredResource | undefined) {
    return this.world.invoke(token, args, provider);
  }

  publish(urn: string, outputs: Values): void {
    this.published.set(urn, outputs);
  }

  readonly noteSecret = (plain: unknown): void => this.secrets.note(plain);

  /** Properties that only the service computes, which a preview shows as unknown; none for what exists already. */
  computed(resource: RegisteredResource): readonly string[] {
    return Object.keys(this.outputs.get(resource.urn) ?? {}).filter((key) => !(key in resource.inputs));
  }

  /** State of an import or a read, or what a component publishes, as a policy sees it beside planned resources. */
  known(resource: RegisteredResource): Values | undefined {
    if (!resource.custom) return this.published.get(resource.urn) ?? {};
    if (resource.importId ?? resource.readId) return this.outputs.get(resource.urn);
    return undefined;
  }

  /** Outputs of the stack itself. */
  stackOutputs(stackUrn: string): Values {
    return shown(this.published.get(stackUrn) ?? {}) as Values;
  }

  shownResource(resource: RegisteredResource): ResourceResult {
    const inputs = valuesOf(resource.properties);
    return {
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      parent: resource.parent || null,
      provider: shownPlace(resource, placeOf(resource)),
      inputs: shown(inputs) as Values,
      outputs: resource.custom
        ? this.shownOutputs(resource, inputs)
        : (shown(this.published.get(resource.urn) ?? {}) as Values),
    };
  }

  /** An output that repeats a secret input, or that the resource declares secret, is a secret too. */
  private shownOutputs(resource: RegisteredResource, inputs: Values): Values {
    const outputs = Object.entries(this.outputs.get(resource.urn) ?? {}).map(([key, value]) => {
      if (resource.options.additionalSecretOutputs.includes(key)) return [key, shownSecret];
      const input = inputs[key];
      return [key, shown(input !== undefined && holdsSecret(input) ? input : value)];
    });
    return Object.fromEntries(outputs) as Values;
  }

  private reject(rule: string, resource: RegisteredResource, why: string): void {
    const message = `${resource.type} '${resource.name}': ${why}.`;
    this.rejections.push({ rule, message, source: "docs/rehearsal.md, accounts", urn: resource.urn });
  }
}

function holdsSecret(value: unknown): boolean {
  return JSON.stringify(shown(value)).includes(shownSecret);
}
