/**
 * iam-boundary-required
 *
 * Every role of the road carries a permissions boundary: those of pipelines, their steps and build projects, and
 * those of target accounts that these take. In the pipeline's account it is one boundary, `boundaryArn`; a target's
 * roles carry their target's. And nobody may take a boundary off such a role, give the role another, or change what
 * the boundary says.
 *
 * Why: a boundary is what still holds when somebody widens a policy. It is the only limit on what a template makes
 * in a target account. OWASP CICD-SEC-5.
 *
 * Level: both. A role that a service of the road acts as, or that stands in a target's account, is judged alone, so
 * that it stops before it exists. What only the stack shows is said there: other roles of the road, boundaries that
 * are known by the resource they are made from, and who may lift one.
 *
 * Who may lift: identities of the stack, and roles outside of it by what this stack gives them; boundaries and
 * denials that nobody escapes count. Replacing a boundary by the same one under the condition
 * `iam:PermissionsBoundary` lifts nothing. Administrators are iam-no-admin's. Roles outside of the stack are not
 * judged here.
 *
 * Parameters: `boundaryArn` (default: policy `<app>-delivery-boundary` of the DevOps account, by the settings);
 * `app`, `devopsAccount`, `accounts` (default: those of the settings).
 */
import { worldSchema } from "../../config/parameters";
import { parseArn } from "../../iam/arn";
import { readDocument } from "../../iam/document";
import type { Principal } from "../../identities/principal";
import type { Reading } from "../../reader/field";
import { accountOfProvider } from "../../reader/provider-account";
import { known } from "../../reader/reading";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokens } from "../../stack/tokens";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { givenBy } from "./actors";
import { removals } from "./boundary-removal";
import { shown } from "./listing";
import { labelOf, roadRoles } from "./road-roles";
import { serviceOfRoad } from "./road-services";

export const iamBoundaryRequired: Rule = {
  number: 53,
  name: "iam-boundary-required",
  title: "Roles of the road are bounded, and nobody lifts the boundary",
  description:
    "Pipeline, build and deploy roles carry the given permissions boundary, and nobody may remove or replace it.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Set permissionsBoundary of the role, and take iam:DeleteRolePermissionsBoundary and iam:PutRolePermissionsBoundary on it from everybody.",
  parameters: {
    ...worldSchema("app", "devopsAccount", "accounts"),
    boundaryArn: {
      type: "string",
      description:
        "ARN of the boundary of the delivery roles. Default: policy <app>-delivery-boundary of the DevOps account.",
    },
  },
  types: [tokens.role],
  resource: (role, setup) => {
    const runner = runnerBySelf(role, setup);
    return runner === undefined
      ? notApplicable("by itself it is no role of the road; the stack's check knows who acts as it")
      : judged(judgeBoundary(role, runner, setup));
  },
  stack: (stack, setup) =>
    stack.ofType(tokens.role).length === 0
      ? notApplicable("the stack has no role")
      : judgeStack(stack, setup),
};

const why =
  "CICD-SEC-5: the boundary is what still holds when a policy is widened, and in a target the only limit on what a template makes";

/** Who acts as a role, as far as the role alone shows. */
function runnerBySelf(role: ResourceView, { world }: Setup): string | undefined {
  const service = serviceOfRoad(readDocument(role.properties.at("assumeRolePolicy"), "trust"));
  if (service !== undefined) return `which ${service} acts as`;
  const account = accountOfProvider(role.provider);
  const { accounts, devopsAccount } = world;
  if (account.kind !== "known" || accounts.kind !== "known" || devopsAccount.kind !== "known")
    return undefined;
  return accounts.value.includes(account.value) && account.value !== devopsAccount.value
    ? `which stands in target account ${account.value}`
    : undefined;
}

/** What the role alone shows: that it has no boundary, or another than it must have. */
function judgeBoundary(role: ResourceView, runner: string, setup: Setup): readonly Finding[] {
  const boundary = role.properties.at("permissionsBoundary").text();
  if (boundary.kind === "unknown") return [];
  if (boundary.kind === "absent" || boundary.value === "") return [unbounded(role, runner)];
  const expected = expectedFor(role, setup);
  return expected.kind === "known" && boundary.value !== expected.value
    ? [otherBoundary(role, runner, shown(boundary.value), expected.value)]
    : [];
}

