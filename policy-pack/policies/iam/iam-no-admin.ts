/**
 * iam-no-admin
 *
 * No identity policy gives administration: every action on everything, everything but a list of things
 * (`NotAction`, which is how AWS's PowerUserAccess is made), or all of IAM on all roles. Nor is one of AWS's own
 * policies that do so attached: AdministratorAccess, IAMFullAccess, PowerUserAccess.
 *
 * Why: whoever holds it holds every other right, the gate of production included. OWASP CICD-SEC-2.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary. A policy that
 * is only ever a boundary grants nothing and is not judged. CloudFormation's execution role is judged.
 *
 * Not seen: several documents that are administration only together (iam-no-privilege-escalation merges them); the
 * contents of most of AWS's managed policies and of policies that exist outside of the stack: undetermined.
 *
 * Parameters: none.
 */
import type { Statement } from "../../iam/document";
import type { Work } from "../../iam/glob";
import { boundedWork, hasWildcard, someText } from "../../iam/glob";
import type { Stack } from "../../stack/stack";
import type { Finding, Verdict } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import type { Attached } from "./attached-policies";
import { attachedPolicies, holdersOf, managedName } from "./attached-policies";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { listed, shown } from "./listing";
import { coversEverything, widthOf } from "./resource-width";

export const iamNoAdmin: Rule = {
  number: 39,
  name: "iam-no-admin",
  title: "Nobody is administrator",
  description:
    "No identity policy allows everything, everything but a list, or all of IAM; AWS's administrator policies are not attached.",
  severity: "critical",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the actions and the resources that the identity needs; detach AdministratorAccess, PowerUserAccess and IAMFullAccess.",
  parameters: {},
  stack: judgeStack,
};

const why =
  "CICD-SEC-2: whoever holds administration holds every other right too, and no gate binds who can remove it";

const administrators: ReadonlySet<string> = new Set(
  ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"].map((name) => name.toLowerCase()),
);

function judgeStack(stack: Stack, setup: Setup): Verdict {
  const attached = attachedPolicies(stack, setup.world);
  const work = boundedWork();
  const written = judgeStatements(stack, setup, {
    why,
    fix: "name the actions that are needed, and the resources that they are needed on",
    question: "gives administration",
    sparesExecutionRoles: false,
    judge: (statement) => judgeStatement(statement, work),
  });
  const findings = attached.flatMap(judgeAttached);
  if (written.kind === "judged") return judged([...written.findings, ...findings]);
  return attached.length > 0 ? judged(findings) : written;
}

function judgeStatement({ actions, resources }: Statement, work: Work): readonly Said[] {
  const everywhere = coversEverything(resources);
  if (actions.negated) {
    if (actions.patterns.some((pattern) => /^\*+(:\*+)?$/.test(pattern)) || everywhere === "no") return [];
    if (everywhere === "unknown") return [{ kind: "unknown", paths: resources.unknown }];
    if (actions.patterns.length === 0) return [{ kind: "unknown", paths: actions.unknown }];
    return violation(`allows everything but ${listed(actions.patterns)}, on everything`);
  }
  const every = covers(actions.patterns, "?*:?*", work);
  if (every === "yes" && everywhere === "yes") return violation("allows every action on everything");
  const identity = covers(actions.patterns, "iam:?*", work);
  const roles = allRoles(resources);
  if (identity === "yes" && roles === "yes" && every !== "unknown")
    return violation("allows all of IAM on all roles, as IAMFullAccess does");
  const paths = [
    ...(roles !== "no" || everywhere !== "no" ? actions.unknown : []),
    ...(identity !== "no" || every !== "no" ? resources.unknown : []),
    ...(every === "unknown" || identity === "unknown" ? ["patterns too entangled to compare"] : []),
  ];
  return paths.length > 0 ? [{ kind: "unknown", paths }] : [];
}

function violation(what: string): readonly Said[] {
  return [{ kind: "violation", what }];
}

type Answer = "yes" | "no" | "unknown";

/** Whether patterns together cover all actions of a shape; unread ones could only add to them. */
function covers(patterns: readonly string[], shape: string, work: Work): Answer {
  const prefix = shape.startsWith("iam:") ? /^(iam:|[^:]*[*?])/ : /^[^:]*[*?]/;
  const wide = patterns.filter((pattern) => hasWildcard(pattern) && prefix.test(pattern));
  if (wide.length === 0) return "no";
  const found = someText([shape], wide, work);
  if (found.kind === "unknown") return "unknown";
  return found.kind === "none" ? "yes" : "no";
}

function allRoles({ negated, patterns, unknown }: Statement["resources"]): Answer {
  if (negated) return coversEverything({ negated, patterns, unknown });
  if (patterns.some((pattern) => widthOf(pattern, "arn:*:iam::*:role/*") !== "named")) return "yes";
  return unknown.length > 0 ? "unknown" : "no";
}

function judgeAttached(attached: Attached): readonly Finding[] {
  const { grant, carrier } = attached;
  const { managedArn, at, document } = grant;
  const name = managedArn === undefined ? undefined : managedName(managedArn);
  if (name !== undefined && administrators.has(name.toLowerCase()))
    return [
      {
        kind: "violation",
        urn: carrier.urn,
        what: `${carrier.name} gives ${holdersOf(attached)} AWS's ${name}.`,
        at: [at],
        why,
        fix: "attach a policy that names the actions and resources that are needed",
      },
    ];
  if (document.unknown.length === 0) return [];
  return [
    {
      kind: "undetermined",
      urn: carrier.urn,
      what: `whether ${managedArn === undefined ? `what ${carrier.name} attaches` : shown(managedArn)} gives ${holdersOf(attached)} administration can't be seen: the policy is not in this stack.`,
      at: [at],
      why,
      fix: "manage the policy in this stack, and attach it by an ARN built from its name",
    },
  ];
}
