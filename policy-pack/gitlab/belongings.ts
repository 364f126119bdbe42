import type { StackResource } from "../reader/resource";
import type { Stack } from "../stack/stack";
import { tokens } from "../stack/tokens";
import type { NamedProject } from "./named-project";
import { isNumber, namesOf, normal } from "./project-names";

/** A resource of a project; not sure where nobody ties its project to this one yet. */
export interface Belonging {
  readonly resource: StackResource;
  readonly sure: boolean;
}

/** The resources of a type that belong, or may belong, to a project. */
export type BelongingsOf = (project: NamedProject, type: string) => readonly Belonging[];

export function belongingsIn(stack: Stack, projects: readonly NamedProject[]): BelongingsOf {
  const byName = new Map(
    projects.flatMap((project) => project.names.map((name) => [name, project] as const)),
  );
  const byResource = new Map(projects.flatMap((one) => (one.resource ? [[one.resource, one] as const] : [])));
  const shares = new Map<string, Share>();
  return (project, type) => {
    const share = shares.get(type) ?? divide(stack.ofType(type), byName, byResource);
    shares.set(type, share);
    const sure = share.sure.get(project);
    const maybe = mayBelong(share, project);
    return sure ? [...sure, ...maybe] : maybe;
  };
}

/** The same list for all projects of which the same is known, so that what follows from it is found once. */
function mayBelong(share: Share, { names, resource }: NamedProject): readonly Belonging[] {
  const [hasNumber, hasPath] = [names.some(isNumber), names.some((name) => !isNumber(name))];
  const key = [hasNumber, hasPath, resource !== undefined].join();
  const found = share.maybe.get(key) ?? [
    ...(hasNumber ? [] : share.byNumber),
    ...(hasPath ? [] : share.byPath),
    ...(resource ? [] : share.ofOtherResource),
    ...share.ofAnybody,
  ];
  share.maybe.set(key, found);
  return found;
}

/** Resources of one type by their project; what can't be told is kept by what is known of it. */
interface Share {
  readonly sure: Map<NamedProject, Belonging[]>;
  /** They name a number that no project is known by; it may be one of which only the path is known. */
  readonly byNumber: Belonging[];
  /** The same for a path, or for one whose project has a path. */
  readonly byPath: Belonging[];
  /** Made from a project of the stack that is none of the delivered ones, as far as that is known. */
  readonly ofOtherResource: Belonging[];
  readonly ofAnybody: Belonging[];
  /** What may belong to a project, by what is known of the project. */
  readonly maybe: Map<string, readonly Belonging[]>;
}

function divide(
  resources: readonly StackResource[],
  byName: ReadonlyMap<string, NamedProject>,
  byResource: ReadonlyMap<StackResource, NamedProject>,
): Share {
  const share: Share = {
    sure: new Map(),
    byNumber: [],
    byPath: [],
    ofOtherResource: [],
    ofAnybody: [],
    maybe: new Map(),
  };
  for (const resource of resources) {
    const maybe = { resource, sure: false };
    const text = resource.properties.at("project").text();
    const made = resource.madeFrom("project").filter(({ type }) => type === tokens.gitlabProject);
    const [maker, ...others] = made;
    const owner =
      text.kind === "known"
        ? byName.get(normal(text.value))
        : maker && others.length === 0
          ? byResource.get(maker)
          : undefined;
    if (owner) {
      const own = share.sure.get(owner) ?? [];
      own.push({ resource, sure: true });
      share.sure.set(owner, own);
    } else if (text.kind === "known") (isNumber(text.value) ? share.byNumber : share.byPath).push(maybe);
    else if (maker && others.length === 0)
      (namesOf(maker).some((name) => !isNumber(name)) ? share.byPath : share.ofOtherResource).push(maybe);
    else share.ofAnybody.push(maybe);
  }
  return share;
}
