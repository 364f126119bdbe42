/**
 * trust-oidc-sub-exact
 *
 * The subject that a role demands of GitLab's tokens names one project and one ref. Whether it does is tried with
 * tokens that must be refused: of a neighbour in the group, of a project whose name goes on (`acme/app-evil`
 * passes `acme/app*`), of a project below, of another branch, a tag, a merge request, and of whatever each
 * wildcard lets in. A project named exactly must be one of this delivery.
 *
 * A role that changes nothing anywhere and takes no role of production may accept any ref of its project: it is
 * for merge requests, which have no ref of their own and are not protected.
 *
 * Why: whoever can make a project or push a branch that the pattern takes for its own becomes this role.
 *
 * Level: both, under one name. Other projects are said of the resource, which stops the role before it exists;
 * other refs with the whole stack, where one sees what the role may do.
 *
 * Not seen: who may push the branch (gitlab-branch-protected). A subject that is not tested at all is
 * trust-oidc-aud-sub's. Tokens of other issuers have other subjects, and are passed over.
 *
 * Parameters: `issuers` (default: https://gitlab.com and the settings' host), `allowedRepos` (default: the project
 * of the settings), `allowRefGlob` (none): globs of refs that may get in; `accounts`, `prodAccounts`.
 */
import { worldSchema } from "../../config/parameters";
import { boundedWork } from "../../iam/glob";
import { identitiesOf } from "../../identities/identities";
import type { Reading } from "../../reader/field";
import { textsOf } from "../../reader/field";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { policyOf, trustOf, unreadable } from "./carried-policy";
import type { HostileSubject } from "./hostile-subjects";
import { otherProjects, otherRefs, partsOf, projectsOf } from "./hostile-subjects";
import { letsIn } from "./letting-in";
import { readsOnlyBelowProduction } from "./reads-only";
import { strangerGetsIn } from "./trust-oidc-aud-sub";
import type { WebIdentity } from "./web-identity";
import { holderOf, isGitLab, subjectsOf, webIdentitiesOf, webIdentityAction } from "./web-identity";

export const trustOidcSubExact: Rule = {
  number: 69,
  name: "trust-oidc-sub-exact",
  title: "A token's subject is one project and one ref",
  description: "The subject that a role demands of GitLab's tokens leaves neither project nor ref open.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Test sub with StringEquals against project_path:<full path>:ref_type:branch:ref:<protected branch>.",
  parameters: {
    ...worldSchema("issuers", "allowedRepos", "accounts", "prodAccounts"),
    allowRefGlob: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Globs of refs that may get in beside the one that is named.",
    },
  },
  types: [tokens.role],
  resource: (resource, setup) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged([
      ...unreadable(resource.urn, policy, why),
      ...testedSubjects(policy.document, setup).flatMap((web) =>
        judgeProjects(resource.urn, policy, web, setup.world.allowedRepos),
      ),
    ]);
  },
  stack: (stack, setup) =>
    judged(
      identitiesOf(stack, setup.world).roles.flatMap((role) => {
        if (role.isExternal) return [];
        const { urn, label } = role;
        const findings = testedSubjects(trustOf(role), setup).flatMap((web) =>
          judgeRefs(urn, label, web, setup),
        );
        if (findings.length === 0) return [];
        const reads = readsOnlyBelowProduction(role, stack, setup.world);
        if (reads.kind === "yes") return [];
        return reads.kind === "no" ? findings : findings.map((one) => perhaps(one, label, reads.paths));
      }),
    ),
};

const why =
  "CICD-SEC-2: whoever can make a project or a ref that the subject takes for its own becomes this role";

/** Trusts in GitLab's tokens that test the subject at all. */
function testedSubjects(
  document: Parameters<typeof webIdentitiesOf>[0],
  { world }: Setup,
): readonly WebIdentity[] {
  return webIdentitiesOf(document).filter(
    (web) => isGitLab(web, world.issuers) && strangerGetsIn(web) !== true,
  );
}

function judgeProjects(
  urn: string,
  { subject: role, inside }: { readonly subject: string; readonly inside: string },
  web: WebIdentity,
  repositories: Reading<readonly string[]>,
): readonly Finding[] {
  const patterns = subjectsOf(web);
  const named = projectsOf(patterns);
  const ours = repositories.kind === "known" ? repositories.value : named;
  const exact = patterns.flatMap((subject): readonly HostileSubject[] => {
    const parts = partsOf(subject);
    return parts && named.includes(parts.project) && !ours.includes(parts.project)
      ? [{ subject, ...parts }]
      : [];
  });
  const own = [...new Set([...ours, ...named])];
  const tried = firstIn(web, [...exact, ...otherProjects(patterns, own)]);
  if (tried.kind === "unknown")
    return [
      {
        kind: "undetermined",
        urn,
        what: `whether ${inside} accepts tokens of other projects can't be seen.`,
        at: [...new Set([web.path, ...tried.paths])],
        why,
        fix: "write the subject from settings instead of outputs",
      },
    ];
  if (tried.kind === "none") return [];
  return [
    {
      kind: "violation",
      urn,
      what: `${role} accepts tokens of project ${tried.hostile.project}, which is none of this delivery.`,
      way: [tried.hostile.subject],
      at: [web.statement.path],
      why,
      fix: `test ${web.issuer}:sub with StringEquals against project_path:${ours[0] ?? "<full path>"}:ref_type:branch:ref:<branch>`,
    },
  ];
}

function judgeRefs(urn: string, label: string, web: WebIdentity, { parameters }: Setup): readonly Finding[] {
  const patterns = subjectsOf(web);
  const allowed = textsOf(parameters.at("allowRefGlob")).texts;
  const work = boundedWork();
  const tried = firstIn(
    web,
    projectsOf(patterns).flatMap((project) => otherRefs(project, patterns, allowed, work)),
  );
  // What can't be read was said of the resource.
  if (tried.kind !== "some") return [];
  return [
    {
      kind: "violation",
      urn,
      what: `Role ${label} accepts tokens of any ref like ${tried.hostile.tail} of project ${tried.hostile.project}.`,
      way: [tried.hostile.subject],
      at: [web.statement.path],
      why,
      fix: `test ${web.issuer}:sub with StringEquals against one protected branch; only a role that changes nothing and stays out of production may accept any ref`,
    },
  ];
}

type Tried =
  | { readonly kind: "some"; readonly hostile: HostileSubject }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly paths: readonly string[] };

function firstIn(web: WebIdentity, subjects: readonly HostileSubject[]): Tried {
  let unsure: readonly string[] | undefined;
  for (const hostile of subjects) {
    const holder = holderOf(web, { sub: hostile.subject });
    const truth = letsIn(web.statement, web.denials, holder, [webIdentityAction]);
    if (truth === true) return { kind: "some", hostile };
    if (truth !== false) unsure ??= truth.paths;
  }
  return unsure ? { kind: "unknown", paths: unsure } : { kind: "none" };
}

function perhaps(finding: Finding, label: string, paths: readonly string[]): Finding {
  return {
    ...finding,
    kind: "undetermined",
    what: `role ${label} accepts tokens of any ref, and whether it only reads can't be seen.`,
    at: [...finding.at, ...paths],
    fix: "build what the role may do from names and account ids, and give the policy config `accounts`; or test sub against one protected branch",
  };
}
