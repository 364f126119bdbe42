import type { Blueprint } from "./blueprint";
import { drawBlueprint } from "./draw-blueprint";
import type { Problem } from "./problems";
import { SettingsError } from "./problems";
import { readSettings } from "./read-settings";
import type { StepBundles } from "./runtime-file";
import { rawFromConfigStrings } from "./settings-reader/strings";

/** What the Pulumi program renders, and what its reader should be told. */
export interface Program {
  readonly blueprint: Blueprint;
  /** Settings that are allowed and still worth a second look. */
  readonly warnings: readonly Problem[];
}

/**
 * From a stack's configuration to its road: what the Pulumi program runs.
 * @throws SettingsError with every problem of the settings, or everything that does not fit a quota.
 */
export function planProgram(
  config: Readonly<Record<string, string>>,
  bundles: StepBundles,
  today: Date,
): Program {
  const read = readSettings(rawFromConfigStrings(config), today);
  if (!read.ok) throw new SettingsError(read.problems);
  const drawn = drawBlueprint(read.settings, bundles);
  if (!drawn.ok) throw new SettingsError(drawn.problems);
  return { blueprint: drawn.blueprint, warnings: read.warnings };
}
