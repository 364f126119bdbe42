import { allConfig } from "@pulumi/pulumi/runtime";

/** The stack's configuration as the engine hands it over: text by key, without the `delivery:` prefix. */
export function stackConfig(): Readonly<Record<string, string>> {
  const prefix = "delivery:";
  return Object.fromEntries(
    Object.entries(allConfig())
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}
