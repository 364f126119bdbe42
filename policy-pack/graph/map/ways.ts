import type { RoadEdge, RoadMap, RoadNode } from "./elements";
import { handsOnPower } from "./elements";

/** A map by its nodes, for following the edges by which power is handed on. */
export class Ways {
  private readonly byId: ReadonlyMap<string, RoadNode>;
  private readonly leaving = new Map<string, RoadEdge[]>();
  private readonly entering = new Map<string, RoadEdge[]>();

  constructor(readonly map: RoadMap) {
    this.byId = new Map(map.nodes.map((node) => [node.id, node]));
    for (const edge of map.edges.filter(handsOnPower)) {
      listed(this.leaving, edge.from).push(edge);
      listed(this.entering, edge.to).push(edge);
    }
  }

  node(id: string): RoadNode | undefined {
    return this.byId.get(id);
  }

  from(id: string): readonly RoadEdge[] {
    return this.leaving.get(id) ?? [];
  }

  into(id: string): readonly RoadEdge[] {
    return this.entering.get(id) ?? [];
  }

  /** Everything that is reached from a node, itself first, nearest first, by edges that pass. */
  reached(from: string, passes: (edge: RoadEdge) => boolean = everyEdge): ReadonlySet<string> {
    return spread([from], (id) =>
      this.from(id)
        .filter(passes)
        .map(({ to }) => to),
    );
  }

  /** Everything that is reached from any of these nodes. */
  reachedFromAny(from: readonly string[]): ReadonlySet<string> {
    return spread(from, (id) => this.from(id).map(({ to }) => to));
  }

  /** Everything from which one of these nodes is reached. */
  reaching(targets: readonly string[], passes: (edge: RoadEdge) => boolean = everyEdge): ReadonlySet<string> {
    return spread(targets, (id) =>
      this.into(id)
        .filter(passes)
        .map((edge) => edge.from),
    );
  }

  /** The accounts of production among nodes. */
  production(ids: Iterable<string>): readonly string[] {
    return [...ids].filter((id) => this.byId.get(id)?.isProduction === true);
  }

  /** The shortest way from a node to one of others; undefined where there is none. */
  shortest(
    from: string,
    isTarget: (id: string) => boolean,
    passes: (edge: RoadEdge) => boolean = everyEdge,
  ): readonly RoadEdge[] | undefined {
    const by = new Map<string, RoadEdge | undefined>([[from, undefined]]);
    for (const id of by.keys()) {
      if (isTarget(id)) return traced(by, id);
      for (const edge of this.from(id).filter(passes)) if (!by.has(edge.to)) by.set(edge.to, edge);
    }
    return undefined;
  }
}

export function isSure({ unknown }: RoadEdge): boolean {
  return unknown.length === 0;
}

function everyEdge(): boolean {
  return true;
}

function traced(by: ReadonlyMap<string, RoadEdge | undefined>, target: string): readonly RoadEdge[] {
  const way: RoadEdge[] = [];
  for (let edge = by.get(target); edge; edge = by.get(edge.from)) way.unshift(edge);
  return way;
}

function spread(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  for (const id of found) for (const other of next(id)) found.add(other);
  return found;
}

function listed(lists: Map<string, RoadEdge[]>, key: string): RoadEdge[] {
  const known = lists.get(key);
  if (known) return known;
  const list: RoadEdge[] = [];
  lists.set(key, list);
  return list;
}
