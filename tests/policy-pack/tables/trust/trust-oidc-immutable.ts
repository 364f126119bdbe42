import { trustOidcImmutable } from "../../../../policy-pack/policies/trust/trust-oidc-immutable";
import { unknown } from "../../handed";
import { role } from "../../road";
import type { DecisionTable, Row } from "../table";
import { accounts } from "./trusts.stack";
import { accepts, anyRef, job, reader, settings } from "./web.stack";

const circumstances = { settings };
const number = "mandatory job: Role job accepts gitlab.com's tokens whatever the project's number.";
const ref = "mandatory job: Role job accepts gitlab.com's tokens of refs that nobody protects.";

const rows: readonly Row[] = [
  { when: "project's number and protected ref are tested", shows: "pass", stack: job(accepts()) },
  {
    when: "the namespace's number stands for the project's",
    shows: "pass",
    stack: job(accepts({ claims: { namespace_id: "9970", ref_protected: ["true"] } })),
  },
  {
    when: "a role for merge requests that only reads development does without protected refs",
    shows: "pass",
    stack: reader("dev", accepts({ sub: anyRef, claims: { project_id: "4711" } })),
  },
  {
    when: "nothing but audience and subject is tested",
    shows: "violation",
    stack: job(accepts({ claims: {} })),
    says: [number, ref],
    inFull: [
      [
        "Role job accepts gitlab.com's tokens whatever the project's number.",
        "  at: assumeRolePolicy.Statement[0]",
        "  why: CICD-SEC-2: a path can be had again after a rename, and a branch can lose its protection",
        "  fix: test gitlab.com:project_id with StringEquals against the number of the project",
      ].join("\n"),
      [
        "Role job accepts gitlab.com's tokens of refs that nobody protects.",
        "  at: job.assumeRolePolicy.Statement[0]",
        "  why: CICD-SEC-2: a path can be had again after a rename, and a branch can lose its protection",
        '  fix: test gitlab.com:ref_protected with StringEquals against "true"; only a role that changes nothing and stays out of production may do without',
      ].join("\n"),
    ],
  },
  {
    when: "the ref need not be protected",
    shows: "violation",
    stack: job(accepts({ claims: { project_id: "4711" } })),
    says: [ref],
  },
  {
    when: "either value is accepted",
    shows: "violation",
    stack: job(accepts({ claims: { project_id: "4711", ref_protected: ["true", "false"] } })),
    says: [ref],
  },
  {
    when: "the claims are tested only where the token has them",
    shows: "violation",
    stack: job({
      ...accepts(),
      Condition: {
        StringEqualsIfExists: { "gitlab.com:project_id": "4711", "gitlab.com:ref_protected": "true" },
      },
    }),
    says: [number, ref],
  },
  {
    when: "the number is any number",
    shows: "violation",
    stack: job({
      ...accepts({ claims: { ref_protected: "true" } }),
      Condition: {
        StringLike: { "gitlab.com:project_id": "*" },
        StringEquals: { "gitlab.com:ref_protected": "true" },
      },
    }),
    says: [number],
  },
  {
    when: "a role for merge requests tests the namespace only",
    shows: "violation",
    stack: reader("dev", accepts({ sub: anyRef, claims: { namespace_id: "9970" } })),
    says: ["mandatory job: Role job accepts any ref of every project of a namespace."],
  },
  {
    when: "a role that reads production does without protected refs",
    shows: "violation",
    stack: reader("prod", accepts({ sub: anyRef, claims: { project_id: "4711" } })),
    says: [ref],
  },
  {
    when: "both are tested as a truth value and a number",
    shows: "near miss",
    stack: job({
      ...accepts(),
      Condition: {
        NumericEquals: { "gitlab.com:project_id": 4711 },
        Bool: { "gitlab.com:ref_protected": true },
      },
    }),
  },
  {
    when: "a host of one's own issues the token, for which AWS has no such keys",
    shows: "near miss",
    stack: job(
      accepts({
        provider: `arn:aws:iam::${accounts.devops}:oidc-provider/git.example.com`,
        issuer: "git.example.com",
        claims: {},
      }),
    ),
  },
  {
    when: "the trust, or a claim in it, is not known yet",
    shows: "unknown",
    stack: [
      role("devops", "job", { props: { assumeRolePolicy: unknown } }),
      role("devops", "other", {
        props: {
          assumeRolePolicy: {
            Statement: accepts({ claims: { project_id: unknown, ref_protected: "true" } }),
          },
        },
      }),
    ],
    says: [
      "advisory job: Undetermined: whom role job lets in can't be read in full.",
      "advisory other: Undetermined: whether role other tests the project's number can't be seen.",
    ],
  },
  {
    when: "nobody says which accounts there are",
    shows: "unknown",
    stack: reader("dev", accepts({ claims: { project_id: "4711" } })),
    circumstances: {},
    says: [
      "advisory job: Undetermined: role job accepts refs that nobody protects, and whether it only reads can't be seen.",
    ],
  },
];

export const table: DecisionTable = {
  rule: trustOidcImmutable,
  rows: rows.map((row) => ({ circumstances, ...row })),
};
