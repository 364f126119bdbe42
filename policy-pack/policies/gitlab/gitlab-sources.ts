import type { Reading } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokenGroups, tokens } from "../../stack/tokens";
import type { ConnectionSource } from "../pipeline/connection-source";
import { connectionSources } from "../pipeline/connection-source";

/** A repository that a pipeline takes through a connection of the stack to GitLab. */
export interface GitLabSource {
  readonly repository: string;
  readonly branch: Reading<string>;
}

/** A connection outside of the stack does not say whose it is; then the settings have to say it. */
export function gitlabSources(stack: Stack): readonly GitLabSource[] {
  return stack.once(findSources);
}

function findSources(stack: Stack): readonly GitLabSource[] {
  return stack.ofType(tokens.pipeline).flatMap((pipeline) =>
    connectionSources(pipeline).sources.flatMap((source): readonly GitLabSource[] => {
      const repository = source.repository.text();
      return repository.kind === "known" && isThroughGitLab(source, pipeline, stack)
        ? [{ repository: repository.value, branch: source.branch.text() }]
        : [];
    }),
  );
}

function isThroughGitLab({ step }: ConnectionSource, pipeline: StackResource, stack: Stack): boolean {
  const arn = step.field.at("configuration").at("ConnectionArn").text();
  const named =
    arn.kind === "known"
      ? stack.ofType(...tokenGroups.connections).filter(({ properties }) => {
          const own = properties.at("arn").text();
          return own.kind === "known" && own.value === arn.value;
        })
      : pipeline.madeFrom("stages").filter(({ type }) => isOneOf(tokenGroups.connections, type));
  return named.length > 0 && named.every((connection) => isGitLab(connection, stack));
}

function isGitLab(connection: StackResource, stack: Stack): boolean {
  const provider = connection.properties.at("providerType").text();
  if (provider.kind === "known") return provider.value.toLowerCase().startsWith("gitlab");
  const host = stack.behind(connection, "hostArn", tokenGroups.hosts, ({ properties }, text) => {
    const own = properties.at("arn").text();
    return own.kind === "known" && own.value === text;
  });
  const hosted = host?.properties.at("providerType").text();
  return hosted?.kind === "known" && hosted.value.toLowerCase().startsWith("gitlab");
}

function isOneOf(types: readonly string[], type: string): boolean {
  return types.includes(type);
}
