import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings } from "../../blueprint/read-settings";
import { rawFromStackFile } from "../../blueprint/settings-reader/file";
import type { Settings } from "../../blueprint/settings";
import type { Entity } from "../../emulator/inventory";
import { seedFromSettings } from "../../emulator/seed";
import { tokens } from "../../emulator/type-tokens";

/** The settings of an example stack, from a text that the reader must accept. */
export function settingsOf(text: string): Settings {
  const file = rawFromStackFile(text);
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  const read = readSettings(file.raw, new Date());
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.settings;
}

export function exampleText(stack: "dev" | "prod"): string {
  return readFileSync(join(__dirname, "..", "..", `Pulumi.${stack}.yaml`), "utf8");
}

/**
 * What a person has made before the first `pulumi up` of an example stack. Its connection carries what a service knows
 * of it beyond the settings: the name that this program gave it.
 */
export function existingFor(stack: "dev" | "prod"): readonly Entity[] {
  const settings = settingsOf(exampleText(stack));
  const { entities } = seedFromSettings([{ stack, settings }]);
  const name = `${settings.app}-gitlab`;
  return entities.map((entity) =>
    entity.type === tokens.connection
      ? {
          ...entity,
          name,
          inputs: { ...entity.inputs, name, region: entity.site.region },
          outputs: { ...entity.outputs, name, region: entity.site.region },
        }
      : entity,
  );
}

/** As `existingFor`, before anybody made the connection. */
export function withoutConnection(existing: readonly Entity[]): readonly Entity[] {
  return existing.filter(({ type }) => type !== tokens.connection);
}
