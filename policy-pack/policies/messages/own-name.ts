import type { ResourceView } from "../../reader/resource";

/** Name of a topic, secret, rule or log group for people; where nobody knows it yet, the resource's. */
export function ownName({ name, properties }: Pick<ResourceView, "name" | "properties">): string {
  const own = properties.at("name").text();
  return own.kind === "known" && own.value !== "" ? own.value.slice(0, 200) : name;
}
