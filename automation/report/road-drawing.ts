import type { RoadEdge, RoadMap } from "../../policy-pack/graph/map/elements";
import type { MapGroup } from "./map-groups";
import { mapGroups } from "./map-groups";
import { labelOf, titleOf } from "./map-labels";
import type { Standing } from "./standing";
import { Standings } from "./standing";

/** A graph as Graphviz takes it, and what its boxes and arrows say to whoever points at them. */
export interface RoadDrawing {
  readonly graph: DrawnGraph;
  /** By the id of a box or arrow in the SVG. */
  readonly titles: ReadonlyMap<string, string>;
}

export interface DrawnGraph {
  readonly graphAttributes: Attributes;
  readonly nodeAttributes: Attributes;
  readonly edgeAttributes: Attributes;
  readonly nodes: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly edges: readonly {
    readonly tail: string;
    readonly head: string;
    readonly attributes: Attributes;
  }[];
  readonly subgraphs: readonly {
    readonly graphAttributes: Attributes;
    readonly nodes: readonly { readonly name: string }[];
  }[];
}

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** Estimated in Helvetica by Graphviz, which knows its widths, and shown in it or in what looks like it. */
const font = "Helvetica";

/**
 * Lays a map out from left to right: what starts, the steps of each pipeline from top to bottom, what they run and
 * as whom, which roles those take, and the accounts. Colours are left to the page, by class.
 */
export function roadDrawing(map: RoadMap): RoadDrawing {
  const groups = mapGroups(map);
  const names = new Map(
    groups.flatMap(({ members }, index) => members.map(({ id }) => [id, `n${index}`] as const)),
  );
  const arrows = arrowsOf(map, names);
  const open = new Set(arrows.filter(({ standing }) => standing === "open").map(({ tail }) => tail));
  return {
    graph: {
      graphAttributes: {
        rankdir: "LR",
        bgcolor: "transparent",
        nodesep: 0.16,
        ranksep: 0.42,
        fontname: font,
        pad: 0.1,
      },
      nodeAttributes: {
        shape: "box",
        style: "rounded",
        fontname: font,
        fontsize: 12,
        margin: "0.11,0.06",
        height: 0.3,
      },
      edgeAttributes: { fontname: font, fontsize: 10, arrowsize: 0.6 },
      nodes: groups.map((group, index) => ({
        name: `n${index}`,
        attributes: {
          id: `n${index}`,
          label: labelOf(group).map(literal).join("\n"),
          class: classOf(group, open.has(`n${index}`)),
          ...shapeOf(group),
        },
      })),
      edges: arrows.map(({ tail, head, label, standing, isOrder, isApproval, isFromOutside }, index) => ({
        // Whoever approves stands to the right of the gate: an arrow from the left would turn the order of steps.
        tail: isApproval ? head : tail,
        head: isApproval ? tail : head,
        attributes: {
          id: `e${index}`,
          class: isOrder ? `order ${standing}` : standing,
          ...(label === "" ? {} : { label }),
          ...(standing === "unseen" ? { style: "dashed" } : {}),
          ...(isOrder ? { weight: 20 } : {}),
          ...(isApproval ? { dir: "back" } : {}),
          ...(isFromOutside ? { minlen: 2 } : {}),
        },
      })),
      subgraphs: columns(groups).map((column) => ({
        graphAttributes: { rank: "same" },
        nodes: column.map((name) => ({ name })),
      })),
    },
    titles: new Map([
      ...groups.map((group, index) => [`n${index}`, titleOf(group)] as const),
      ...arrows.map(({ title }, index) => [`e${index}`, title] as const),
    ]),
  };
}

interface Arrow {
  readonly tail: string;
  readonly head: string;
  readonly label: string;
  readonly title: string;
  readonly standing: Standing;
  /** The order of a pipeline. */
  readonly isOrder: boolean;
  readonly isApproval: boolean;
  /** From people or jobs to a role: they stand left of the steps, as all that starts something does. */
  readonly isFromOutside: boolean;
}

