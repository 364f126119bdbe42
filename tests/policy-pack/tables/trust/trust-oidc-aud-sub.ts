import { trustOidcAudSub } from "../../../../policy-pack/policies/trust/trust-oidc-aud-sub";
import { unknown } from "../../handed";
import { role } from "../../road";
import type { DecisionTable } from "../table";
import { accounts } from "./trusts.stack";
import { accepts, gitlabProvider, job, mainSubject, settings } from "./web.stack";

const anyAudience = "mandatory job: Role job accepts tokens of gitlab.com for any audience.";
const anyProject = "mandatory job: Role job accepts tokens of gitlab.com of any project.";
const ownHost = "git.example.com";
const ownProvider = `arn:aws:iam::${accounts.devops}:oidc-provider/${ownHost}`;

const cluster = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF";
const clusterProvider = `arn:aws:iam::${accounts.devops}:oidc-provider/${cluster}`;

function wrongAudience(audience: string): string {
  return `mandatory job: Role job accepts tokens of gitlab.com for audience ${audience}, which is not on the list (https://gitlab.com).`;
}

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
      when: "the audience that is tested is somebody else's",
      shows: "violation",
      stack: job(accepts({ aud: "sts.amazonaws.com" })),
      says: [wrongAudience("sts.amazonaws.com")],
      inFull: [
        [
          "Role job accepts tokens of gitlab.com for audience sts.amazonaws.com, which is not on the list (https://gitlab.com).",
          "  at: assumeRolePolicy.Statement[0]",
          "  why: CICD-SEC-2: an issuer signs tokens for many; what the trust does not test, anybody with such a token passes",
          "  fix: test gitlab.com:aud with StringEquals against a listed audience, or list this one in this policy's `audiences`",
        ].join("\n"),
      ],
    },
    {
      when: "somebody else's audience is accepted beside the listed one, or by a pattern",
      shows: "violation",
      stack: job(accepts({ aud: ["https://gitlab.com", "https://gitlab.com.evil.example"] }), {
        ...accepts({ aud: null }),
        Condition: {
          StringLike: { "gitlab.com:sub": mainSubject, "gitlab.com:aud": "https://gitlab.com*" },
        },
      }),
      says: [wrongAudience("https://gitlab.com.evil.example"), wrongAudience("https://gitlab.comevil")],
    },
    {
      when: "the audience of the settings is another one",
      shows: "violation",
      stack: job(accepts()),
      circumstances: {
        settings: { ...settings, gitlab: { ...settings.gitlab, audience: "https://payments.example" } },
      },
      says: [
        "mandatory job: Role job accepts tokens of gitlab.com for audience https://gitlab.com, which is not on the list (https://payments.example).",
      ],
    },
    {
      when: "more audiences are tested than anybody has, and each is refused by another condition",
      shows: "unknown",
      stack: job({
        ...accepts(),
        Condition: {
          StringEquals: { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": mainSubject },
          "ForAllValues:StringEquals": {
            "gitlab.com:aud": Array.from({ length: 60 }, (_, index) => `https://other-${index}.example`),
          },
        },
      }),
      says: [
        "advisory job: Undetermined: whether role job accepts tokens of gitlab.com for an audience that is not on the list (https://gitlab.com) can't be seen.",
      ],
    },
    {
      when: "audiences that may be asked for are not known",
      shows: "unknown",
      stack: job(accepts()),
      circumstances: { settings, config: { audiences: unknown } },
      says: [
        "advisory job: Undetermined: for which audiences tokens may be made is not known, so the one that role job tests can't be held against them.",
      ],
    },
    {
      when: "the list has the audience, or a denial leaves the listed one alone, or the issuer is not GitLab's",
      shows: "near miss",
      stack: [
        ...job(
          accepts({ aud: "https://payments.example" }),
          accepts({ aud: ["https://payments.example", "sts.amazonaws.com"] }),
          {
            Effect: "Deny",
            Principal: { Federated: gitlabProvider },
            Action: "*",
            Condition: { StringEquals: { "gitlab.com:aud": "sts.amazonaws.com" } },
          },
          accepts({ provider: clusterProvider, issuer: cluster, aud: "sts.amazonaws.com", claims: {} }),
        ),
      ],
      circumstances: { settings, config: { audiences: ["https://payments.example"] } },
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
