import type { Field } from "../reader/field";
import type { HandedInStack, StackResource } from "../reader/resource";
import { viewStack } from "../reader/resource";

/** All resources of a stack, and what was found out about them: each question is answered once. */
export class Stack {
  private readonly byType = new Map<string, StackResource[]>();
  private readonly byUrn = new Map<string, StackResource>();
  private readonly answers = new Map<unknown, unknown>();

  constructor(readonly resources: readonly StackResource[]) {
    for (const resource of resources) {
      const alike = this.byType.get(resource.type);
      if (alike) alike.push(resource);
      else this.byType.set(resource.type, [resource]);
      this.byUrn.set(resource.urn, resource);
    }
  }

  ofType(...types: readonly string[]): readonly StackResource[] {
    const [only, ...others] = types;
    if (only !== undefined && others.length === 0) return this.byType.get(only) ?? [];
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  at(urn: string): StackResource | undefined {
    return this.byUrn.get(urn);
  }

  /** The resource of this type whose property (default `name`) is this text, without regard to letter case. */
  named(type: string, name: string, property = "name"): StackResource | undefined {
    return this.ofType(type).find((resource) => {
      const own = resource.properties.at(property).text();
      return own.kind === "known" && own.value.toLowerCase() === name.toLowerCase();
    });
  }

  /**
   * Which resource of these types a property of another names: by `matches` on its text, else by the resource
   * from whose outputs it is made. Undefined: none, or nobody knows yet.
   */
  behind(
    resource: StackResource,
    property: string,
    types: readonly string[],
    matches: (candidate: StackResource, text: string) => boolean,
    field: Field = resource.properties.at(property),
  ): StackResource | undefined {
    const text = field.text();
    const candidates = this.ofType(...types);
    if (text.kind === "known") {
      const { value } = text;
      const found = candidates.find((candidate) => matches(candidate, value));
      if (found) return found;
    }
    if (text.kind === "absent") return undefined;
    const sources = resource.madeFrom(property).filter(({ type }) => types.includes(type));
    return sources.length === 1 ? sources[0] : undefined;
  }

  /** The answer to a question about this stack; asked again, it is not worked out again. */
  once<Answer>(question: (stack: Stack) => Answer): Answer {
    return this.onceFor(question, question);
  }

  /** The same for a question with a parameter, which `key` tells from others: a text of its own, or an object. */
  onceFor<Answer>(key: unknown, question: (stack: Stack) => Answer): Answer {
    if (!this.answers.has(key)) this.answers.set(key, question(this));
    return this.answers.get(key) as Answer;
  }
}

/** Stacks by the first resource handed over, so that the policies of one analysis share what they find out. */
const stacks = new WeakMap<object, { readonly handed: readonly object[]; readonly stack: Stack }>();

/** The stack of one analysis. It is the same for all policies of it, and never another's. */
export function stackOf(resources: readonly HandedInStack[]): Stack {
  const handed = resources.map(({ props }) => props);
  const [first] = handed;
  const found = first && stacks.get(first);
  if (found?.handed.length === handed.length && found.handed.every((props, index) => props === handed[index]))
    return found.stack;
  const stack = new Stack(viewStack(resources));
  if (first) stacks.set(first, { handed, stack });
  return stack;
}
