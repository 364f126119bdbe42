/**
 * codebuild-role-not-shared
 *
 * Two projects of different trust have different roles, for builds and for batches of builds: what builds merge
 * requests, what runs without an approval before it, and what runs after one. Projects of the same trust may
 * share one. A project that no pipeline runs has no approval before it.
 *
 * Why: OWASP CICD-SEC-5. A role can do all that any of its users needs, so the least trusted of them gets what
 * the most trusted has.
 *
 * Level: the stack's: only it shows which project stands where. Not seen: projects of other stacks. One project
 * that stands on both sides of a gate shares nothing with itself; pipeline-no-prod-power-before-gate judges it.
 *
 * Parameters: `tierTag`: a tag of projects that names their tier; two projects that both carry it are told
 * apart by its values alone (default: none).
 */
import type { Identity } from "../../identities/identities";
import type { StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import { rolesOfProject } from "./project-power";
import type { Apart, TieredProject } from "./trust-tier";
import { apart, tieredProjects } from "./trust-tier";

export const codebuildRoleNotShared: Rule = {
  number: 33,
  name: "codebuild-role-not-shared",
  title: "No role serves builds of different trust",
  description:
    "Builds of merge requests, builds before an approval and builds after one run under different roles.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Give the project of lesser trust a role of its own with what it alone needs.",
  parameters: {
    tierTag: {
      type: "string",
      description: "Tag of projects that names their tier. Default: none; the tier is where they are run.",
    },
  },
  stack: (stack, setup) => {
    if (stack.ofType(tokens.project).length < 2)
      return notApplicable("the stack has fewer than two build projects");
    return judged(judgeAll(stack, setup));
  },
};

const why = "CICD-SEC-5: the least trusted user of a role gets all that the most trusted one needs";
const fix = "give each of them a role of its own, with what it alone needs";

interface User {
  readonly tiered: TieredProject;
  readonly tag: string | undefined;
}

function judgeAll(stack: Stack, setup: Setup): readonly Finding[] {
  const tag = setup.parameters.at("tierTag").text();
  const usersByRole = new Map<unknown, { readonly label: string; readonly users: User[] }>();
  const findings: Finding[] = [];
  const users = tieredProjects(stack, setup).map((tiered): User => ({
    tiered,
    tag: tag.kind === "known" ? tagOf(tiered.project, tag.value) : undefined,
  }));
  for (const user of users)
    for (const identity of rolesOfProject(user.tiered.project, stack, setup)) {
      if (identity.kind === "unknown") findings.push(...unknownRole(user, identity.path, users));
      else {
        const key = keyOf(identity);
        const found = usersByRole.get(key) ?? { label: labelOf(identity), users: [] };
        usersByRole.set(key, found);
        if (!found.users.includes(user)) found.users.push(user);
      }
    }
  for (const { label, users: sharing } of usersByRole.values()) findings.push(...judgeRole(label, sharing));
  return findings;
}

function tagOf({ properties }: StackResource, tag: string): string | undefined {
  const value = properties.at("tags").at(tag).text();
  return value.kind === "known" ? value.value : undefined;
}

function keyOf(identity: Exclude<Identity, { readonly kind: "unknown" }>): unknown {
  return identity.kind === "role" ? identity.role : identity.arn.toLowerCase();
}

function labelOf(identity: Exclude<Identity, { readonly kind: "unknown" }>): string {
  return identity.kind === "role" ? shortened(identity.role.label) : shortened(identity.arn);
}

function apartByTag(one: User, other: User): Apart {
  if (one.tag === undefined || other.tag === undefined) return apart(one.tiered, other.tiered);
  if (one.tag === other.tag) return { kind: "no" };
  return {
    kind: "yes",
    words: [
      `${one.tiered.name} is of tier ${shortened(one.tag)}`,
      `${other.tiered.name} of tier ${shortened(other.tag)}`,
    ],
  };
}

/** The first pair of users that must be kept apart stands for all. */
function judgeRole(role: string, users: readonly User[]): readonly Finding[] {
  const unclear: Finding[] = [];
  for (const [index, one] of users.entries())
    for (const other of users.slice(index + 1)) {
      const found = apartByTag(one, other);
      if (found.kind === "no") continue;
      const about = {
        urn: one.tiered.project.urn,
        at: ["serviceRole"],
        why,
        fix,
      };
      if (found.kind === "yes")
        return [
          {
            ...about,
            kind: "violation",
            what: `Role ${role} serves builds of different trust: ${found.words.join(", and ")}.`,
          },
        ];
      unclear.push({
        ...about,
        kind: "undetermined",
        what: `whether role ${role} serves builds of different trust, ${one.tiered.name} and ${other.tiered.name}, can't be seen.`,
        at: ["serviceRole", ...found.paths],
      });
    }
  return unclear.slice(0, 1);
}

/** A role that is not known yet may be that of any project of another trust. */
function unknownRole(user: User, path: string, users: readonly User[]): readonly Finding[] {
  const others = users.filter((other) => other !== user && apartByTag(user, other).kind !== "no");
  if (others.length === 0) return [];
  return [
    {
      kind: "undetermined",
      urn: user.tiered.project.urn,
      what: `under which role build project ${user.tiered.name} runs is not known yet, so it may be one of builds of different trust.`,
      at: [path],
      why,
      fix: "build the role's ARN from account id and role name, or take it from a role of this stack",
    },
  ];
}
