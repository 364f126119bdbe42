import type { Blueprint } from "./blueprint";
import { drawBlueprint } from "./blueprint";
import { SettingsError } from "./problems";
import { requireSettings } from "./read-settings";
import type { StepBundles } from "./runtime-file";
import { rawFromConfigStrings } from "./settings-strings";

/**
 * From a stack's configuration to its road: what the Pulumi program runs.
 * @throws SettingsError with every problem of the settings, or everything that does not fit a quota.
 */
export function programBlueprint(
  config: Readonly<Record<string, string>>,
  bundles: StepBundles,
  today: Date,
): Blueprint {
  const drawn = drawBlueprint(requireSettings(rawFromConfigStrings(config), today), bundles);
  if (!drawn.ok) throw new SettingsError(drawn.problems);
  return drawn.blueprint;
}
