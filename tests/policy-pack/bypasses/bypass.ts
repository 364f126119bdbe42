/**
 * A way around the gate of production, in three shapes: the obvious one first, then two that look different and
 * do the same. The ids of B1 to B34 are those of the list of bypasses that the pack answers for.
 */
export interface Bypass {
  readonly id: `B${number}`;
  readonly title: string;
  readonly shapes: readonly [Shape, Shape, Shape];
  readonly nearMiss: NearMiss;
}

/** One edit of our own good stack that opens the bypass. */
export interface Shape {
  readonly name: string;
  /** What the edit does to the stack `prod`, in a sentence. */
  readonly edit: string;
  /** Every policy that has something to say of it; the others are silent. */
  readonly caughtBy: readonly string[];
}

/** An edit that looks like the bypass and opens nothing: no policy has anything to say of it. */
export interface NearMiss {
  readonly name: string;
  readonly edit: string;
}
