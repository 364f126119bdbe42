/**
 * connection-per-trust-domain
 *
 * A connection serves one purpose: pipelines and builds that can change production don't share one with those
 * that can't, and groups of GitLab that have nothing in common don't share one either.
 *
 * Why: OWASP CICD-SEC-8 and 2. A connection acts as one GitLab user, so it must reach what all its users need;
 * whoever may use it for the least of them is one condition away from the repository of production.
 *
 * Level: the stack's. Advised, not demanded. Not seen: users in other stacks, and which user authorized the
 * connection. Users whose reach is not known are undetermined, where there is another on the same connection.
 *
 * Parameters: `prodAccounts` (default: targets of the environments of kind production).
 */
import { worldSchema } from "../../config/parameters";
import { judgedSteps } from "../../graph/judged-steps";
import { readPipeline } from "../../graph/pipeline";
import { together } from "../../graph/reach";
import type { Field } from "../../reader/field";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokenGroups, tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import { nameOf, sourcesOf } from "./project";
import type { Power } from "./project-power";
import { powerByReach, productionPower } from "./project-power";

export const connectionPerTrustDomain: Rule = {
  number: 38,
  name: "connection-per-trust-domain",
  title: "Production has a connection of its own",
  description:
    "What can change production shares its connection neither with what can't nor with another group of GitLab.",
  severity: "low",
  level: "advisory",
  onUnknown: "advisory",
  remediation:
    "Make a second connection, authorized by a GitLab user that reaches the other repository only.",
  parameters: worldSchema("prodAccounts"),
  stack: (stack, setup) => {
    const users = usersOf(stack, setup);
    if (users.length < 2) return notApplicable("no connection has two users in this stack");
    const byConnection = new Map<string, User[]>();
    for (const user of users)
      byConnection.set(user.connection, [...(byConnection.get(user.connection) ?? []), user]);
    return judged([...byConnection.values()].flatMap((sharing) => judgeConnection(sharing)));
  },
};

const why =
  "CICD-SEC-8: a connection acts as one GitLab user, which must reach what all its users need, production's repository among it";
const fix = "make a connection of its own for each, authorized by a GitLab user that reaches nothing else";

/** A pipeline or project on a connection. */
interface User {
  readonly resource: StackResource;
  readonly label: string;
  /** URN of a connection of the stack, else its ARN; a path where nobody knows which one it is. */
  readonly connection: string;
  readonly power: Power;
  /** Group of the repository; undefined where it is not known. */
  readonly group: string | undefined;
  readonly at: string;
}

function usersOf(stack: Stack, setup: Setup): readonly User[] {
  return [
    ...stack.ofType(tokens.pipeline).flatMap((pipeline) =>
      readPipeline(pipeline.properties).steps.flatMap((step): readonly User[] => {
        const field = step.field.at("configuration").at("ConnectionArn");
        const provider = step.field.at("provider").text();
        if (provider.kind !== "known" || provider.value !== "CodeStarSourceConnection") return [];
        return [
          {
            resource: pipeline,
            label: `pipeline ${nameOf(pipeline)}`,
            connection: connectionOf(field, pipeline, "stages", stack),
            power: pipelinePower(pipeline, stack, setup),
            group: groupOf(step.field.at("configuration").at("FullRepositoryId")),
            at: field.path,
          },
        ];
      }),
    ),
    ...stack.ofType(tokens.project).flatMap((project) =>
      sourcesOf(project.properties).flatMap((source): readonly User[] => {
        const auth = source.at("auth");
        const type = auth.at("type").text();
        if (type.kind !== "known" || type.value !== "CODECONNECTIONS") return [];
        return [
          {
            resource: project,
            label: `build project ${nameOf(project)}`,
            connection: connectionOf(auth.at("resource"), project, "source", stack),
            power: productionPower(project, stack, setup),
            group: undefined,
            at: auth.at("resource").path,
          },
        ];
      }),
    ),
  ];
}

function connectionOf(field: Field, resource: StackResource, property: string, stack: Stack): string {
  const named = stack.behind(
    resource,
    property,
    tokenGroups.connections,
    (connection, text) => {
      const arn = connection.properties.at("arn").text();
      return arn.kind === "known" && arn.value === text;
    },
    field,
  );
  if (named) return named.urn;
  const text = field.text();
  return text.kind === "known" ? text.value : `${resource.urn} ${field.path}`;
}

function pipelinePower(pipeline: StackResource, stack: Stack, setup: Setup): Power {
  const { production } = setup.world;
  if (production.kind !== "known") return { kind: "unknown", paths: [production.path] };
  return powerByReach(
    together(
      judgedSteps(stack, setup.world, production.value)
        .filter((step) => step.pipeline === pipeline)
        .map((step) => step.reach),
    ),
  );
}

function groupOf(repository: Field): string | undefined {
  const text = repository.text();
  return text.kind === "known" ? text.value.split("/").slice(0, -1).join("/") : undefined;
}

/** The first pair that should be kept apart stands for all. */
function judgeConnection(users: readonly User[]): readonly Finding[] {
  const productive = users.find(({ power }) => power.kind === "some");
  const harmless = users.find(({ power }) => power.kind === "none");
  if (productive && harmless)
    return [
      shared(
        harmless,
        `One connection serves production and what is not: ${productive.label} can change production, ${harmless.label} can't.`,
      ),
    ];
  for (const [index, one] of users.entries())
    for (const other of users.slice(index + 1))
      if (one.group !== undefined && other.group !== undefined && areStrangers(one.group, other.group))
        return [
          shared(
            other,
            `One connection serves two groups of GitLab: ${one.label} takes from ${shortened(one.group)}, ${other.label} from ${shortened(other.group)}.`,
          ),
        ];
  const unclear = users.find(({ power }) => power.kind === "unknown");
  if (!unclear || users.every(({ resource }) => resource === unclear.resource)) return [];
  return [
    {
      kind: "undetermined",
      urn: unclear.resource.urn,
      what: `whether ${unclear.label} can change production can't be seen, and ${users.find(({ resource }) => resource !== unclear.resource)?.label ?? "another"} uses the same connection.`,
      at: unclear.power.kind === "unknown" ? unclear.power.paths : [],
      why,
      fix: "keep roles and policies of the builds in this stack, built from names; or make a connection of its own for each",
    },
  ];
}

function shared({ resource, at }: User, what: string): Finding {
  return { kind: "violation", urn: resource.urn, what, at: [at], why, fix };
}

function areStrangers(one: string, other: string): boolean {
  const inside = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`);
  return !inside(one, other) && !inside(other, one);
}
