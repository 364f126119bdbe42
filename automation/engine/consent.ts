import type { EngineSurroundings } from "./engine-shell";

/**
 * How a command gets a person's yes; undefined, and said so, where nobody could give one. `yes` alone agrees:
 * a mistyped answer changes nothing.
 */
export function consent(
  { yes = false }: { readonly yes?: boolean },
  { ask, stderr }: EngineSurroundings,
): ((question: string) => Promise<boolean>) | undefined {
  if (yes) return () => Promise.resolve(true);
  if (ask) return async (question) => (await ask(`${question} Type yes to go on: `)).trim() === "yes";
  stderr.write(
    "Nobody is at a terminal to say yes. Give --yes, or for up a plan that was agreed to: --plan FILE.\n",
  );
  return undefined;
}
