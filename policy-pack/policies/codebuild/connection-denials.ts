import { isExact } from "../../iam/allowance";
import type { Document } from "../../iam/document";
import type { Work } from "../../iam/glob";
import { hasWildcard, matches, someText } from "../../iam/glob";

/** What is surely denied of one action. */
interface Denied {
  readonly exact: ReadonlySet<string>;
  readonly wide: readonly string[];
}

/** Denials by pattern that are compared. What stands beyond them, which nobody could read, denies nothing here. */
const mostCompared = 50;

/** The denials without conditions of documents, asked about many connections. */
export class ConnectionDenials {
  private readonly denials;
  private readonly byAction = new Map<string, Denied>();

  constructor(
    documents: readonly Document[],
    private readonly work: Work,
  ) {
    this.denials = documents
      .flatMap(({ statements }) => statements)
      .filter(({ effect, conditional, actions, resources }) => {
        return effect === "Deny" && !conditional && !actions.negated && !resources.negated;
      });
  }

  /** Whether the action is surely denied on everything that matches the pattern. */
  cover(action: string, connection: string): boolean {
    const { exact, wide } = this.of(action);
    if (exact.has(connection)) return true;
    return wide.some((pattern) =>
      isExact(connection)
        ? matches(pattern, connection)
        : !connection.includes("${") && someText([connection], [pattern], this.work).kind === "none",
    );
  }

  private of(action: string): Denied {
    const known = this.byAction.get(action);
    if (known) return known;
    const patterns = this.denials
      .filter(({ actions }) => actions.patterns.some((pattern) => matches(pattern, action)))
      .flatMap(({ resources }) => resources.patterns.filter((pattern) => !pattern.includes("${")));
    const found = {
      exact: new Set(patterns),
      wide: [...new Set(patterns.filter(hasWildcard))].slice(0, mostCompared),
    };
    this.byAction.set(action, found);
    return found;
  }
}