function unbounded(role: ResourceView, runner: string): Finding {
  return {
    kind: "violation",
    urn: role.urn,
    what: `Role ${labelOf(role)}, ${runner}, carries no permissions boundary.`,
    at: ["permissionsBoundary"],
    why,
    fix: "set permissionsBoundary to the boundary of the road's roles in this account",
  };
}

function otherBoundary(role: ResourceView, runner: string, actual: string, expected: string): Finding {
  return {
    kind: "violation",
    urn: role.urn,
    what: `Role ${labelOf(role)}, ${runner}, carries the boundary ${actual}, not ${expected}.`,
    at: ["permissionsBoundary"],
    why,
    fix: `set permissionsBoundary to ${expected}, or name the other one in this policy's \`boundaryArn\``,
  };
}

/** The boundary that a role must carry; absent: any, as for a target's roles. */
function expectedFor(role: ResourceView, { world, parameters }: Setup): Reading<string> {
  const account = accountOfProvider(role.provider);
  const { app, devopsAccount } = world;
  const given = parameters.at("boundaryArn").text();
  if (devopsAccount.kind === "known" && account.kind === "known" && account.value !== devopsAccount.value)
    return { kind: "absent", path: "" };
  if (given.kind !== "absent") return given;
  if (app.kind !== "known") return { kind: "unknown", path: app.path };
  if (devopsAccount.kind !== "known") return { kind: "unknown", path: devopsAccount.path };
  return known(`arn:aws:iam::${devopsAccount.value}:policy/${app.value}-delivery-boundary`);
}

function judgeStack(stack: Stack, setup: Setup): Verdict {
  const road = [...roadRoles(stack, setup.world)].flatMap(([role, runner]) =>
    role.resource ? [{ role, resource: role.resource, runner: `which ${runner} uses` }] : [],
  );
  const bounded = stack.ofType(tokens.role);
  const byStack = road.flatMap(({ resource, runner }) => judgeInStack(resource, runner, setup));
  const unsaid = road.flatMap(({ resource }) => {
    const expected = expectedFor(resource, setup);
    return expected.kind === "unknown" && !resource.properties.at("permissionsBoundary").isAbsent()
      ? [expected.path]
      : [];
  });
  const [path] = unsaid;
  return judged([
    ...byStack,
    ...(path === undefined
      ? []
      : [
          {
            kind: "undetermined" as const,
            urn: bounded[0]?.urn ?? "",
            what: "which boundary the delivery roles must carry is not known, so theirs can't be held against it.",
            at: [path],
            why,
            fix: "give this policy's config `boundaryArn`, or the stack the settings delivery:app and delivery:devops",
          },
        ]),
    ...removals(givenBy(stack, setup.world), boundedOf(road.map(({ role }) => role))),
  ]);
}

/** What the role alone did not show. */
function judgeInStack(role: StackResource, runner: string, setup: Setup): readonly Finding[] {
  const boundary = role.properties.at("permissionsBoundary").text();
  if (boundary.kind !== "unknown")
    return runnerBySelf(role, setup) === undefined ? judgeBoundary(role, runner, setup) : [];
  const expected = expectedFor(role, setup);
  const [policy] = role.madeFrom("permissionsBoundary").filter(({ type }) => type === tokens.policy);
  const name = policy?.properties.at("name").text();
  if (policy && expected.kind === "absent") return [];
  if (policy && expected.kind === "known" && name?.kind === "known")
    return parseArn(expected.value)?.resource.split("/").at(-1) === name.value
      ? []
      : [otherBoundary(role, runner, `policy ${name.value}`, expected.value)];
  if (policy && expected.kind === "unknown") return [];
  return [
    {
      kind: "undetermined",
      urn: role.urn,
      what: `which boundary role ${labelOf(role)}, ${runner}, carries is not known yet.`,
      at: [boundary.path],
      why,
      fix: "build the boundary's ARN from account id and name",
    },
  ];
}

function boundedOf(roles: readonly Principal[]): readonly Principal[] {
  return roles.filter(({ boundary }) => boundary.kind !== "none");
}
