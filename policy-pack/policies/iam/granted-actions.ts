import type { ActionInfo } from "../../iam/actions";
import { actionInfo, expandActions, knownService } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import { hasWildcard, matches } from "../../iam/glob";
import type { Stack } from "../../stack/stack";

/** The actions that a statement means, whether it allows or denies them. */
export interface GrantedActions {
  /** Every action of the action table that is meant, once. */
  readonly known: readonly ActionInfo[];
  /** Patterns that stand for actions that the table does not have. */
  readonly opaque: readonly string[];
  /** Paths of what can't be read. */
  readonly unknown: readonly string[];
}

/** Steps of comparing patterns with actions: thousands of wide patterns, and done in a second or two. */
const enough = 3_000_000;

/** What statements mean by their actions, worked out once for all policies of one analysis. */
export function grantedActionsOf(stack: Stack): ActionReader {
  return stack.once(readerOfStack);
}

function readerOfStack(): ActionReader {
  return new ActionReader();
}

export class ActionReader {
  private readonly expansions = new Map<string, Expanded>();
  private readonly statements = new Map<Statement, GrantedActions>();
  private left = enough;

  of(statement: Statement): GrantedActions {
    const read = this.statements.get(statement) ?? this.read(statement);
    this.statements.set(statement, read);
    return read;
  }

  private read({ actions, path }: Statement): GrantedActions {
    const { patterns, unknown, negated } = actions;
    const expanded = negated ? this.allBut(patterns) : this.union(patterns);
    return expanded
      ? { ...expanded, unknown }
      : { known: [], opaque: [], unknown: [...unknown, `${path} (more patterns than can be compared)`] };
  }

  private union(patterns: readonly string[]): Expanded | undefined {
    const [only, ...others] = patterns;
    if (only !== undefined && others.length === 0) return this.expand(only);
    const known = new Set<ActionInfo>();
    const opaque: string[] = [];
    for (const pattern of patterns) {
      const expanded = this.expand(pattern);
      if (!expanded) return undefined;
      this.left -= expanded.known.length;
      for (const info of expanded.known) known.add(info);
      opaque.push(...expanded.opaque);
    }
    return { known: [...known], opaque };
  }

  private allBut(patterns: readonly string[]): Expanded | undefined {
    const everything = this.expand("*");
    if (!everything) return undefined;
    this.left -= everything.known.length * patterns.length;
    if (this.left < 0) return undefined;
    return {
      known: everything.known.filter(({ name }) => {
        const lower = name.toLowerCase();
        return !patterns.some((pattern) => matches(pattern, lower));
      }),
      opaque: patterns.includes("*") ? [] : ["*"],
    };
  }

  /** What one pattern stands for; undefined where there were too many already. */
  expand(pattern: string): Expanded | undefined {
    const found = this.expansions.get(pattern);
    if (found) return found;
    if (this.left < 0) return undefined;
    if (!hasWildcard(pattern)) {
      const info = actionInfo(pattern);
      return info ? { known: [info], opaque: [] } : { known: [], opaque: [pattern] };
    }
    const prefix = pattern.split(":", 1)[0] ?? "";
    this.left -= hasWildcard(prefix) ? sizeOfTable : knownService(prefix) ? sizeOfService : 1;
    const { actions, opaque } = expandActions(pattern);
    const expanded = { known: actions, opaque: opaque ? [pattern] : [] };
    this.expansions.set(pattern, expanded);
    return expanded;
  }
}

type Expanded = Pick<GrantedActions, "known" | "opaque">;

/** Actions of the table, and of its largest services, in round figures. */
const sizeOfTable = 3_500;
const sizeOfService = 500;
