import type { Maker, RoadEdge, RoadMap } from "./map/elements";
import { isSure, Ways } from "./map/ways";

/** What to change so that a way to production ends. */
export interface Cut {
  /** The edges that go; the first is nearest to where the way begins. */
  readonly edges: readonly RoadEdge[];
  readonly makers: readonly Maker[];
  readonly cost: number;
  /** Whether no other way is left from the same beginning. */
  readonly endsAll: boolean;
}

export interface CutQuestion {
  /** Node at which the way begins. */
  readonly from: string;
  /** Ids of accounts; default: all of production. */
  readonly accounts?: readonly string[];
  /** Steps that are to reach production as they do; default: `roadSteps`. What they need is never cut. */
  readonly keep?: readonly string[];
  /** Edges into the beginning that may be cut instead: an approval that is missing, a trust. */
  readonly before?: readonly RoadEdge[];
}

/** Candidates that are tried; a map made to have more is cut at one of these, or not at all. */
const mostCandidates = 300;

/**
 * Edges that are looked at for all questions about one map together, which takes about two seconds. Roles that all
 * assume each other make ways without number; from there on no cut is proposed, and every way is still told of.
 */
const mostLooks = 10_000_000;
const looksByMap = new WeakMap<RoadMap, number>();

function look(map: RoadMap, edges: number): boolean {
  const looks = (looksByMap.get(map) ?? 0) + edges;
  looksByMap.set(map, looks);
  return looks <= mostLooks;
}

/**
 * The cheapest place at which to cut every way from a node to production. What the gated road needs is never
 * proposed. Where no single place ends all ways, the cheapest that ends the shortest one.
 */
export function cheapestCut(map: RoadMap, question: CutQuestion): Cut | undefined {
  if (!look(map, map.edges.length)) return undefined;
  const ways = waysOf(map);
  const { from, accounts, before = [] } = question;
  const isTarget = (id: string): boolean => {
    const node = ways.node(id);
    return node?.isProduction === true && (!accounts || accounts.includes(node.account ?? ""));
  };
  const certain = [...ways.reached(from, isSure)].some(isTarget);
  const counts = (edge: RoadEdge): boolean => !certain || isSure(edge);
  const reached = ways.reached(from, counts);
  const targets = [...reached].filter(isTarget);
  if (targets.length === 0) return undefined;
  const leading = ways.reaching(targets, counts);
  const onWay = [...reached]
    .filter((id) => leading.has(id))
    .flatMap((id) => ways.from(id))
    .filter((edge) => counts(edge) && leading.has(edge.to));
  const kept = question.keep ? neededBy(ways, question.keep) : neededByRoad(map);
  const order = new Map(onWay.map((edge, index) => [edge, index]));
  const candidates = [
    ...before.map((edge) => cutOf([edge], true)),
    ...candidatesOf(map, onWay, kept)
      .slice(0, mostCandidates)
      .filter(() => look(map, onWay.length))
      .map((edges) => {
        const gone = new Set(edges);
        const left = ways.reached(from, (edge) => counts(edge) && !gone.has(edge));
        return cutOf(edges, ![...left].some(isTarget));
      }),
  ];
  const shortest = new Set(ways.shortest(from, isTarget, counts));
  const nearness = ({ edges: [first] }: Cut) => (first ? (order.get(first) ?? -1) : -1);
  const [best] = candidates
    .filter(({ endsAll, edges }) => endsAll || edges.some((edge) => shortest.has(edge)))
    .sort((a, b) => Number(b.endsAll) - Number(a.endsAll) || a.cost - b.cost || nearness(a) - nearness(b));
  return best;
}

/**
 * The steps that are the road to production: those behind a gate. An account that no gated step reaches has its
 * road in the last step that does: what it lacks is the gate.
 */
export function roadSteps(map: RoadMap): readonly string[] {
  const ways = waysOf(map);
  const reaching = new Map<string, { gated: string[]; open: { id: string; pipeline?: string }[] }>();
  for (const { id, kind, gate, pipeline } of map.nodes) {
    if (kind !== "action") continue;
    for (const account of ways.production(ways.reached(id))) {
      const of = reaching.get(account) ?? { gated: [], open: [] };
      reaching.set(account, of);
      if (gate === "yes") of.gated.push(id);
      else of.open.push({ id, ...(pipeline === undefined ? {} : { pipeline }) });
    }
  }
  return [...reaching.values()].flatMap(({ gated, open }) => {
    if (gated.length > 0) return gated;
    const last = open.filter(({ pipeline }) => pipeline === open[0]?.pipeline).at(-1);
    return last ? [last.id] : [];
  });
}

