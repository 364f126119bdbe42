/**
 * iam-passrole-scoped
 *
 * Whoever may pass a role may pass named roles only, each by its exact ARN, to a named service
 * (`iam:PassedToService`). CloudFormation's execution role can't know the names of the application's roles: it may
 * pass a path or prefix of this application in its own account, to a named service, if it can't make a role without
 * a boundary (a condition on `iam:PermissionsBoundary`).
 *
 * Why: to pass a role is to use its rights, through a service that does what the passer says. OWASP CICD-SEC-2.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary, and whose it is.
 *
 * Not seen: which rights the passed role has; iam-no-privilege-escalation looks at them.
 *
 * Parameters: `app`: prefix of the application's names (default: the settings'); names of the stacks of
 * `environments` count as the application's too.
 */
import type { Knowledge } from "../../config/knowledge";
import { worldSchema } from "../../config/parameters";
import { accountOf, roleNameOf } from "../../iam/arn";
import { contextOf } from "../../iam/context";
import { couldAllow } from "../../iam/could";
import type { Statement } from "../../iam/document";
import { isExact } from "../../iam/allowance";
import type { Principal } from "../../identities/principal";
import type { Rule, Setup } from "../../verdict/rule";
import { demandedValues } from "./demanded-values";
import { isExecutionRole } from "./execution-roles";
import type { JudgedDocument } from "./judged-documents";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed } from "./listing";
import { ActionList } from "./matching-actions";

export const iamPassroleScoped: Rule = {
  number: 44,
  name: "iam-passrole-scoped",
  title: "Roles are passed by name, to a named service",
  description:
    "iam:PassRole is allowed on exact ARNs only, with iam:PassedToService; an execution role may pass the application's roles by a prefix.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the roles by their ARNs, and the service in a condition StringEquals on iam:PassedToService.",
  parameters: worldSchema("app"),
  stack: (stack, setup) =>
    judgeStatements(stack, setup, {
      why: "CICD-SEC-2: to pass a role is to use its rights, through a service that does what the passer says",
      fix: "name each role by its ARN, and the service in a condition StringEquals on iam:PassedToService",
      question: "lets roles be passed that it doesn't name",
      sparesExecutionRoles: false,
      judge: (statement, document) => judgeStatement(statement, document, setup),
    }),
};

const passRole = new ActionList(["iam:PassRole"]);

function judgeStatement(statement: Statement, document: JudgedDocument, setup: Setup): readonly Said[] {
  const { actions, resources } = statement;
  if (passRole.in(statement).length === 0)
    return actions.unknown.length > 0 ? [{ kind: "unknown", paths: actions.unknown }] : [];
  return [...judgeService(statement), ...judgeRoles(resources, document, setup)];
}

function judgeService(statement: Statement): readonly Said[] {
  const service = demandedValues(statement, "iam:passedtoservice");
  if (service.kind === "values") return [];
  if (service.kind === "unknown") return [{ kind: "unknown", paths: service.paths }];
  return [
    { kind: "violation", what: "lets roles be passed to any service: it has no exact iam:PassedToService" },
  ];
}

function judgeRoles(
  { negated, patterns, unknown }: Statement["resources"],
  document: JudgedDocument,
  setup: Setup,
): readonly Said[] {
  if (negated) return [{ kind: "violation", what: "lets every role be passed but a list" }];
  const unseen: readonly Said[] = unknown.length > 0 ? [{ kind: "unknown", paths: unknown }] : [];
  const wide = patterns.filter((pattern) => !isExact(pattern) || accountOf(pattern) === undefined);
  const answers = wide.map((pattern) => ({ pattern, answer: isOfApplication(pattern, document, setup) }));
  const refused = answers.filter(({ answer }) => answer === false).map(({ pattern }) => pattern);
  const open = answers.flatMap(({ answer }) => (typeof answer === "object" ? answer.paths : []));
  const { app } = setup.world;
  const fix = app.kind !== "known" && open.includes(app.path) ? { fix: sayWhich } : {};
  return [
    ...(refused.length > 0
      ? [
          {
            kind: "violation" as const,
            what: `lets roles be passed that it doesn't name: ${listed(refused)}`,
          },
        ]
      : []),
    ...(open.length > 0 ? [{ kind: "unknown" as const, paths: open, ...fix }] : []),
    ...unseen,
  ];
}

const sayWhich = "say which application this is: the setting delivery:app, or `app` in this policy's config";

type Answer = boolean | { readonly paths: readonly string[] };

/** The ruling for execution roles: a path or prefix of this application, in the own account, under a boundary. */
function isOfApplication(pattern: string, { holders }: JudgedDocument, { world }: Setup): Answer {
  if (holders.length === 0 || !holders.every(isExecutionRole)) return false;
  const { app } = world;
  const begun = roleNameOf(pattern)?.split(/[*?$]/, 1)[0] ?? "";
  const path = pattern.split(":role/")[1]?.split(/[*?$]/, 1)[0] ?? "";
  if (app.kind !== "known") return { paths: [app.path] };
  const prefixes = [app.value, ...stackPrefixes(world)].map((prefix) => prefix.toLowerCase());
  const parts = path.toLowerCase().split("/");
  const isOwn = (name: string) => prefixes.some((prefix) => name.startsWith(prefix));
  if (!isOwn(begun.toLowerCase()) && !parts.slice(0, -1).some(isOwn)) return false;
  for (const holder of holders) {
    const answer = passesOwn(pattern, holder);
    if (answer !== true) return answer;
  }
  return true;
}

/** CloudFormation begins the names of a stack's roles with the stack's name, so its pattern says how they begin. */
function stackPrefixes({ environments }: Knowledge): readonly string[] {
  if (environments.kind !== "known") return [];
  return environments.value
    .flatMap(({ stacks }) => stacks)
    .map((stack) => stack.split(/[*?]/, 1)[0] ?? "")
    .filter((prefix) => prefix !== "");
}

function passesOwn(pattern: string, { accountId, documents, boundary }: Principal): Answer {
  if (accountId.kind !== "known") return { paths: [accountId.path] };
  if (accountOf(pattern) !== accountId.value) return false;
  const made = couldAllow(documents, "iam:CreateRole", pattern, {
    ...(boundary.kind === "known" ? { boundaries: [[boundary.document]] } : {}),
    context: contextOf({ "iam:PermissionsBoundary": null }, "unknown"),
  });
  if (made.kind === "no") return true;
  return made.kind === "yes" ? false : { paths: made.paths };
}
