import type { RoadMap } from "../../policy-pack/graph/map/elements";

/** The part of a map that is drawn, and what is said of the rest in words. */
export interface ShownMap {
  readonly map: RoadMap;
  /** The role under which the stack is made; it stands outside of the road, and can do everything. */
  readonly provisioners: readonly string[];
}

/**
 * Leaves out what no step, start or person leads to, and the role that makes the stack: whoever has it can change
 * the gate itself, so an edge from it to everything shows nothing.
 */
export function shownMap({ nodes, edges }: RoadMap): ShownMap {
  const provisioners = nodes.filter(({ isProvisioner }) => isProvisioner === true);
  const hidden = new Set(provisioners.map(({ id }) => id));
  const drawn = edges.filter(({ from, to }) => !hidden.has(from) && !hidden.has(to));
  const begins = new Set(["origin", "token", "pipeline", "action", "gate", "project", "function"]);
  const starters = drawn
    .filter(({ word }) => word === "starts" || word === "approves")
    .map(({ from }) => from);
  const reached = new Set([
    ...nodes.filter(({ kind }) => begins.has(kind)).map(({ id }) => id),
    ...starters,
    ...toProduction(drawn, nodes),
  ]);
  // Whoever may become somebody that is drawn is drawn as well.
  const callers = nodes.filter(({ kind }) => kind === "caller").map(({ id }) => id);
  for (const { from, to } of drawn) if (callers.includes(from) && reached.has(to)) reached.add(from);
  for (const id of reached) for (const { from, to } of drawn) if (from === id) reached.add(to);
  const kept = drawn.filter(({ from, to }) => reached.has(from) && reached.has(to));
  const home = new Set(
    nodes.flatMap(({ kind, account }) => (kind === "pipeline" && account ? [account] : [])),
  );
  const useful = kept.filter(({ word, to }) => word !== "stands in" || !home.has(to.replace("account:", "")));
  const linked = new Set(useful.flatMap(({ from, to }) => [from, to]));
  return {
    map: { nodes: nodes.filter(({ id }) => linked.has(id)), edges: useful },
    provisioners: [...new Set(provisioners.map(({ label }) => label))],
  };
}

/** What changes production, though nothing on the map leads to it. */
function toProduction(edges: RoadMap["edges"], nodes: RoadMap["nodes"]): readonly string[] {
  const production = new Set(nodes.filter(({ isProduction }) => isProduction === true).map(({ id }) => id));
  return edges.filter(({ word, to }) => word === "changes" && production.has(to)).map(({ from }) => from);
}
