import { connectionUseScoped } from "../../../../policy-pack/policies/codebuild/connection-use-scoped";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { allow, deny, document, provider, role, rolePolicy, settings as accounts } from "../../road";
import type { DecisionTable } from "../table";
import { storeKey } from "./builds.stack";

const settings = { ...accounts, gitlab: { project: "acme/payments" } };
const arn = "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d";
const [newName, oldName] = ["codeconnections", "codestar-connections"] as const;

function limits(
  prefix: string,
  repository: unknown = ["acme/payments"],
  permissions: unknown = ["read_only"],
) {
  return {
    [`${prefix}:FullRepositoryId`]: repository,
    [`${prefix}:ProviderPermissionsRequired`]: permissions,
  };
}

function use(prefix: string, condition: unknown = { StringEquals: limits(prefix) }, resource: unknown = arn) {
  return allow(`${prefix}:UseConnection`, resource, condition === null ? {} : { Condition: condition });
}

function both(condition: (prefix: string) => unknown, resource: unknown = arn) {
  return [newName, oldName].map((prefix) => use(prefix, condition(prefix), resource));
}

/** The pipeline's role with these statements. */
function held(...statements: readonly Record<string, unknown>[]): readonly Written[] {
  return [role("devops", "pipeline"), rolePolicy("devops", "pipeline", statements)];
}

const subject = "mandatory pipeline-policy: Policy pipeline-policy lets role pipeline";
const unseen =
  "advisory pipeline-policy: Undetermined: whether policy pipeline-policy lets role pipeline use a connection for more than it needs can't be seen.";

/** A right under the old name as it should be, beside one that should not be so. */
const right = use(oldName);