/** Words that the boxes at both ends say already. */
const plainWords: ReadonlySet<string> = new Set(["then", "runs", "as", "stands in"]);

const worstFirst: readonly Standing[] = ["open", "unseen", "gated", "plain"];

/** One arrow between two boxes, however many edges there are. */
function arrowsOf(map: RoadMap, names: ReadonlyMap<string, string>): readonly Arrow[] {
  const standings = new Standings(map);
  const kinds = new Map(map.nodes.map(({ id, kind }) => [id, kind]));
  const merged = new Map<string, { tail: string; head: string; edges: RoadEdge[] }>();
  for (const edge of map.edges) {
    const [tail, head] = [names.get(edge.from), names.get(edge.to)];
    if (tail === undefined || head === undefined || tail === head || edge.word === "unasked") continue;
    const key = `${tail} ${head} ${String(edge.word === "then")}`;
    const known = merged.get(key);
    if (known) known.edges.push(edge);
    else merged.set(key, { tail, head, edges: [edge] });
  }
  return [...merged.values()].map(({ tail, head, edges }) => {
    const isOrder = edges.every(({ word }) => word === "then");
    const isPassed = isOrder && edges.every(({ from }) => kinds.get(from) === "gate");
    const found = new Set(edges.map((edge) => standings.of(edge)));
    return {
      tail,
      head,
      label: [...new Set(edges.map(({ word }) => word))].filter((word) => !plainWords.has(word)).join(", "),
      title: edges.map(titleOfEdge).join("\n"),
      standing: isPassed ? "gated" : (worstFirst.find((one) => found.has(one)) ?? "plain"),
      isOrder,
      isApproval: edges.every(({ word }) => word === "approves"),
      isFromOutside: edges.every(
        ({ from, to }) => ["caller", "token"].includes(kinds.get(from) ?? "") && kinds.get(to) === "role",
      ),
    };
  });
}

function titleOfEdge({ words, unknown }: RoadEdge): string {
  return unknown.length === 0 ? words : `${words}; that depends on ${unknown.join(", ")}`;
}

function classOf({ members }: MapGroup, isOpen: boolean): string {
  const [first] = members;
  const kind = first?.kind ?? "";
  const isProduction = members.some((node) => node.isProduction === true);
  return [kind, ...(isProduction ? ["production"] : []), ...(isOpen ? ["open"] : [])].join(" ");
}

function shapeOf({ members }: MapGroup): Attributes {
  const [first] = members;
  if (!first) return {};
  switch (first.kind) {
    case "gate":
      return { shape: "hexagon", style: "solid", margin: "0.02,0.03" };
    case "pipeline":
      return { shape: "cds", style: "solid", margin: "0.25,0.14" };
    case "account":
      return first.isProduction === true
        ? { shape: "box", peripheries: 2, style: "solid" }
        : { style: "solid" };
    case "origin":
    case "caller":
    case "token":
      return { shape: "box", style: "rounded,dotted" };
    case "action":
    case "project":
    case "function":
    case "role":
      return {};
    default:
      return first.kind satisfies never;
  }
}

/** The steps of a pipeline stand below each other, with the pipeline at their head. */
function columns(groups: readonly MapGroup[]): readonly (readonly string[])[] {
  const byPipeline = new Map<string, string[]>();
  groups.forEach(({ members: [first] }, index) => {
    const pipeline = first?.kind === "pipeline" ? first.id : first?.pipeline;
    if (pipeline === undefined) return;
    byPipeline.set(pipeline, [...(byPipeline.get(pipeline) ?? []), `n${index}`]);
  });
  return [...byPipeline.values()];
}

/** Graphviz reads escapes in labels. */
function literal(text: string): string {
  return text.replaceAll("\\", "\\\\");
}
