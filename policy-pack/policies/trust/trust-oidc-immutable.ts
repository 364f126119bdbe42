/**
 * trust-oidc-immutable
 *
 * A role that accepts gitlab.com's tokens also tests what no renaming changes: the number of the project or of its
 * namespace (`gitlab.com:project_id`, `gitlab.com:namespace_id`), and that the ref is protected
 * (`gitlab.com:ref_protected`). Both count by what gets in: a token with another number or without one, and one of
 * an unprotected ref, must be refused.
 *
 * A role that changes nothing anywhere and takes no role of production is one for merge requests: it must test
 * the number of the project itself, and may accept refs that nobody protects.
 *
 * Why: a path is free again after a rename or a transfer, and a branch's protection can be taken away; the number
 * stays, and the claim tells.
 *
 * Level: both, under one name. Missing numbers are said of the resource, which stops the role before it exists;
 * refs, and the number of a merge request's project, with the whole stack, where one sees what the role may do.
 *
 * Not seen: whether the number is the right one, which the path in the subject already says. AWS has these keys
 * for gitlab.com only; tokens of other hosts are passed over.
 *
 * Parameters: `accounts` and `prodAccounts` (defaults: the settings').
 */
import { worldSchema } from "../../config/parameters";
import type { Truth } from "../../iam/kleene";
import { any } from "../../iam/kleene";
import { identitiesOf } from "../../identities/identities";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { policyOf, trustOf, unreadable } from "./carried-policy";
import { letsIn } from "./letting-in";
import { readsOnlyBelowProduction } from "./reads-only";
import type { TokenWords } from "./token-findings";
import { tokenFindings } from "./token-findings";
import type { WebIdentity } from "./web-identity";
import { holderOf, webIdentitiesOf, webIdentityAction } from "./web-identity";

export const trustOidcImmutable: Rule = {
  number: 70,
  name: "trust-oidc-immutable",
  title: "Tokens are told by numbers that stay, on protected refs",
  description: "A role that accepts gitlab.com's tokens tests project or namespace id, and ref_protected.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    'Test gitlab.com:project_id against the project\'s number and gitlab.com:ref_protected against "true", with StringEquals.',
  parameters: worldSchema("accounts", "prodAccounts"),
  types: [tokens.role],
  resource: (resource) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    const { subject, inside, document } = policy;
    return judged([
      ...unreadable(resource.urn, policy, why),
      ...ofGitLabCom(document).flatMap((web) =>
        say(resource.urn, web, byOtherNumbers(web), {
          wrong: `${subject} accepts gitlab.com's tokens whatever the project's number.`,
          unseen: `whether ${inside} tests the project's number can't be seen.`,
          fix: "test gitlab.com:project_id with StringEquals against the number of the project",
        }),
      ),
    ]);
  },
  stack: (stack, { world }) =>
    judged(
      identitiesOf(stack, world).roles.flatMap((role) => {
        if (role.isExternal) return [];
        const { urn, label } = role;
        const webs = ofGitLabCom(trustOf(role));
        if (webs.length === 0) return [];
        const reads = readsOnlyBelowProduction(role, stack, world);
        const refs = webs.flatMap((web) => judgeRef(urn, label, web));
        const numbers = webs.flatMap((web) => judgeNumber(urn, label, web));
        if (reads.kind !== "unknown") return reads.kind === "yes" ? numbers : refs;
        return refs.map((one) => perhaps(one, label, reads.paths));
      }),
    ),
};

const why = "CICD-SEC-2: a path can be had again after a rename, and a branch can lose its protection";

function ofGitLabCom(document: Parameters<typeof webIdentitiesOf>[0]): readonly WebIdentity[] {
  return webIdentitiesOf(document).filter(({ issuer }) => issuer.toLowerCase() === "gitlab.com");
}

/** Numbers that no project and no namespace of ours has; a token without the claim has none. */
function byOtherNumbers(web: WebIdentity): Truth {
  return any(["0", null].map((number) => gets(web, { project_id: number, namespace_id: number })));
}

function judgeRef(urn: string, label: string, web: WebIdentity): readonly Finding[] {
  const truth = any(["false", null].map((value) => gets(web, { ref_protected: value })));
  return say(urn, web, truth, {
    wrong: `Role ${label} accepts gitlab.com's tokens of refs that nobody protects.`,
    unseen: `whether role ${label} demands a protected ref can't be seen.`,
    fix: 'test gitlab.com:ref_protected with StringEquals against "true"; only a role that changes nothing and stays out of production may do without',
  });
}

/** Without the namespace's number, of which the resource's check has spoken. */
function judgeNumber(urn: string, label: string, web: WebIdentity): readonly Finding[] {
  if (byOtherNumbers(web) !== false) return [];
  const truth = any(["0", null].map((value) => gets(web, { project_id: value })));
  return say(urn, web, truth, {
    wrong: `Role ${label} accepts any ref of every project of a namespace.`,
    unseen: `whether role ${label} tests the project's number can't be seen.`,
    fix: "test gitlab.com:project_id with StringEquals against the number of the project",
  });
}

function gets(web: WebIdentity, claims: Readonly<Record<string, string | null>>): Truth {
  return letsIn(web.statement, web.denials, holderOf(web, claims), [webIdentityAction]);
}

function say(urn: string, web: WebIdentity, truth: Truth, words: TokenWords): readonly Finding[] {
  return tokenFindings({ urn, why, from: web.statement.path }, web, truth, words);
}

function perhaps(finding: Finding, label: string, paths: readonly string[]): Finding {
  return {
    ...finding,
    kind: "undetermined",
    what: `role ${label} accepts refs that nobody protects, and whether it only reads can't be seen.`,
    at: [...finding.at, ...paths],
    fix: 'build what the role may do from names and account ids, and give the policy config `accounts`; or test gitlab.com:ref_protected against "true"',
  };
}
