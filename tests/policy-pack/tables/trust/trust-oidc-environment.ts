import { trustOidcEnvironment } from "../../../../policy-pack/policies/trust/trust-oidc-environment";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { allow, bootstrapRole, roleArn, rolePolicy } from "../../road";
import type { DecisionTable, Row } from "../table";
import type { Part } from "./trusts.stack";
import { trusted } from "./trusts.stack";
import { accepts, job, mainSubject, reader, settings } from "./web.stack";

const circumstances = { settings };
const deployRole = roleArn("prod", bootstrapRole("prod", "deploy"));
const bound = "project_path:acme/payments:environment:prod";

function project(components: unknown): Written {
  return {
    type: "gitlab:index/project:Project",
    name: "project",
    props: {
      name: "payments",
      pathWithNamespace: "acme/payments",
      ...(components === undefined ? {} : { ciIdTokenSubClaimComponents: components }),
    },
  };
}

function protection(environment: unknown, approvalRules: unknown, of: unknown = "4711"): Written {
  return {
    type: "gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment",
    name: "protection",
    props: { environment, project: of, approvalRules },
  };
}

const naming = project(["project_path", "environment"]);
const guarded = protection("prod", [{ groupId: 9970, requiredApprovals: 2 }]);

function deployer(statement: Part, ...gitlab: readonly Written[]): readonly Written[] {
  return [
    trusted("devops", "job", statement),
    rolePolicy("devops", "job", allow("sts:AssumeRole", deployRole)),
    ...gitlab,
  ];
}

function wrong(because: string): string {
  return `mandatory job: GitLab's jobs can take role job and change production without approval: ${because}.`;
}

const unseen =
  "advisory job: Undetermined: whether role job, which GitLab's jobs can take, is bound to a protected environment can't be seen.";

const rows: readonly Row[] = [
  {
    when: "the subject names an environment that asks for approval",
    shows: "pass",
    stack: deployer(accepts({ sub: bound }), naming, guarded),
  },
  {
    when: "the job may only start the pipeline",
    shows: "pass",
    stack: job(accepts()),
  },
  {
    when: "the subject names a branch",
    shows: "violation",
    stack: deployer(accepts(), naming, guarded),
    says: [wrong(`subject ${mainSubject} names no environment`)],
    inFull: [
      [
        `GitLab's jobs can take role job and change production without approval: subject ${mainSubject} names no environment.`,
        `  way: role job → sts:assumerole → role ${deployRole}`,
        "  at: job.assumeRolePolicy.Statement[0]",
        "  why: CICD-SEC-1: a job of a branch holds its token without asking anybody, and changes production with it",
        "  fix: test sub with StringEquals against project_path:<full path>:environment:<name> of a protected environment",
      ].join("\n"),
    ],
  },
  {
    when: "the project's tokens carry no environment",
    shows: "violation",
    stack: deployer(accepts({ sub: bound }), project(undefined), guarded),
    says: [wrong("the tokens of project acme/payments name no environment in their subject")],
  },
  {
    when: "nobody protects the environment, but another one",
    shows: "violation",
    stack: deployer(accepts({ sub: "project_path:acme/payments:environment:dev" }), naming, guarded),
    says: [wrong("nothing in this stack protects environment dev")],
  },
  {
    when: "the environment of another project is protected",
    shows: "violation",
    stack: deployer(
      accepts({ sub: bound }),
      naming,
      protection("prod", [{ requiredApprovals: 1 }], "acme/others"),
    ),
    says: [wrong("nothing in this stack protects environment prod")],
  },
  {
    when: "the protection asks for no approval",
    shows: "violation",
    stack: deployer(accepts({ sub: bound }), naming, protection("prod", [{ requiredApprovals: 0 }])),
    says: [wrong("the protection of environment prod asks for no approval")],
  },
  {
    when: "one subject of two names no environment, or any",
    shows: "violation",
    stack: deployer(accepts({ sub: [bound, "project_path:acme/payments:environment:*"] }), naming, guarded),
    says: [wrong("subject project_path:acme/payments:environment:* names no environment")],
  },
  {
    when: "another stack manages the project, and the subject names a branch",
    shows: "violation",
    stack: deployer(accepts()),
    circumstances: { settings: { ...settings, gitlab: { ...settings.gitlab, guardrails: "observe" } } },
    says: [wrong(`subject ${mainSubject} names no environment`)],
  },
  {
    when: "a job of a branch only reads, in development",
    shows: "near miss",
    stack: reader("dev", accepts()),
  },
  {
    when: "the environment stands at the end of a longer subject, and the project is named by its path",
    shows: "near miss",
    stack: deployer(
      accepts({
        sub: "project_path:acme/payments:ref_type:branch:ref:main:environment:prod",
        by: "StringEquals",
      }),
      project(["project_path", "ref_type", "ref", "environment"]),
      protection("prod", [{ groupId: 9970 }], "acme/payments"),
    ),
  },
  {
    when: "path and protection are written in another letter case and with the coding of URLs",
    shows: "near miss",
    stack: deployer(
      accepts({ sub: bound }),
      { ...naming, props: { ...naming.props, pathWithNamespace: "Acme/Payments" } },
      protection("prod", [{ groupId: 9970 }], "ACME%2Fpayments"),
    ),
  },
  {
    when: "whom the protection asks is nobody",
    shows: "violation",
    stack: deployer(
      accepts({ sub: bound }),
      naming,
      protection("prod", [{ accessLevel: "no one", requiredApprovals: 2 }]),
    ),
    says: [wrong("the protection of environment prod asks for no approval")],
  },
  {
    when: "project or protection is not in this stack, or not known yet",
    shows: "unknown",
    stack: deployer(accepts({ sub: bound }), guarded),
    says: [unseen],
  },
  {
    when: "the approvals are not known yet",
    shows: "unknown",
    stack: deployer(accepts({ sub: bound }), naming, protection("prod", unknown)),
    says: [unseen],
  },
  {
    when: "what the job's role may do is not known yet",
    shows: "unknown",
    stack: [
      trusted("devops", "job", accepts()),
      {
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "more",
        props: { role: "job", policy: unknown },
      },
    ],
    says: [
      `advisory job: Undetermined: GitLab's jobs can take role job without approval, and whether it can change production can't be seen: subject ${mainSubject} names no environment.`,
    ],
  },
  {
    when: "nobody says which accounts are production",
    shows: "unknown",
    stack: job(accepts()),
    circumstances: {},
    says: [
      "advisory job: Undetermined: which accounts are production is not known, so no role of GitLab's jobs can be held against them.",
    ],
  },
  {
    when: "another stack manages the project, and the subject names an environment",
    shows: "not applicable",
    stack: deployer(accepts({ sub: bound })),
    circumstances: { settings: { ...settings, gitlab: { ...settings.gitlab, guardrails: "observe" } } },
    notApplicable: ["another stack manages the GitLab project, and answers for its environments"],
  },
  {
    when: "no role accepts GitLab's tokens",
    shows: "not applicable",
    stack: [trusted("devops", "worker")],
    notApplicable: ["no role accepts GitLab's tokens"],
  },
];

export const table: DecisionTable = {
  rule: trustOidcEnvironment,
  rows: rows.map((row) => ({ circumstances, ...row })),
};
