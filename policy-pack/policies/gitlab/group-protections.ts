import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Belonging, BelongingsOf } from "../../gitlab/belongings";
import type { DeliveredProject } from "./projects";
import { isNumber, normal } from "../../gitlab/project-names";

/**
 * Protections of groups above a project that count for one of its environments. A group protects tiers of
 * environments, so the environment has to be one of tier production.
 */
export function groupProtections(
  environment: string,
  project: DeliveredProject,
  belongings: BelongingsOf,
  stack: Stack,
): readonly Belonging[] {
  const protections = stack.ofType(tokens.groupProtectedEnvironment);
  if (protections.length === 0) return [];
  const isProduction = belongings(project, tokens.projectEnvironment).some(
    ({ resource, sure }) =>
      sure && hasText(resource, "name", environment) && hasText(resource, "tier", "production"),
  );
  return protections.flatMap((resource): readonly Belonging[] => {
    const tier = resource.properties.at("environment").text();
    if (tier.kind === "known" && tier.value.toLowerCase() !== "production") return [];
    const above = isAbove(resource, project);
    return above === "no" ? [] : [{ resource, sure: above === "yes" && isProduction }];
  });
}

function hasText({ properties }: StackResource, property: string, wanted: string): boolean {
  const text = properties.at(property).text();
  return text.kind === "known" && text.value.toLowerCase() === wanted.toLowerCase();
}

function isAbove({ properties }: StackResource, { names }: DeliveredProject): "yes" | "no" | "maybe" {
  const group = properties.at("group").text();
  const paths = names.filter((name) => !isNumber(name));
  if (group.kind !== "known" || isNumber(group.value) || paths.length === 0) return "maybe";
  return paths.some((path) => path.startsWith(`${normal(group.value)}/`)) ? "yes" : "no";
}
