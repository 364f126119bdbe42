import type { Blueprint } from "./blueprint";
import { drawBlueprint } from "./blueprint";
import { rawFromConfigStrings, readSettings, SettingsError } from "./read-settings";
import type { StepBundles } from "./runtime-file";

/**
 * From a stack's configuration to its road: what the Pulumi program runs.
 * @throws SettingsError with every problem of the settings, or everything that does not fit a quota.
 */
export function programBlueprint(
  config: Readonly<Record<string, string>>,
  bundles: StepBundles,
  today: Date,
): Blueprint {
  const read = readSettings(rawFromConfigStrings(config), today);
  if (!read.ok) throw new SettingsError(read.problems);
  const drawn = drawBlueprint(read.settings, bundles);
  if (!drawn.ok) throw new SettingsError(drawn.problems);
  return drawn.blueprint;
}
