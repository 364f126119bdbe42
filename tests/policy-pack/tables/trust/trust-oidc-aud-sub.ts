import { trustOidcAudSub } from "../../../../policy-pack/policies/trust/trust-oidc-aud-sub";
import { unknown } from "../../handed";
import { role } from "../../road";
import type { DecisionTable } from "../table";
import { accounts } from "./trusts.stack";
import { accepts, job, mainSubject } from "./web.stack";

const anyAudience = "mandatory job: Role job accepts tokens of gitlab.com for any audience.";
const anyProject = "mandatory job: Role job accepts tokens of gitlab.com of any project.";
const ownHost = "git.example.com";
const ownProvider = `arn:aws:iam::${accounts.devops}:oidc-provider/${ownHost}`;

export const table: DecisionTable = {
  rule: trustOidcAudSub,
  rows: [
    { when: "audience and subject are tested", shows: "pass", stack: job(accepts()) },
    {
      when: "a host of one's own is tested by its own keys",
      shows: "pass",
      stack: job(accepts({ provider: ownProvider, issuer: ownHost, claims: {} })),
    },
    {
      when: "the subject is not tested, though the project's number is",
      shows: "violation",
      stack: job(accepts({ sub: null })),
      says: [anyProject],
      inFull: [
        [
          "Role job accepts tokens of gitlab.com of any project.",
          "  at: assumeRolePolicy.Statement[0]",
          "  why: CICD-SEC-2: an issuer signs tokens for many; what the trust does not test, anybody with such a token passes",
          "  fix: test gitlab.com:sub against the project and ref that are meant",
        ].join("\n"),
      ],
    },
    {
      when: "the audience is not tested",
      shows: "violation",
      stack: job(accepts({ aud: null })),
      says: [anyAudience],
    },
    {
      when: "one statement tests the one, and another the other",
      shows: "violation",
      stack: job(accepts({ aud: null }), accepts({ sub: null })),
      says: [anyAudience, anyProject],
    },
    {
      when: "the subject is compared with a star alone, or only must not be another",
      shows: "violation",
      stack: job(accepts({ sub: "*" }), accepts({ sub: "project_path:acme/evil:*", by: "StringNotLike" })),
      says: [anyProject, anyProject],
    },
    {
      when: "the keys of another issuer are tested",
      shows: "violation",
      stack: job({
        ...accepts(),
        Principal: { Federated: ownProvider },
        Condition: { "ForAllValues:StringLike": { "gitlab.com:sub": mainSubject } },
      }),
      says: [
        `mandatory job: Role job accepts tokens of ${ownHost} for any audience.`,
        `mandatory job: Role job accepts tokens of ${ownHost} of any project.`,
      ],
    },
    {
      when: "the action is written as a pattern",
      shows: "violation",
      stack: job({ ...accepts({ sub: null }), Action: ["STS:AssumeRoleWith*"] }),
      says: [anyProject],
    },
    {
      when: "both are tested as lists, in other letter case, where they exist, which they do",
      shows: "near miss",
      stack: job({
        Effect: "Allow",
        Principal: { Federated: [`arn:aws:iam::${accounts.devops}:oidc-provider/gitlab.com`] },
        Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
        Condition: {
          "ForAnyValue:StringLike": { "GitLab.com:SUB": [mainSubject] },
          stringequalsifexists: { "gitlab.com:aud": ["https://gitlab.com"] },
        },
      }),
    },
    {
      when: "a denial refuses every other subject",
      shows: "near miss",
      stack: job(accepts({ sub: null }), {
        Effect: "Deny",
        Principal: { Federated: `arn:aws:iam::${accounts.devops}:oidc-provider/gitlab.com` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringNotEquals: { "gitlab.com:sub": mainSubject } },
      }),
    },
    {
      when: "people sign in by SAML, which has no such claims",
      shows: "near miss",
      stack: job({
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::${accounts.devops}:saml-provider/office` },
        Action: "sts:AssumeRoleWithSAML",
      }),
    },
    {
      when: "the trust, the subject or the audience is not known yet",
      shows: "unknown",
      stack: [
        role("devops", "job", { props: { assumeRolePolicy: unknown } }),
        role("devops", "other", {
          props: { assumeRolePolicy: { Statement: accepts({ aud: unknown, sub: unknown }) } },
        }),
      ],
      says: [
        "advisory job: Undetermined: whom role job lets in can't be read in full.",
        "advisory other: Undetermined: whether role other accepts tokens of gitlab.com for any audience can't be seen.",
        "advisory other: Undetermined: whether role other accepts tokens of gitlab.com of any project can't be seen.",
      ],
    },
  ],
};
