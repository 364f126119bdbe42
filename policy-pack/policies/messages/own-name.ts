import type { ResourceView } from "../../reader/resource";
import { shortened } from "../../verdict/shortened";

type Named = Pick<ResourceView, "name" | "properties">;

/** Name of a topic, secret, rule or log group in full; where nobody knows it yet, the resource's. */
export function fullName({ name, properties }: Named): string {
  const own = properties.at("name").text();
  return own.kind === "known" && own.value !== "" ? own.value : name;
}

/** The same for people. */
export function ownName(resource: Named): string {
  return shortened(fullName(resource), longest);
}

/** Most characters of a name or an ARN in a message; names of AWS's are shorter. */
export const longest = 200;
