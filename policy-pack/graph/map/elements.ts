/** The road of a stack as one graph of plain data: what starts what, what runs as whom, and who changes what. */
export interface RoadMap {
  readonly nodes: readonly RoadNode[];
  readonly edges: readonly RoadEdge[];
}

export type NodeKind =
  /** A branch, a tag, a merge request, an event or a clock. */
  | "origin"
  /** Users, groups, permission sets, and whoever else a trust lets in that is no role of the stack. */
  | "caller"
  /** Jobs of GitLab, by the subject of their tokens. */
  | "token"
  | "pipeline"
  /** An action, or a rule of a stage's condition. */
  | "action"
  /** A manual approval. */
  | "gate"
  | "project"
  | "function"
  | "role"
  | "account";

export interface RoadNode {
  /** Unique in the map: the kind and what tells it from others. */
  readonly id: string;
  readonly kind: NodeKind;
  /** For people, without its kind: `payments-build`. */
  readonly label: string;
  /** The resource of the stack that makes it, where there is one. */
  readonly urn?: string;
  /** Account id where it stands, or which it is. */
  readonly account?: string;
  /** An account of production; every way to one ends there. */
  readonly isProduction?: boolean;
  /** Of actions: whether a manual approval surely comes before. Of tokens: whether GitLab asks somebody. */
  readonly gate?: "yes" | "no" | "unknown";
  /** Of origins: whether a review stands before them. */
  readonly isProtected?: boolean;
  /** Of roles: made by the stack, described in the policy config, or known by nothing but their ARN. */
  readonly known?: "stack" | "described" | "named";
  /** The role under which the stack itself is made, where the policy config describes it. */
  readonly isProvisioner?: boolean;
  /** Of actions and gates: those of one pipeline and one turn run side by side. */
  readonly turn?: string;
  /** Of actions and gates: the pipeline they are of, as the id of its node. */
  readonly pipeline?: string;
}

/** How one gets from one node to the next. */
export type EdgeWord =
  | "starts"
  /** The order of a pipeline. */
  | "then"
  /** A pipeline does this without asking anybody. */
  | "unasked"
  | "runs"
  | "as"
  | "assumes"
  | "passes"
  | "opens"
  | "rewrites"
  | "changes"
  /** It stands in an account of production and changes nothing there. */
  | "reads"
  /** It stands in an account that is not production's. */
  | "stands in"
  | "approves";

export interface RoadEdge {
  readonly from: string;
  readonly to: string;
  readonly word: EdgeWord;
  /** The whole edge for people: `role payments-build assumes role release`. */
  readonly words: string;
  /** Empty: it surely exists. Else the paths on which that depends. */
  readonly unknown: readonly string[];
  /** What to change to cut it; all of them. Empty: nothing that the stack or its configuration has. */
  readonly makers: readonly Maker[];
  /** What cutting it costs, against other edges; see `cuttingCosts`. */
  readonly cost: number;
}

/** A place of the stack, or of the policy config, that makes an edge. */
export interface Maker {
  /** `""`: the policy config. */
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly property: string;
}

/**
 * What it costs to cut an edge, by how much else the cut touches: one right of one policy is nobody else's
 * business; a role may be shared; an approval costs everybody's time; what the stack does not make is changed
 * elsewhere.
 */
export const cuttingCosts = {
  right: 1,
  trust: 2,
  roleOfWorker: 4,
  workOfStep: 6,
  approval: 8,
  elsewhere: 20,
} as const;

/** Edges by which power is handed on; the others are the order of a pipeline, and what changes nothing. */
export function handsOnPower({ word }: RoadEdge): boolean {
  return word !== "then" && word !== "approves" && word !== "reads" && word !== "stands in";
}
