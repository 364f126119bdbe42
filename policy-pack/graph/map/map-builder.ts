import type { StackResource } from "../../reader/resource";
import type { EdgeWord, Maker, RoadEdge, RoadMap, RoadNode } from "./elements";

/** An edge as it is found; what makes it is asked for once it stands. */
export interface FoundEdge {
  readonly from: string;
  readonly to: string;
  readonly word: EdgeWord;
  readonly words: string;
  readonly unknown?: readonly string[];
  readonly makers?: readonly Maker[];
  readonly cost: number;
}

/** Collects a map: every node once, and one edge for each way of getting from one to another. */
export class MapBuilder {
  private readonly nodes = new Map<string, RoadNode>();
  private readonly edges = new Map<string, RoadEdge>();

  /** Adds a node, or finds it; gives its id. */
  node(node: RoadNode): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    return node.id;
  }

  has(id: string): boolean {
    return this.nodes.has(id);
  }

  labelOf(id: string): string {
    return this.nodes.get(id)?.label ?? id;
  }

  /** Adds an edge. One that is found twice is sure if either is, and is cut only where both are. */
  edge({ unknown = [], makers = [], ...edge }: FoundEdge): void {
    const key = JSON.stringify([edge.from, edge.to, edge.word]);
    const known = this.edges.get(key);
    if (!known) {
      this.edges.set(key, { ...edge, unknown, makers });
      return;
    }
    const isSure = known.unknown.length === 0 || unknown.length === 0;
    this.edges.set(key, {
      ...known,
      words: known.unknown.length > 0 && unknown.length === 0 ? edge.words : known.words,
      unknown: isSure ? [] : [...new Set([...known.unknown, ...unknown])],
      makers: eachOnce([...known.makers, ...makers]),
      cost: Math.max(known.cost, edge.cost),
    });
  }

  get map(): RoadMap {
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()] };
  }
}

export function makerOf({ urn, type, name }: StackResource, property: string): Maker {
  return { urn, type, name, property };
}

/** A place of the policy config. */
export function configured(property: string): Maker {
  return { urn: "", type: "policy config", name: "", property };
}

export function eachOnce(makers: readonly Maker[]): readonly Maker[] {
  return [...new Map(makers.map((maker) => [`${maker.urn} ${maker.property}`, maker])).values()];
}
