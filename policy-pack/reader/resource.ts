import { Field } from "./field";
import { readTree } from "./read-tree";

export interface ProviderView {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly inputs: Field;
}

/** The resource options that a policy can see. */
export interface OptionsView {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
}

/** One resource: by its inputs when it is judged alone, by what a preview foresees when the stack is judged. */
export interface ResourceView {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly properties: Field;
  readonly options: OptionsView;
  readonly provider?: ProviderView;
}

/** A resource among the others of its stack. */
export interface StackResource extends ResourceView {
  readonly parent?: StackResource;
  /** The resources that it waits for. */
  readonly dependencies: readonly StackResource[];
  /** The resources from whose outputs this property is made. */
  madeFrom(property: string): readonly StackResource[];
}

/** A resource as the SDK hands it over, as far as it is read. */
export interface Handed {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: object;
  readonly opts: { readonly protect: boolean; readonly ignoreChanges: readonly string[] };
  readonly provider?: HandedProvider;
}

type HandedProvider = Pick<Handed, "type" | "name" | "urn" | "props">;

/** The same among the others of its stack. */
export interface HandedInStack extends Handed {
  readonly parent?: HandedInStack;
  readonly dependencies: readonly HandedInStack[];
  readonly propertyDependencies: Readonly<Record<string, readonly HandedInStack[]>>;
}

/**
 * The same properties are put before every policy; what was read of them for one serves the next. Keyed by
 * the object that holds them, so nothing outlives it and nothing of another stack is ever seen.
 */
const trees = new WeakMap<object, Field>();

function fieldsOf(properties: object): Field {
  const found = trees.get(properties);
  if (found) return found;
  const field = new Field(readTree(properties), "");
  trees.set(properties, field);
  return field;
}

export function viewResource(handed: Handed): ResourceView {
  return new View(handed);
}

export function viewStack(resources: readonly HandedInStack[]): readonly StackResource[] {
  const all = new Map<HandedInStack, StackView>();
  for (const resource of resources) all.set(resource, new StackView(resource, all));
  return [...all.values()];
}

/** Reads properties when somebody asks: of most resources nobody does. */
class View implements ResourceView {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly options: OptionsView;
  readonly provider?: ProviderView;
  private readonly handedProperties: object;

  constructor({ type, name, urn, props, opts, provider }: Handed) {
    this.type = type;
    this.name = name;
    this.urn = urn;
    this.options = { protect: opts.protect, ignoreChanges: opts.ignoreChanges };
    this.provider = provider && viewProvider(provider);
    this.handedProperties = props;
  }

  get properties(): Field {
    return fieldsOf(this.handedProperties);
  }
}

class StackView extends View implements StackResource {
  constructor(
    private readonly handed: HandedInStack,
    private readonly all: ReadonlyMap<HandedInStack, StackResource>,
  ) {
    super(handed);
  }

  get parent(): StackResource | undefined {
    return this.handed.parent && this.all.get(this.handed.parent);
  }

  get dependencies(): readonly StackResource[] {
    return this.handed.dependencies.flatMap((dependency) => this.all.get(dependency) ?? []);
  }

  madeFrom(property: string): readonly StackResource[] {
    const { propertyDependencies } = this.handed;
    const found = Object.hasOwn(propertyDependencies, property) ? propertyDependencies[property] : undefined;
    return (found ?? []).flatMap((dependency) => this.all.get(dependency) ?? []);
  }
}

function viewProvider({ type, name, urn, props }: HandedProvider): ProviderView {
  return {
    type,
    name,
    urn,
    get inputs() {
      return fieldsOf(props);
    },
  };
}
