import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Blueprint } from "../../blueprint/blueprint";
import { drawBlueprint } from "../../blueprint/draw-blueprint";
import { readSettings } from "../../blueprint/read-settings";
import type { StepBundles } from "../../blueprint/runtime-file";
import type { Settings } from "../../blueprint/settings";
import { rawFromStackFile } from "../../blueprint/settings-reader/file";

/** The day on which tests read settings: no test depends on the calendar. */
export const today = new Date("2026-11-24T00:00:00Z");

const bundle = (step: string, digit: string) => ({
  sha256: digit.repeat(64),
  path: `runtime/bin/${step}.js`,
});

/** Stand-ins for the compiled steps, so that documents and buildspecs have stable text. */
export const bundles: StepBundles = {
  build: bundle("build", "a"),
  images: bundle("images", "b"),
  scan: bundle("scan", "c"),
  plan: bundle("plan", "d"),
  deploy: bundle("deploy", "e"),
  validate: bundle("validate", "f"),
};

/** The shipped settings of an example stack, through the real reader. */
export function exampleSettings(stack: "dev" | "prod"): Settings {
  const text = readFileSync(join(__dirname, "..", "..", `Pulumi.${stack}.yaml`), "utf8");
  const file = rawFromStackFile(text);
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  const read = readSettings(file.raw, today);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.settings;
}

export function exampleBlueprint(stack: "dev" | "prod"): Blueprint {
  return blueprintOf(exampleSettings(stack));
}

export function blueprintOf(settings: Settings): Blueprint {
  const drawn = drawBlueprint(settings, bundles);
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.problems));
  return drawn.blueprint;
}
