import type { RoadEdge, RoadMap, RoadNode } from "../../policy-pack/graph/map/elements";

/** Nodes that are drawn as one, because a reviewer would say the same of each. */
export interface MapGroup {
  /** Unique among the groups. */
  readonly id: string;
  readonly members: readonly RoadNode[];
}

/** Members from which on alike things that run side by side are drawn as one. */
const manyAlike = 4;

/**
 * Puts together what a reviewer takes for one thing: a build project and the role that only it has, the roles of one
 * account that the same others take and that do alike, and many like steps side by side with what belongs to them.
 */
export function mapGroups(map: RoadMap): readonly MapGroup[] {
  const grouping = new Grouping(map);
  const groups = new Map<string, RoadNode[]>();
  for (const node of map.nodes) {
    const key = grouping.of(node);
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return [...groups].map(([id, members]) => ({ id, members }));
}

class Grouping {
  private readonly keys = new Map<string, string>();
  private readonly nodes: ReadonlyMap<string, RoadNode>;
  private readonly into = new Map<string, RoadEdge[]>();
  private readonly out = new Map<string, RoadEdge[]>();
  private readonly turns = new Map<string, number>();
  /** Accounts of pipelines: their roles are told apart. */
  private readonly homes: ReadonlySet<string | undefined>;

  constructor(map: RoadMap) {
    this.nodes = new Map(map.nodes.map((node) => [node.id, node]));
    for (const edge of map.edges.filter(({ word }) => word !== "unasked" && word !== "then")) {
      this.into.set(edge.to, [...(this.into.get(edge.to) ?? []), edge]);
      this.out.set(edge.from, [...(this.out.get(edge.from) ?? []), edge]);
    }
    for (const node of map.nodes)
      if (node.turn !== undefined) this.turns.set(turnKey(node), (this.turns.get(turnKey(node)) ?? 0) + 1);
    this.homes = new Set(map.nodes.flatMap(({ kind, account }) => (kind === "pipeline" ? [account] : [])));
  }

  of(node: RoadNode): string {
    const known = this.keys.get(node.id);
    if (known !== undefined) return known;
    // Roles that take each other in a circle: whoever is asked first stands alone.
    this.keys.set(node.id, node.id);
    const key = this.find(node);
    this.keys.set(node.id, key);
    return key;
  }

  private find(node: RoadNode): string {
    switch (node.kind) {
      case "action":
        return (this.turns.get(turnKey(node)) ?? 0) >= manyAlike ? turnKey(node) : node.id;
      case "project":
      case "function":
        return this.belongsToMany(node) ?? node.id;
      case "role":
        return this.ofRole(node);
      case "account":
        return this.belongsToMany(node) ?? node.id;
      case "caller":
        return this.ofCaller(node);
      case "origin":
      case "token":
      case "pipeline":
      case "gate":
        return node.id;
      default:
        return node.kind satisfies never;
    }
  }

  /** Whoever takes nothing but the role of an approver is said with it. */
  private ofCaller(caller: RoadNode): string {
    const [only, ...others] = this.out.get(caller.id) ?? [];
    const role = only && others.length === 0 ? this.nodes.get(only.to) : undefined;
    const approvesOnly = (this.out.get(role?.id ?? "") ?? []).every(({ word }) => word === "approves");
    return role && this.out.has(role.id) && approvesOnly ? this.of(role) : caller.id;
  }

  private ofRole(role: RoadNode): string {
    const takers = this.takersOf(role);
    const [only, ...others] = takers;
    if (only && others.length === 0 && only.kind === "project" && this.rolesOf(only) === 1)
      return this.of(only);
    if (this.homes.has(role.account)) return role.id;
    const elsewhere = takers.filter(({ account }) => account !== role.account);
    if (elsewhere.length === 0) {
      const [beside] = takers.filter(({ kind }) => kind === "role");
      return beside && this.doesOf(beside) === this.doesOf(role) ? this.of(beside) : role.id;
    }
    const from = [...new Set(elsewhere.map((one) => this.of(one)))].sort();
    const many = from.some((key) => key.startsWith(manyMark));
    const place = many ? "" : (role.account ?? "");
    return `${many ? manyMark : ""}roles ${place} ${this.doesOf(role)} ${from.join(" ")}`;
  }

  /** The group of what belongs to many alike steps. */
  private belongsToMany(node: RoadNode): string | undefined {
    const from = [...new Set(this.takersOf(node).map((one) => this.of(one)))].sort();
    return from.length > 0 && from.every((key) => key.startsWith(manyMark))
      ? `${manyMark}${node.kind} ${String(node.isProduction)} ${from.join(" ")}`
      : undefined;
  }

  private takersOf({ id }: RoadNode): readonly RoadNode[] {
    const from = (this.into.get(id) ?? []).map((edge) => edge.from);
    return [...new Set(from)].flatMap((one) => this.nodes.get(one) ?? []);
  }

  private rolesOf({ id }: RoadNode): number {
    return (this.out.get(id) ?? []).filter(({ word }) => word === "as").length;
  }

  /** Whether it changes production, reads it, or neither. */
  private doesOf({ id }: RoadNode): string {
    const words = (this.out.get(id) ?? []).map(({ word }) => word);
    return words.includes("changes") ? "changes" : words.includes("reads") ? "reads" : "other";
  }
}

const manyMark = "many: ";

function turnKey({ pipeline = "", turn = "", gate = "no" }: RoadNode): string {
  return `${manyMark}${pipeline} ${turn} ${gate}`;
}
