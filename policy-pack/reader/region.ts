import type { Reading } from "./field";
import type { ResourceView } from "./resource";

/** The region in which a resource is: its own, else its provider's. */
export function regionOf({ properties, provider }: ResourceView): Reading<string> {
  const own = properties.at("region").text();
  if (own.kind === "known") return own;
  return provider?.inputs.at("region").text() ?? { kind: "absent", path: "region" };
}
