import { trustOidcSubExact } from "../../../../policy-pack/policies/trust/trust-oidc-sub-exact";
import { unknown } from "../../handed";
import { role } from "../../road";
import type { DecisionTable, Row } from "../table";
import { accepts, anyRef, job, mainSubject, reader, settings } from "./web.stack";

const circumstances = { settings };

function project(named: string): string {
  return `mandatory job: Role job accepts tokens of project ${named}, which is none of this delivery.`;
}

function ref(tail: string): string {
  return `mandatory job: Role job accepts tokens of any ref like ${tail} of project acme/payments.`;
}

const otherBranch = "ref_type:branch:ref:unrelated-branch";

const rows: readonly Row[] = [
  { when: "the subject is one project and one ref", shows: "pass", stack: job(accepts()) },
  {
    when: "a role for merge requests that only reads development accepts any ref of its project",
    shows: "pass",
    stack: reader("dev", accepts({ sub: anyRef })),
  },
  {
    when: "a star stands right behind the project's name, which other names continue",
    shows: "violation",
    stack: job(accepts({ sub: "project_path:acme/payments*:ref_type:branch:ref:main" })),
    says: [project("acme/payments-evil")],
    inFull: [
      [
        "Role job accepts tokens of project acme/payments-evil, which is none of this delivery.",
        "  way: project_path:acme/payments-evil:ref_type:branch:ref:main",
        "  at: assumeRolePolicy.Statement[0]",
        "  why: CICD-SEC-2: whoever can make a project or a ref that the subject takes for its own becomes this role",
        "  fix: test gitlab.com:sub with StringEquals against project_path:acme/payments:ref_type:branch:ref:<branch>",
      ].join("\n"),
    ],
  },
  {
    when: "beside the right subject stands one for every project of the group",
    shows: "violation",
    stack: job(accepts({ sub: [mainSubject, "project_path:acme/*:ref_type:branch:ref:main"] })),
    says: [project("acme/unrelated-project")],
  },
  {
    when: "the group is open, for another branch and a question mark",
    shows: "violation",
    stack: job(accepts({ sub: "project_path:acm?/payments:ref_type:branch:ref:release" })),
    says: [project("acmx/payments")],
  },
  {
    when: "the subject begins with a star",
    shows: "violation",
    stack: job(accepts({ sub: "*/payments:ref_type:branch:ref:release" })),
    says: [project("unrelated/payments")],
  },
  {
    when: "another project is named exactly",
    shows: "violation",
    stack: job(accepts({ sub: "project_path:acme/others:ref_type:branch:ref:main" })),
    says: [project("acme/others")],
  },
  {
    when: "any ref gets in, by branch",
    shows: "violation",
    stack: job(accepts({ sub: anyRef })),
    says: [ref(otherBranch)],
  },
  {
    when: "any ref gets in, by a star right behind the project's delimiter",
    shows: "violation",
    stack: job(accepts({ sub: "project_path:acme/payments:*" })),
    says: [ref(otherBranch)],
  },
  {
    when: "the branch's name goes on",
    shows: "violation",
    stack: job(accepts({ sub: `${mainSubject}*` })),
    says: [ref("ref_type:branch:ref:main-evil")],
  },
  {
    when: "any tag gets in",
    shows: "violation",
    stack: job(accepts({ sub: "project_path:acme/payments:ref_type:tag:ref:*" })),
    says: [ref("ref_type:tag:ref:v9.9.9")],
  },
  {
    when: "a tag of the branch's name gets in",
    shows: "violation",
    stack: job(accepts({ sub: "project_path:acme/payments:ref_type:*:ref:main" })),
    says: [ref("ref_type:tag:ref:main")],
  },
  {
    when: "a role that reads production accepts any ref",
    shows: "violation",
    stack: reader("prod", accepts({ sub: anyRef })),
    says: [ref(otherBranch)],
  },
  {
    when: "a star is compared as a letter",
    shows: "near miss",
    stack: job(accepts({ sub: "project_path:acme/payments*:ref_type:branch:ref:*", by: "StringEquals" })),
  },
  {
    when: "a second condition holds the subject exact",
    shows: "near miss",
    stack: job({
      ...accepts(),
      Condition: {
        StringEquals: { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": mainSubject },
        StringLike: { "gitlab.com:sub": "project_path:acme/*" },
      },
    }),
  },
  {
    when: "refs of an allowed form get in",
    shows: "near miss",
    stack: job(accepts({ sub: "project_path:acme/payments:ref_type:branch:ref:release/*" })),
    circumstances: { settings, config: { allowRefGlob: ["release/*"] } },
  },
  {
    when: "the subject names an environment instead of a ref",
    shows: "near miss",
    stack: job(accepts({ sub: "project_path:acme/payments:environment:prod" })),
  },
  {
    when: "the subject is not tested at all, which trust-oidc-aud-sub says",
    shows: "near miss",
    stack: job(accepts({ sub: null })),
  },
  {
    when: "tokens of another issuer have other subjects",
    shows: "near miss",
    stack: job(
      accepts({
        provider: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com",
        issuer: "token.actions.githubusercontent.com",
        sub: "repo:acme/payments:*",
        claims: {},
      }),
    ),
  },
  {
    when: "the trust or the subject is not known yet",
    shows: "unknown",
    stack: [
      role("devops", "job", { props: { assumeRolePolicy: unknown } }),
      role("devops", "other", { props: { assumeRolePolicy: { Statement: accepts({ sub: unknown }) } } }),
    ],
    says: [
      "advisory job: Undetermined: whom role job lets in can't be read in full.",
      "advisory other: Undetermined: whether role other accepts tokens of other projects can't be seen.",
    ],
  },
  {
    when: "the list of subjects is made to take long",
    shows: "violation",
    stack: job(
      accepts({
        sub: Array.from(
          { length: 60 },
          (_, index) => `project_path:*a*a*${index}*b*a*:ref_type:*:ref:*a${index}*b`,
        ),
      }),
    ),
    says: [project("evilaevilaevil0evilbevilaevil")],
  },
  {
    when: "what a role for any ref may do is not known yet",
    shows: "unknown",
    stack: [
      ...reader("dev", accepts({ sub: anyRef })),
      {
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "more",
        props: { role: "job", policy: unknown },
      },
    ],
    says: [
      "advisory job: Undetermined: role job accepts tokens of any ref, and whether it only reads can't be seen.",
    ],
  },
  {
    when: "nobody says which accounts there are",
    shows: "unknown",
    stack: reader("dev", accepts({ sub: anyRef })),
    circumstances: {},
    says: [
      "advisory job: Undetermined: role job accepts tokens of any ref, and whether it only reads can't be seen.",
    ],
  },
];

export const table: DecisionTable = {
  rule: trustOidcSubExact,
  rows: rows.map((row) => ({ circumstances, ...row })),
};
