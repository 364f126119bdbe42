import type { PolicyProviderResource, PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { Field } from "./field";
import { readTree } from "./read-tree";

export interface ProviderView {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly inputs: Field;
}

/** One resource: by its inputs when it is judged alone, by what a preview foresees when the stack is judged. */
export interface ResourceView {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly properties: Field;
  readonly provider?: ProviderView;
}

/** A resource among the others of its stack. */
export interface StackResource extends ResourceView {
  /** The resources from whose outputs this property is made. */
  madeFrom(property: string): readonly StackResource[];
}

type Handed = Pick<ResourceValidationArgs, "type" | "name" | "urn" | "props" | "provider">;

export function viewResource(handed: Handed): ResourceView {
  return new View(handed);
}

export function viewStack(resources: readonly PolicyResource[]): readonly StackResource[] {
  const views = new Map<PolicyResource, StackView>();
  for (const resource of resources) views.set(resource, new StackView(resource, views));
  return [...views.values()];
}

/** Reads properties when somebody asks: of most resources nobody does. */
class View implements ResourceView {
  private read?: Field;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly provider?: ProviderView;

  constructor(private readonly handed: Handed) {
    this.type = handed.type;
    this.name = handed.name;
    this.urn = handed.urn;
    this.provider = handed.provider && viewProvider(handed.provider);
  }

  get properties(): Field {
    this.read ??= new Field(readTree(this.handed.props), "");
    return this.read;
  }
}

class StackView extends View implements StackResource {
  constructor(
    private readonly resource: PolicyResource,
    private readonly views: ReadonlyMap<PolicyResource, StackResource>,
  ) {
    super(resource);
  }

  madeFrom(property: string): readonly StackResource[] {
    const { propertyDependencies } = this.resource;
    const found = Object.hasOwn(propertyDependencies, property) ? propertyDependencies[property] : undefined;
    return (found ?? []).flatMap((dependency) => this.views.get(dependency) ?? []);
  }
}

function viewProvider({ type, name, urn, props }: PolicyProviderResource): ProviderView {
  let inputs: Field | undefined;
  return {
    type,
    name,
    urn,
    get inputs() {
      inputs ??= new Field(readTree(props), "");
      return inputs;
    },
  };
}
