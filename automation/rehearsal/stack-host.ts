import type { InvokeAnswer, Outcome, Registration, Rejection, World } from "../../emulator/world";
import type { ResourceHost } from "./monitor";
import { placeOf, providerPlace, shownPlace } from "./place";
import type { RegisteredResource } from "./registered-resource";
import type { RejectionResult, ResourceResult } from "./result";
import type { Secrets } from "./secrets";
import { shown, shownSecret, shownValues, valuesOf } from "./wire";
import { UNKNOWN } from "../../emulator/tree";
import type { Branch, Tree } from "../../emulator/tree";

/** Answers one stack's program from the emulated world, and keeps what the world made of each resource. */
export class StackHost implements ResourceHost {
  private readonly refused: Rejection[] = [];
  private readonly outcomes = new Map<string, Outcome>();
  private readonly published = new Map<string, Branch>();

  constructor(
    private readonly stack: string,
    private readonly world: World,
    private readonly secrets: Secrets,
    private readonly onRegistered: (resource: RegisteredResource) => void,
  ) {}

  register(resource: RegisteredResource): { id: string; state: Branch } | undefined {
    this.onRegistered(resource);
    if (!resource.custom) return undefined;
    const outcome = this.world.register(this.registration(resource));
    this.refused.push(...outcome.rejections);
    this.outcomes.set(resource.urn, outcome);
    return resource.importId === undefined ? undefined : { id: outcome.id, state: outcome.outputs };
  }

  read(resource: RegisteredResource, id: string): Branch {
    const outcome = this.world.read({ ...this.registration(resource), id });
    this.refused.push(...outcome.rejections);
    this.outcomes.set(resource.urn, outcome);
    return outcome.outputs;
  }

  invoke(token: string, args: Branch, provider: RegisteredResource | undefined): InvokeAnswer {
    const place = providerPlace(token.split(":")[0] ?? "", provider);
    return this.world.invoke(token, args, place);
  }

  publish(urn: string, outputs: Branch): void {
    this.published.set(urn, outputs);
  }

  readonly noteSecret = (plain: Tree): void => this.secrets.note(plain);

  /** Told that the program has registered all it has: what only the whole can show is refused now. */
  finish(): void {
    this.refused.push(...this.world.finish(this.stack));
  }

  get rejections(): RejectionResult[] {
    return this.refused.map(({ rule, message, source, urn }) => ({ rule, message, source, urn }));
  }

  /** What a preview shows of a resource: the inputs and defaults, and an unknown for what AWS or GitLab computes. */
  foreseen(resource: RegisteredResource): Branch {
    if (!resource.custom) return this.published.get(resource.urn) ?? {};
    const outcome = this.outcomes.get(resource.urn);
    const unknown = (outcome?.computed ?? []).map((key): [string, Tree] => [key, UNKNOWN]);
    return { ...outcome?.outputs, ...Object.fromEntries(unknown) };
  }

  /** Outputs of a component or the stack. */
  shownPublished(urn: string): Branch {
    return shownValues(this.published.get(urn) ?? {});
  }

  shownResource(resource: RegisteredResource): ResourceResult {
    const inputs = valuesOf(resource.properties);
    return {
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      parent: resource.parent || null,
      provider: shownPlace(resource),
      inputs: shownValues(inputs),
      outputs: resource.custom ? this.shownOutputs(resource, inputs) : this.shownPublished(resource.urn),
      references: Object.fromEntries(
        [...resource.propertyDependencies]
          .filter(([, urns]) => urns.length > 0)
          .map(([property, urns]) => [property, [...urns]]),
      ),
    };
  }

  /** An output that repeats a secret input, or that the resource declares secret, is a secret too. */
  private shownOutputs(resource: RegisteredResource, inputs: Branch): Branch {
    const outputs = Object.entries(this.outcomes.get(resource.urn)?.outputs ?? {}).map(([key, value]) => {
      if (resource.options.additionalSecretOutputs.includes(key)) return [key, shownSecret];
      const input = shown(inputs[key] ?? null);
      return [key, JSON.stringify(input).includes(shownSecret) ? input : shown(value)];
    });
    return Object.fromEntries(outputs) as Branch;
  }

  private registration(resource: RegisteredResource): Registration {
    const { urn, type, name, inputs, importId, options } = resource;
    const { protect, retainOnDelete } = options;
    const place = placeOf(resource);
    return {
      stack: this.stack,
      urn,
      type,
      name,
      inputs,
      place,
      protect,
      retainOnDelete,
      ...(importId === undefined ? {} : { importId }),
    };
  }
}
