/**
 * trust-oidc-aud-sub
 *
 * A role that accepts tokens of an OpenID Connect issuer tests for whom the token was made (`aud`) and whose job
 * holds it (`sub`). Both count by what gets in: a token for another audience, and one of a project that has
 * nothing to do with anything here, must be refused, whatever else they hold.
 *
 * Why: gitlab.com is everybody's issuer. Without a subject every job of every project there becomes this role;
 * without an audience so does every other service that such a token was shown to.
 *
 * Level: the resource's, so that the role is stopped before it exists.
 *
 * Not seen: audiences that the provider itself refuses (oidc-provider-config). How exact the subject is, is
 * trust-oidc-sub-exact's. Cognito's tokens have other claims, and are passed over.
 *
 * Parameters: none. Every issuer is judged alike, listed or not.
 */
import type { Truth } from "../../iam/kleene";
import { tokens } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { policyOf, unreadable } from "./carried-policy";
import { strangersSubject } from "./hostile-subjects";
import { letsIn } from "./letting-in";
import type { WebIdentity } from "./web-identity";
import { holderOf, webIdentitiesOf, webIdentityAction } from "./web-identity";

export const trustOidcAudSub: Rule = {
  number: 68,
  name: "trust-oidc-aud-sub",
  title: "Tokens are accepted for one audience and by subject",
  description: "A role that accepts OpenID Connect tokens tests their audience and their subject.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Test <issuer>:aud with StringEquals against your audience, and <issuer>:sub against the project and ref that are meant.",
  parameters: {},
  types: [tokens.role],
  resource: (resource) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged([
      ...unreadable(resource.urn, policy, why),
      ...webIdentitiesOf(policy.document).flatMap((web) => [
        ...judgeAudience(resource.urn, policy, web),
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

function judgeAudience(urn: string, { subject, inside }: Subject, web: WebIdentity): readonly Finding[] {
  const wrong = holderOf(web, { aud: "https://unrelated.example" });
  return say(urn, web, letsIn(web.statement, web.denials, wrong, [webIdentityAction]), {
    wrong: `${subject} accepts tokens of ${web.issuer} for any audience.`,
    unseen: `whether ${inside} accepts tokens of ${web.issuer} for any audience can't be seen.`,
    fix: `test ${web.issuer}:aud with StringEquals against your audience`,
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

function say(
  urn: string,
  { path, statement }: WebIdentity,
  truth: Truth,
  { wrong, unseen, fix }: { readonly wrong: string; readonly unseen: string; readonly fix: string },
): readonly Finding[] {
  if (truth === false) return [];
  if (truth === true) return [{ kind: "violation", urn, what: wrong, at: [statement.path], why, fix }];
  return [
    {
      kind: "undetermined",
      urn,
      what: unseen,
      at: [...new Set([path, ...truth.paths])],
      why,
      fix: "write the condition's values from settings instead of outputs",
    },
  ];
}