/** `words (aws:iam/rolePolicy:RolePolicy name.policy.Statement[0])`, for a person. */
export function cutText({ edges, makers, endsAll }: Cut): string {
  const [first] = edges;
  const words = (first?.words ?? "").slice(0, longestWords);
  const more = edges.length > 1 ? `, and ${edges.length - 1} more of the kind` : "";
  const shown = makers.slice(0, makersShown).map(placeText);
  const hidden = makers.length > shown.length ? ` and ${makers.length - shown.length} more` : "";
  return `${words}${more} (${shown.join(", ")}${hidden})${endsAll ? "" : "; other ways are left"}`;
}

const longestWords = 300;
const makersShown = 3;

function placeText({ type, name, property }: Maker): string {
  return name === "" ? `${type}: ${property}` : `${type} ${name}.${property}`;
}

/** One map is asked about many ways; what was found out about it for one serves the next. */
const waysByMap = new WeakMap<RoadMap, Ways>();
const neededByMap = new WeakMap<RoadMap, ReadonlySet<RoadEdge>>();

function waysOf(map: RoadMap): Ways {
  const ways = waysByMap.get(map) ?? new Ways(map);
  waysByMap.set(map, ways);
  return ways;
}

function neededByRoad(map: RoadMap): ReadonlySet<RoadEdge> {
  const needed = neededByMap.get(map) ?? neededBy(waysOf(map), roadSteps(map));
  neededByMap.set(map, needed);
  return needed;
}

/** Every edge by which steps reach production, and all that lies on the way. */
function neededBy(ways: Ways, steps: readonly string[]): ReadonlySet<RoadEdge> {
  const needed = new Set<RoadEdge>();
  const leading = ways.reaching(ways.production(ways.map.nodes.map(({ id }) => id)));
  for (const id of ways.reachedFromAny(steps))
    for (const edge of ways.from(id)) if (leading.has(edge.to)) needed.add(edge);
  return needed;
}

/**
 * What could go together: the edges between two nodes with all else that the same places make from there, and
 * everything that leads on from one node.
 */
function candidatesOf(
  map: RoadMap,
  onWay: readonly RoadEdge[],
  kept: ReadonlySet<RoadEdge>,
): readonly (readonly RoadEdge[])[] {
  const leaving = new Map<string, RoadEdge[]>();
  for (const edge of onWay) {
    const list = leaving.get(edge.from);
    if (list) list.push(edge);
    else leaving.set(edge.from, [edge]);
  }
  return [...leaving.values()]
    .flatMap((edges) => [
      ...(edges.length <= mostCandidates && look(map, edges.length ** 2) ? between(edges) : []),
      edges,
    ])
    .filter((edges) => edges.every((edge) => edge.makers.length > 0 && !kept.has(edge)));
}

/** For each node that is led to from one: the edges to it, and those that nothing but the same places make. */
function between(edges: readonly RoadEdge[]): readonly (readonly RoadEdge[])[] {
  return [...new Set(edges.map(({ to }) => to))].map((to) => {
    const parallel = edges.filter((edge) => edge.to === to);
    const places = new Set(parallel.flatMap(({ makers }) => makers).map(keyOf));
    const others = edges.filter(
      (edge) =>
        edge.to !== to && edge.makers.length > 0 && edge.makers.every((maker) => places.has(keyOf(maker))),
    );
    return [...parallel, ...others];
  });
}

function cutOf(edges: readonly RoadEdge[], endsAll: boolean): Cut {
  const costs = new Map<string, { readonly maker: Maker; readonly cost: number }>();
  for (const { makers, cost } of edges)
    for (const maker of makers)
      costs.set(keyOf(maker), { maker, cost: Math.max(cost, costs.get(keyOf(maker))?.cost ?? 0) });
  // A document that is named whole needs none of its statements named.
  const all = [...costs.values()].filter(
    ({ maker }) => !wholesOf(maker.property).some((property) => costs.has(keyOf({ ...maker, property }))),
  );
  return {
    edges,
    makers: all.map(({ maker }) => maker),
    cost: all.reduce((sum, { cost }) => sum + cost, 0),
    endsAll,
  };
}

/** `a` and `a.b` of `a.b.c`. */
function wholesOf(property: string): readonly string[] {
  const parts = property.split(".");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("."));
}

function keyOf({ urn, property }: Maker): string {
  return `${urn} ${property}`;
}
