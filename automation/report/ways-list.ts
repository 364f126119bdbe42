import { cheapestCut, cutText } from "../../policy-pack/graph/cheapest-cut";
import type { RoadEdge, RoadMap } from "../../policy-pack/graph/map/elements";
import { isSure, Ways } from "../../policy-pack/graph/map/ways";
import { openBeginnings } from "./standing";
import type { ShownMap } from "./shown-map";

/** A part of what a map shows, in words; none of it needs the drawing. */
export interface WaysSection {
  readonly title: string;
  /** Each a way, or a fact. */
  readonly lines: readonly string[];
  /** What is said where there is nothing. */
  readonly otherwise: string;
}

/** Everything that the drawing shows, for whoever does not see it: the ways to production, who starts, who approves. */
export function waysList({ map, provisioners }: ShownMap): readonly WaysSection[] {
  const ways = new Ways(map);
  const gated = map.nodes.filter(
    ({ kind, gate }) => (kind === "action" || kind === "token") && gate === "yes",
  );
  const open = openBeginnings(map);
  const sure = open.filter((id) => ways.production(ways.reached(id, isSure)).length > 0);
  const unsure = open.filter((id) => !sure.includes(id) && ways.production(ways.reached(id)).length > 0);
  const of = (word: RoadEdge["word"]): readonly string[] =>
    map.edges.filter((edge) => edge.word === word && !fromAction(map, edge)).map(sentence);
  return [
    {
      title: "Reaches production before any approval",
      lines: sure.flatMap((id) => wayLines(ways, id, isSure).map((line) => `${line}${cutOf(map, id)}`)),
      otherwise: "Nothing.",
    },
    {
      title: "May reach production before any approval: it can't be seen",
      lines: unsure.flatMap((id) => wayLines(ways, id, () => true)),
      otherwise: "Nothing.",
    },
    {
      title: "Reaches production behind an approval",
      lines: gated.flatMap(({ id }) => wayLines(ways, id, () => true)),
      otherwise: "Nothing.",
    },
    {
      title: "Who approves",
      lines: of("approves"),
      otherwise: "Nobody that this stack or the policy config knows.",
    },
    {
      title: "What starts it",
      lines: of("starts"),
      otherwise: "Nothing that this stack knows: people do, by hand.",
    },
    {
      title: "Taken on trust",
      lines: provisioners.map(
        (role) =>
          `Role ${role} makes this stack and stands outside of it: whoever has it can change the gate itself. It is not drawn.`,
      ),
      otherwise: "Nothing.",
    },
  ];
}

/** The shortest way to each account, from one beginning. */
function wayLines(ways: Ways, from: string, passes: (edge: RoadEdge) => boolean): readonly string[] {
  return ways.production(ways.reached(from, passes)).flatMap((account) => {
    const way = ways.shortest(from, (id) => id === account, passes);
    if (!way) return [];
    const unknown = [...new Set(way.flatMap((edge) => edge.unknown))];
    const depends = unknown.length === 0 ? "" : ` (depends on ${unknown.join(", ")})`;
    return [`${[from, ...way.map(({ to }) => to)].map((id) => spoken(ways, id)).join(" → ")}${depends}`];
  });
}

function cutOf(map: RoadMap, from: string): string {
  const before = map.edges.filter(({ word, to }) => word === "unasked" && to === from);
  const cut = cheapestCut(map, { from, before });
  return cut ? `. Cheapest cut: ${cutText(cut)}` : "";
}

function spoken(ways: Ways, id: string): string {
  const node = ways.node(id);
  if (!node) return id;
  const { kind, label, account } = node;
  switch (kind) {
    case "project":
      return `build project ${label}`;
    case "function":
    case "pipeline":
    case "role":
      return `${kind} ${label}`;
    case "account":
      return account === undefined ? label : `production account ${label}`;
    case "token":
      return `jobs of ${label}`;
    case "origin":
    case "caller":
    case "action":
    case "gate":
      return label;
    default:
      return kind satisfies never;
  }
}

/** A step that starts another pipeline is a part of the ways. */
function fromAction({ nodes }: RoadMap, { from }: RoadEdge): boolean {
  return nodes.some(({ id, kind }) => id === from && kind === "action");
}

function sentence({ words, unknown }: RoadEdge): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return unknown.length === 0 ? `${text}.` : `${text}, which depends on ${unknown.join(", ")}.`;
}
