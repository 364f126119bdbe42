/**
 * trust-oidc-aud-sub
 *
 * A role that accepts tokens of an OpenID Connect issuer tests for whom the token was made (`aud`) and whose job
 * holds it (`sub`). Both count by what gets in: a token for another audience, and one of a project that has
 * nothing to do with anything here, must be refused, whatever else they hold. Of GitLab's tokens the audience that is
 * tested must be a listed one, too: a token that was made for somebody else is his to hold, and opens this role.
 *
 * Why: gitlab.com is everybody's issuer. Without a subject every job of every project there becomes this role;
 * without an audience so does every other service that such a token was shown to.
 *
 * Level: the resource's, so that the role is stopped before it exists.
 *
 * Not seen: audiences that the provider itself refuses (oidc-provider-config). How exact the subject is, is
 * trust-oidc-sub-exact's. Cognito's tokens have other claims, and are passed over.
 *
 * Parameters: `audiences` (default: the settings' audience, else the address of GitLab), `issuers` (default:
 * https://gitlab.com and the settings' host): those that are GitLab's whatever their name. But for the list of
 * audiences every issuer is judged alike, listed or not.
 */
import { worldSchema } from "../../config/parameters";
import type { Truth } from "../../iam/kleene";
import { any, unsure } from "../../iam/kleene";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { listed } from "../../verdict/shortened";
import { policyOf, unreadable } from "./carried-policy";
import { strangersSubject } from "./hostile-subjects";
import { letsIn } from "./letting-in";
import type { TokenWords } from "./token-findings";
import { tokenFindings } from "./token-findings";
import type { WebIdentity } from "./web-identity";
import { audiencesOf, holderOf, isGitLab, webIdentitiesOf, webIdentityAction } from "./web-identity";

export const trustOidcAudSub: Rule = {
  number: 68,
  name: "trust-oidc-aud-sub",
  title: "Tokens are accepted for one audience and by subject",
  description: "A role that accepts OpenID Connect tokens tests their audience and their subject.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Test <issuer>:aud with StringEquals against your audience, which the settings or this policy's `audiences` name, and <issuer>:sub against the project and ref that are meant.",
  parameters: worldSchema("audiences", "issuers"),
  types: [tokens.role],
  resource: (resource, { world }) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged([
      ...unreadable(resource.urn, policy, why),
      ...webIdentitiesOf(policy.document).flatMap((web) => [
        ...judgeAudience(resource.urn, policy, web, world),
        ...judgeSubject(resource.urn, policy, web),
      ]),
    ]);
  },
};

const why =
  "CICD-SEC-2: an issuer signs tokens for many; what the trust does not test, anybody with such a token passes";

interface Subject {
  readonly subject: string;
  readonly inside: string;
}

function judgeAudience(
  urn: string,
  { subject, inside }: Subject,
  web: WebIdentity,
  world: Setup["world"],
): readonly Finding[] {
  const open = letsIn(web.statement, web.denials, holderOf(web, { aud: strangersAudience }), [
    webIdentityAction,
  ]);
  if (open !== false)
    return say(urn, web, open, {
      wrong: `${subject} accepts tokens of ${web.issuer} for any audience.`,
      unseen: `whether ${inside} accepts tokens of ${web.issuer} for any audience can't be seen.`,
      fix: `test ${web.issuer}:aud with StringEquals against your audience`,
    });
  return isGitLab(web, world.issuers) ? judgeListed(urn, { subject, inside }, web, world) : [];
}

const strangersAudience = "https://unrelated.example";

/** Of more unlisted audiences than anybody has, these are tried. */
const mostTried = 50;

/** Audiences beside the listed ones, of those that the trust speaks of. */
function judgeListed(
  urn: string,
  { subject, inside }: Subject,
  web: WebIdentity,
  { audiences }: Setup["world"],
): readonly Finding[] {
  if (audiences.kind !== "known")
    return [
      {
        kind: "undetermined",
        urn,
        what: `for which audiences tokens may be made is not known, so the one that ${inside} tests can't be held against them.`,
        at: [web.statement.path, audiences.path],
        why,
        fix: "write the audience as a plain text, in the settings (delivery:gitlab) or in this policy's `audiences`",
      },
    ];
  const others = audiencesOf(web).filter((audience) => !audiences.value.includes(audience));
  const answers = others.slice(0, mostTried).map((audience) => ({
    audience,
    truth: letsIn(web.statement, web.denials, holderOf(web, { aud: audience }), [webIdentityAction]),
  }));
  const wrong = answers.filter(({ truth }) => truth === true).map(({ audience }) => audience);
  const untried: Truth = others.length > mostTried ? unsure(web.statement.path) : false;
  const truth = wrong.length > 0 || any([...answers.map((answer) => answer.truth), untried]);
  return say(urn, web, truth, {
    wrong: `${subject} accepts tokens of ${web.issuer} for audience ${listed(wrong)}, which is not on the list (${audiences.value.join(", ")}).`,
    unseen: `whether ${inside} accepts tokens of ${web.issuer} for an audience that is not on the list (${audiences.value.join(", ")}) can't be seen.`,
    fix: `test ${web.issuer}:aud with StringEquals against a listed audience, or list this one in this policy's \`audiences\``,
  });
}

function judgeSubject(urn: string, { subject, inside }: Subject, web: WebIdentity): readonly Finding[] {
  return say(urn, web, strangerGetsIn(web), {
    wrong: `${subject} accepts tokens of ${web.issuer} of any project.`,
    unseen: `whether ${inside} accepts tokens of ${web.issuer} of any project can't be seen.`,
    fix: `test ${web.issuer}:sub against the project and ref that are meant`,
  });
}

/** Whether the subject is not tested at all. */
export function strangerGetsIn(web: WebIdentity): Truth {
  return letsIn(web.statement, web.denials, holderOf(web, { sub: strangersSubject }), [webIdentityAction]);
}

function say(urn: string, web: WebIdentity, truth: Truth, words: TokenWords): readonly Finding[] {
  return tokenFindings({ urn, why, from: web.path }, web, truth, words);
}
