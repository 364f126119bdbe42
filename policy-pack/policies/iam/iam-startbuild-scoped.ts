/**
 * iam-startbuild-scoped
 *
 * A build project that can change production is started by its pipeline alone. Somebody else may start it only
 * where nothing of the start can be his own: overrides of source, buildspec, service role, image and environment
 * are denied, each by its key. Whoever may repeat a build of it, start a batch or open a sandbox in it counts like who starts it.
 *
 * Why: StartBuild takes another buildspec, another image and another role along. Whoever may start the project that
 * deploys, or may only start it again, deploys without the approval. OWASP CICD-SEC-1; an escalation path in
 * Cloudsplaining and Prowler.
 *
 * Which projects: those whose service role, or batch role, can change production; the graph says so.
 *
 * Level: the stack's, as rights and denials of one identity stand in several resources. Identities of the stack are
 * judged, and roles outside of it by what this stack gives them. An identity of another account can't start a
 * build. Boundaries and denials that nobody escapes count: a denial with `"Null": {"codebuild:source.buildspec":
 * "false"}` closes that override. RetryBuild and sandboxes know no such keys, so no denial of overrides closes them.
 *
 * Not seen: the roles of the policy config (iam-gate-tamper judges what they may do to the pipeline), and who may
 * become one of these identities.
 *
 * Parameters: `prodAccounts` (default: targets of the environments of kind production).
 */
import { worldSchema } from "../../config/parameters";
import { waitingRoles } from "../../graph/waiting-roles";
import { roleReachOf } from "../../graph/role-reach";
import { together } from "../../graph/reach";
import type { Reach } from "../../graph/reach";
import { contextOf } from "../../iam/context";
import type { Principal } from "../../identities/principal";
import { mayDo } from "../../identities/who-may";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { Ability } from "./abilities";
import { abilityOf, urnOf } from "./abilities";
import type { Actor } from "./actors";
import { givenBy, inSentence } from "./actors";
import { listed } from "./listing";
import type { Place } from "./places";
import { placeOf } from "./places";
import { rolesOfProject, runnersOf } from "./road-roles";

export const iamStartbuildScoped: Rule = {
  number: 62,
  name: "iam-startbuild-scoped",
  title: "Builds that change production are started by their pipeline alone",
  description:
    "StartBuild, StartBuildBatch and RetryBuild on production's projects are the pipeline role's, or deny every override.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Take the right to start the project from everybody but the pipeline's role, or deny it whenever a key of codebuild:source.*, codebuild:serviceRole or codebuild:environment.* is present.",
  parameters: worldSchema("prodAccounts"),
  stack: judgeStack,
};

const why =
  "CICD-SEC-1: a start brings its own buildspec, image and role along, so whoever starts the project has production without the approval";

/** Starts that take overrides, and those that take none and act by themselves. */
const starts = ["codebuild:StartBuild", "codebuild:StartBuildBatch"];
const repeats = ["codebuild:RetryBuild", "codebuild:RetryBuildBatch", "codebuild:StartSandbox"];
const anyProject = "arn:*:codebuild:*:*:project/*";

/** Overrides by which a start becomes another build, with the key that tells of each. */
const overrides = [
  "codebuild:source.type",
  "codebuild:source.location",
  "codebuild:source.buildspec",
  "codebuild:serviceRole",
  "codebuild:environment.type",
  "codebuild:environment.image",
  "codebuild:environment.environmentVariables",
];

function judgeStack(stack: Stack, setup: Setup): Verdict {
  const { production } = setup.world;
  const projects = stack.ofType(tokens.project);
  if (projects.length === 0) return notApplicable("the stack has no build project");
  if (production.kind !== "known")
    return judged([
      {
        kind: "undetermined",
        urn: projects[0]?.urn ?? "",
        what: "which accounts are production is not known, so no build project can be held against them.",
        at: [production.path],
        why,
        fix: "give this policy's config `prodAccounts`, or the stack the settings delivery:environments with kind and accountId in quotes",
      },
    ]);
  if (production.value.length === 0) return notApplicable("the stack has no environment of kind production");
  const able = givenBy(stack, setup.world).filter(
    (actor) => mayDo(actor, [...starts, ...repeats], anyProject) !== undefined,
  );
  if (able.length === 0) return judged([]);
  const reach = roleReachOf(stack, setup.world, production.value);
  const starters = startersByProject(stack, setup);
  return judged(
    projects.flatMap((project) => {
      const found = together(rolesOfProject(project, stack, setup.world).map((role) => reach.of(role)));
      if (found.kind === "none") return [];
      const place = placeOf(project, "build project", "codebuild", (name) => `project/${name}`);
      const own = starters.get(project.urn);
      return able
        .filter(({ principal }) => principal === undefined || own?.has(principal) !== true)
        .flatMap((actor) => judgeActor(actor, place, found, project.urn));
    }),
  );
}

/** The roles of the pipelines that run a project; an action's own role starts the project in its place. */
function startersByProject(stack: Stack, setup: Setup): ReadonlyMap<string, ReadonlySet<Principal>> {
  const starters = new Map<string, Set<Principal>>();
  // The pipeline that is to come starts what waits for it.
  const { pipelines } = waitingRoles(stack, setup.world);
  if (pipelines.size > 0)
    for (const { urn } of stack.ofType(tokens.project)) starters.set(urn, new Set(pipelines));
  for (const pipeline of stack.ofType(tokens.pipeline)) {
    const { own, projects } = runnersOf(pipeline, stack, setup.world);
    for (const { urn, actionRoles } of projects)
      starters.set(urn, new Set([...(starters.get(urn) ?? []), ...(own ? [own] : []), ...actionRoles]));
  }
  return starters;
}

function judgeActor(actor: Actor, place: Place, reach: Reach, urn: string): readonly Finding[] {
  // Of most projects an actor may start none.
  if (!abilityOf(actor, [...starts, ...repeats], place)) return [];
  const abilities = [
    ...starts.flatMap((action) => startWithOverride(actor, action, place) ?? []),
    ...repeats.flatMap((action) => abilityOf(actor, [action], place) ?? []),
  ];
  const certain = abilities.filter((ability) => ability.certain);
  const isCertain = certain.length > 0 && reach.kind === "production";
  const said = certain.length > 0 ? certain : abilities;
  const [first] = said;
  if (!first || reach.kind === "none") return [];
  const actions = listed(said.map(({ action }) => action));
  const about = { urn: urnOf(first, urn), why, way: reach.way };
  if (isCertain)
    return [
      {
        ...about,
        kind: "violation",
        what: `${actor.label} may call ${actions} on ${place.label}, which can change production, outside of its pipeline.`,
        at: first.at,
        fix: "take the right away; or, for StartBuild, deny it whenever codebuild:source.*, codebuild:serviceRole or codebuild:environment.* is present",
      },
    ];
  return [
    {
      ...about,
      kind: "undetermined",
      what: `whether ${inSentence(actor)} may call ${actions} on ${place.label} and so change production can't be seen.`,
      at: [...new Set([...first.at, ...(reach.kind === "unknown" ? reach.paths : [])])],
      fix: "build what is named here from names and account ids, and keep the project, its role and all policies in this stack",
    },
  ];
}

/** A start with at least one override that nothing denies. */
function startWithOverride(actor: Actor, action: string, place: Place): Ability | undefined {
  let unclear: Ability | undefined;
  for (const key of overrides) {
    const found = abilityOf(
      actor,
      [action],
      place,
      contextOf({ [key]: "of the caller's choice" }, "unknown"),
    );
    if (found?.certain) return found;
    unclear ??= found;
  }
  return unclear;
}