export const table: DecisionTable = {
  rule: connectionUseScoped,
  rows: [
    {
      when: "both names are allowed on the connection, for the repository and to read",
      shows: "pass",
      stack: held(use(newName), use(oldName)),
      circumstances: { settings },
    },
    {
      when: "two policies of one role have a name each",
      shows: "pass",
      stack: [...held(use(newName)), rolePolicy("devops", "pipeline", [use(oldName)], "pipeline-more")],
      circumstances: { settings },
    },
    {
      when: "a connection is passed to CodePipeline",
      shows: "pass",
      stack: held(
        allow(`${newName}:PassConnection`, arn, {
          Condition: { StringEquals: { [`${newName}:PassedToService`]: "codepipeline.amazonaws.com" } },
        }),
      ),
      circumstances: { settings },
    },
    {
      when: "nothing is said of the repository",
      shows: "violation",
      stack: held(
        use(newName, { StringEquals: { [`${newName}:ProviderPermissionsRequired`]: "read_only" } }),
        right,
      ),
      circumstances: { settings },
      says: [`${subject} use a connection for any repository.`],
      inFull: [
        [
          "Policy pipeline-policy lets role pipeline use a connection for any repository.",
          "  at: pipeline-policy.policy.Statement[0]",
          "  why: CICD-SEC-8: a connection acts as one GitLab user, and without a repository in the condition it reads and writes whatever that user may",
          "  fix: name the connection's whole ARN, and demand FullRepositoryId and ProviderPermissionsRequired read_only by StringEquals, each name of the service in a statement with its own keys",
        ].join("\n"),
      ],
    },
    {
      when: "every connection may be used for everything",
      shows: "violation",
      stack: held(allow(`${newName}:*`, "*"), right),
      circumstances: { settings },
      says: [
        `${subject} use a connection that it does not name exactly, for any repository, with rights to write.`,
        `${subject} pass a connection that it does not name exactly, to any service.`,
      ],
    },
    {
      when: "the action is a pattern in other letter case, and the repository another's",
      shows: "violation",
      stack: held(
        allow("CodeConnections:use*", arn, {
          Condition: { StringEquals: limits(newName, ["acme/payments", "acme/other"]) },
        }),
        right,
      ),
      circumstances: { settings },
      says: [`${subject} use a connection for repositories that are not allowed (acme/other).`],
    },
    {
      when: "the repository is a pattern",
      shows: "violation",
      stack: held(use(newName, { StringLike: limits(newName, "acme/*") }), right),
      circumstances: { settings },
      says: [`${subject} use a connection for a pattern of repositories.`],
    },
    {
      when: "conditions count only where the key is there",
      shows: "violation",
      stack: held(use(newName, { StringEqualsIfExists: limits(newName) }), right),
      circumstances: { settings },
      says: [`${subject} use a connection for any repository, with rights to write.`],
    },
    {
      when: "all connections but some are meant",
      shows: "violation",
      stack: held(
        {
          Effect: "Allow",
          Action: `${newName}:UseConnection`,
          NotResource: `${arn}x`,
          Condition: { StringEquals: limits(newName) },
        },
        right,
      ),
      circumstances: { settings },
      says: [`${subject} use a connection that it does not name exactly.`],
    },
    {
      when: "one name only is allowed",
      shows: "violation",
      stack: held(use(newName)),
      circumstances: { settings },
      says: [`${subject} use a connection as codeconnections only.`],
    },
    {
      when: "both actions stand under the keys of one name, so that the other is never allowed",
      shows: "violation",
      stack: held(
        allow([`${newName}:UseConnection`, `${oldName}:UseConnection`], arn, {
          Condition: { StringEquals: limits(newName) },
        }),
      ),
      circumstances: { settings },
      says: [`${subject} use a connection as codeconnections only.`],
    },
    {
      when: "a connection is passed to any service",
      shows: "violation",
      stack: held(allow(`${newName}:PassConnection`, arn)),
      circumstances: { settings },
      says: [`${subject} pass a connection to any service.`],
    },
    {
      when: "a policy that nobody in the stack holds allows everything on connections",
      shows: "violation",
      stack: [
        {
          type: "aws:iam/policy:Policy",
          name: "spare",
          provider: provider("devops"),
          props: { name: "spare", policy: document(both(() => null)) },
        },
      ],
      circumstances: { settings },
      says: [
        "mandatory spare: Policy spare lets whoever it is attached to use a connection for any repository, with rights to write.",
      ],
    },
    {
      when: "the document is not known yet",
      shows: "unknown",
      stack: [
        role("devops", "pipeline"),
        { ...rolePolicy("devops", "pipeline", []), props: { role: "pipeline", policy: unknown } },
      ],
      circumstances: { settings },
      says: [
        "advisory pipeline-policy: Undetermined: whether policy pipeline-policy lets role pipeline use a connection can't be seen.",
      ],
    },
    {
      when: "a condition can't be read",
      shows: "unknown",
      stack: held(use(newName, { StringEquals: "odd" }), right),
      circumstances: { settings },
      says: [unseen],
    },
    {
      when: "an action is not known yet, on every connection",
      shows: "unknown",
      stack: [
        role("devops", "pipeline"),
        {
          ...rolePolicy("devops", "pipeline", []),
          props: { role: "pipeline", policy: { Statement: [allow(["s3:GetObject", unknown], "*")] } },
        },
      ],
      circumstances: { settings },
      says: [unseen, unseen.replace("use a connection", "pass a connection")],
    },
    {
      when: "the list of repositories is empty",
      shows: "unknown",
      stack: held(use(newName, { StringEquals: limits(newName, []) }), right),
      circumstances: { settings },
      says: [unseen],
    },
    {
      when: "a policy of AWS's own is not known here",
      shows: "unknown",
      stack: [
        role("devops", "pipeline"),
        {
          type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          name: "attachment",
          props: { role: "pipeline", policyArn: "arn:aws:iam::aws:policy/AWSSomethingNew" },
        },
      ],
      circumstances: { settings },
      says: [
        "advisory attachment: Undetermined: whether policy arn:aws:iam::aws:policy/AWSSomethingNew lets role pipeline use a connection can't be seen.",
      ],
    },
    {
      when: "nobody says which repositories are allowed",
      shows: "unknown",
      stack: held(use(newName), use(oldName)),
      circumstances: { settings: accounts },
      says: [unseen],
    },
    {
      when: "conditions are single texts, and the ARN has the old prefix",
      shows: "near miss",
      stack: held(
        ...both(
          (prefix) => ({ StringEquals: limits(prefix, "acme/payments", "read_only") }),
          arn.replace(newName, oldName),
        ),
      ),
      circumstances: { settings },
    },
    {
      when: "the document is a boundary, and nobody's grant",
      shows: "near miss",
      stack: [
        rolePolicy(
          "devops",
          "pipeline",
          both((prefix) => ({ StringEquals: limits(prefix) })),
        ),
        role("devops", "pipeline", {
          props: { permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary" },
        }),
        {
          type: "aws:iam/policy:Policy",
          name: "boundary",
          provider: provider("devops"),
          props: { name: "boundary", policy: document(both(() => null, "*")) },
        },
      ],
      circumstances: { settings },
    },
    {
      when: "what is allowed widely is denied altogether",
      shows: "near miss",
      stack: held(...both(() => null, "*"), deny([`${newName}:*`, `${oldName}:*`], "*")),
      circumstances: { settings },
    },
    {
      when: "only looking at connections is allowed",
      shows: "near miss",
      stack: held(allow([`${newName}:GetConnection`, `${newName}:ListConnections`], "*")),
      circumstances: { settings },
    },
    {
      when: "there is no identity policy",
      shows: "not applicable",
      stack: [storeKey],
      notApplicable: ["the stack has no identity policy"],
    },
  ],
};
