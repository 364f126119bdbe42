import type { RoadEdge, RoadMap, RoadNode } from "../../policy-pack/graph/map/elements";
import { handsOnPower } from "../../policy-pack/graph/map/elements";
import { isSure, Ways } from "../../policy-pack/graph/map/ways";

/**
 * What an edge is to a reviewer: on a way to production that nobody is asked about, on one that begins behind an
 * approval, on one of which nobody can see whether it exists, or none of these.
 */
export type Standing = "open" | "gated" | "unseen" | "plain";

/** Which edges of a map are on ways to production, and from where those come. */
export class Standings {
  private readonly openFrom: ReadonlySet<string>;
  private readonly perhapsOpenFrom: ReadonlySet<string>;
  private readonly gatedFrom: ReadonlySet<string>;
  private readonly leading: ReadonlySet<string>;
  private readonly perhapsLeading: ReadonlySet<string>;

  constructor(map: RoadMap) {
    const ways = new Ways(map);
    const production = ways.production(map.nodes.map(({ id }) => id));
    const open = openBeginnings(map);
    const gated = map.nodes.filter((node) => beginsGated(node)).map(({ id }) => id);
    this.openFrom = union(open.map((id) => ways.reached(id, isSure)));
    this.perhapsOpenFrom = ways.reachedFromAny(open);
    this.gatedFrom = ways.reachedFromAny(gated);
    this.leading = ways.reaching(production, isSure);
    this.perhapsLeading = ways.reaching(production);
  }

  of(edge: RoadEdge): Standing {
    if (!handsOnPower(edge) || !this.perhapsLeading.has(edge.to)) return "plain";
    if (isSure(edge) && this.openFrom.has(edge.from) && this.leading.has(edge.to)) return "open";
    if (!isSure(edge)) return "unseen";
    if (this.gatedFrom.has(edge.from)) return "gated";
    return this.perhapsOpenFrom.has(edge.from) ? "unseen" : "plain";
  }
}

/** Where ways begin that pass no approval: steps before the gate, and who or what acts beside pipelines. */
export function openBeginnings({ nodes, edges }: RoadMap): readonly string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const starters = edges
    .filter(({ from, to, word }) => word === "starts" && byId.get(to)?.kind !== "pipeline" && byId.has(from))
    .map(({ from }) => from);
  return [
    ...new Set([
      ...nodes.filter(beginsOpen).map(({ id }) => id),
      ...starters.filter((id) => byId.get(id)?.isProvisioner !== true),
    ]),
  ];
}

function beginsOpen({ kind, gate }: RoadNode): boolean {
  return kind === "caller" || ((kind === "action" || kind === "token") && gate !== "yes");
}

function beginsGated({ kind, gate }: RoadNode): boolean {
  return (kind === "action" || kind === "token") && gate === "yes";
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}
