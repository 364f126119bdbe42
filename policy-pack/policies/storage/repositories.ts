import { accountOfProvider } from "../../reader/provider-account";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";

/** For people: the name in the registry, else the resource's. */
export function repositoryName({ name, properties }: ResourceView): string {
  const own = properties.at("name").text();
  return own.kind === "known" ? own.value.slice(0, 256) : name;
}

/** Puts every image repository of a stack before a judge. */
export function judgeRepositories(
  stack: Stack,
  judge: (repository: StackResource) => readonly Finding[],
): Verdict {
  const repositories = stack.ofType(tokens.repository);
  if (repositories.length === 0) return notApplicable("the stack has no image repository");
  return judged(repositories.flatMap(judge));
}

/**
 * Whether a resource of the stack and another work in the same registry: account and region of their providers,
 * or the region that a resource names itself. Undefined: nobody can tell.
 */
export function inSameRegistry(one: StackResource, other: StackResource): boolean | undefined {
  const [here, there] = [one, other].map(placeOf);
  if (one.provider && one.provider.urn === other.provider?.urn && here === there) return true;
  return here === undefined || there === undefined ? undefined : here === there;
}

function placeOf({ properties, provider }: StackResource): string | undefined {
  const account = accountOfProvider(provider);
  const own = properties.at("region").text();
  const region = own.kind === "absent" ? provider?.inputs.at("region").text() : own;
  return account.kind === "known" && region?.kind === "known"
    ? `${account.value} ${region.value}`
    : undefined;
}
