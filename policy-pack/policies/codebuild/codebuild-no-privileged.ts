/**
 * codebuild-no-privileged
 *
 * No build runs in a privileged container, but the one that builds images: a project whose role may push to a
 * repository (`ecr:PutImage`) and can reach no target account, neither by assuming a role there, directly or
 * through others, nor by writing to what names one. There is one such project; a second has to be allowed.
 *
 * Why: OWASP CICD-SEC-7. In a privileged container the code of a build owns the host it runs on, and so all
 * that the host holds: the credentials of the role, other containers, the logging of what happens.
 *
 * Level: the stack's, since role and rights are known only there. So at `up` it stops after the change: the
 * preview is what holds it.
 *
 * Not seen: what images are built, and from what. Boundaries are credited as far as the reach of roles does it.
 *
 * Parameters: `allow`: names of projects that may be privileged whatever they reach (default: none);
 * `accounts`, `devopsAccount` (default: the settings').
 */
import { worldSchema } from "../../config/parameters";
import type { Reach } from "../../graph/reach";
import { production, together, unknown } from "../../graph/reach";
import { roleReachOf } from "../../graph/role-reach";
import type { Identity } from "../../identities/identities";
import { mayDo } from "../../identities/who-may";
import { textsOf } from "../../reader/field";
import type { Reading } from "../../reader/field";
import { mapKnown } from "../../reader/reading";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { nameOf, switchOf } from "./project";
import { rolesOfProject } from "./project-power";

export const codebuildNoPrivileged: Rule = {
  number: 23,
  name: "codebuild-no-privileged",
  title: "Only the build of images is privileged",
  description: "No project runs privileged, but the one that pushes images and can reach no target account.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set privilegedMode to false, or build images in one project of its own whose role pushes images and reaches no target account.",
  parameters: {
    ...worldSchema("accounts", "devopsAccount"),
    allow: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Names of projects that may be privileged, whatever they reach.",
    },
  },
  stack: (stack, setup) => {
    const projects = stack.ofType(tokens.project);
    if (projects.length === 0) return notApplicable("the stack has no build project");
    const allowed = textsOf(setup.parameters.at("allow")).texts;
    const others = projects.filter((project) => !allowed.includes(nameOf(project)));
    const privileged = others.filter((project) => modeOf(project) === "on");
    const judgedOnes = privileged.map((project) => ({ project, fault: faultOf(project, stack, setup) }));
    const [first, ...more] = judgedOnes.filter(({ fault }) => fault === undefined);
    return judged([
      ...others.filter((project) => modeOf(project) === "unknown").map(unseenMode),
      ...judgedOnes.flatMap(({ fault }) => fault ?? []),
      ...(first ? more.map(({ project }) => second(project, first.project)) : []),
    ]);
  },
};

const why =
  "CICD-SEC-7: in a privileged container the code of a build owns the host, and with it every credential on it";
const at = ["environment.privilegedMode"];
const fix =
  "set privilegedMode to false; build images in one project whose role may push images and assumes no role of a target account";

function modeOf(project: StackResource) {
  return switchOf(project.properties.at("environment").at("privilegedMode"));
}

function unseenMode(project: StackResource): Finding {
  return {
    kind: "undetermined",
    urn: project.urn,
    what: `whether build project ${nameOf(project)} runs privileged is not known yet.`,
    at,
    why,
    fix: "write privilegedMode as a literal",
  };
}

function second(project: StackResource, first: StackResource): Finding {
  return {
    kind: "violation",
    urn: project.urn,
    what: `Build project ${nameOf(project)} runs privileged, though ${nameOf(first)} is the one that builds images.`,
    at,
    why,
    fix: "build all images in one project, or name this one in the parameter `allow`",
  };
}

/** What speaks against it being the one that builds images; undefined: nothing. */
function faultOf(project: StackResource, stack: Stack, setup: Setup): Finding | undefined {
  const name = nameOf(project);
  const about = { urn: project.urn, why };
  const roles = rolesOfProject(project, stack, setup);
  const { pushes, hidden } = pushesImages(roles);
  if (!pushes && hidden.length === 0)
    return {
      ...about,
      kind: "violation",
      what: `Build project ${name} runs privileged and builds no images: its role may push none.`,
      at,
      fix,
    };
  const targets = targetAccounts(setup);
  if (targets.kind !== "known")
    return {
      ...about,
      kind: "undetermined",
      what: `build project ${name} runs privileged, and which accounts it must not reach is not known.`,
      at: [...at, targets.path],
      fix: "give this policy's config `accounts` and `devopsAccount`, or the stack the settings delivery:devops and delivery:environments",
    };
  const reach = together(roles.map((identity) => reachOf(identity, targets.value, stack, setup)));
  if (reach.kind === "production")
    return {
      ...about,
      kind: "violation",
      what: `Build project ${name} runs privileged and can reach a target account.`,
      way: reach.way,
      at,
      fix,
    };
  const paths = [...hidden, ...(reach.kind === "unknown" ? reach.paths : [])];
  if (paths.length === 0) return undefined;
  return {
    ...about,
    kind: "undetermined",
    what: `build project ${name} runs privileged, and whether it builds images and reaches no target account can't be seen.`,
    at: [...at, ...new Set(paths)],
    fix: "keep the project's role and its policies in this stack, built from names and account ids",
  };
}

/** Whether one of the roles may push an image; `hidden` is what keeps that from being seen. */
function pushesImages(roles: readonly Identity[]): {
  readonly pushes: boolean;
  readonly hidden: readonly string[];
} {
  const answers = roles.flatMap((identity) =>
    identity.kind === "role"
      ? (mayDo(identity.role, ["ecr:PutImage"], "arn:*:ecr:*:*:repository/*")?.answer ?? [])
      : [{ kind: "unknown" as const, paths: [identity.kind === "outside" ? identity.arn : identity.path] }],
  );
  const pushes = answers.some(({ kind }) => kind === "yes");
  return {
    pushes,
    hidden: pushes ? [] : answers.flatMap((answer) => (answer.kind === "unknown" ? answer.paths : [])),
  };
}

/** To become any role of a target account is reaching it, be it one that only reads. */
function reachOf(identity: Identity, targets: readonly string[], stack: Stack, setup: Setup): Reach {
  const changes = roleReachOf(stack, setup.world, targets).of(identity);
  if (identity.kind !== "role") return changes;
  const { role } = identity;
  const becomes = targets.flatMap((account): readonly Reach[] => {
    const answer = mayDo(role, ["sts:AssumeRole"], `arn:*:iam::${account}:role/*`)?.answer;
    if (!answer) return [];
    return answer.kind === "yes"
      ? [production(`role ${role.label}`, `sts:AssumeRole on ${answer.by}`, `account ${account}`)]
      : answer.paths.map((path) => unknown(path, `role ${role.label}`));
  });
  return together([changes, ...becomes]);
}

function targetAccounts({ world }: Setup): Reading<readonly string[]> {
  const { devopsAccount, accounts } = world;
  if (devopsAccount.kind !== "known") return devopsAccount;
  return mapKnown(accounts, (all) => all.filter((account) => account !== devopsAccount.value));
}
