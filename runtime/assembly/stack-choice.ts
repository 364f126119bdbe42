import type { Assembly, AssemblyStack } from "./assembly";
import type { Place } from "./intrinsics";

/** Whether a name fits one of the patterns; `*` stands for any characters, `?` for one, as in an IAM policy. */
export function matchesPattern(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const expression = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".");
    return new RegExp(`^${expression}$`, "s").test(name);
  });
}

/** Stacks of a target: made for exactly its account and region, and named by one of the patterns; in order. */
export function stacksFor(
  assembly: Assembly,
  target: Place,
  patterns: readonly string[],
): readonly AssemblyStack[] {
  return assembly.stacks.filter(
    ({ name, environment }) => environment === environmentOf(target) && matchesPattern(name, patterns),
  );
}

/** The environment as a manifest spells it. */
export function environmentOf({ accountId, region }: Place): string {
  return `aws://${accountId}/${region}`;
}
