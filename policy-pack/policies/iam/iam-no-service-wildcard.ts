/**
 * iam-no-service-wildcard
 *
 * No identity policy allows a service as a whole (`s3:*`, `*:*`), and no pattern of actions takes both writing and
 * the management of permissions (`s3:Put*` is PutObject and PutBucketPolicy). A pattern within one level is fine:
 * `codepipeline:Update*` only writes, `s3:Get*` only reads.
 *
 * Why: a wildcard grants tomorrow's actions too, and a verb is shared by what a build does and by what opens a
 * resource to others. OWASP CICD-SEC-2.
 *
 * Level: the stack, because only there it is known whether a policy is a grant or merely a boundary, and whose it
 * is. CloudFormation's execution role under a boundary manages the services of the settings as a whole.
 *
 * Not seen: the actions of services that the action table does not have: a pattern of them that does more than read
 * is undetermined.
 *
 * Parameters: `allow`: patterns that may stand, as `s3:put*`.
 */
import type { ActionInfo } from "../../iam/actions";
import type { Statement } from "../../iam/document";
import { hasWildcard } from "../../iam/glob";
import { onlyReads } from "../../iam/reading";
import type { Rule } from "../../verdict/rule";
import { allowedTexts, allowSchema } from "./allowed-texts";
import type { ActionReader } from "./granted-actions";
import { grantedActionsOf } from "./granted-actions";
import type { Said } from "./judge-statements";
import { judgeStatements } from "./judge-statements";
import { shown } from "./listing";

export const iamNoServiceWildcard: Rule = {
  number: 40,
  name: "iam-no-service-wildcard",
  title: "No policy allows a service as a whole",
  description:
    "No identity policy allows every action of a service, or a pattern that takes writing and permissions management together.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Name the actions, or use patterns that stay within one access level, as `s3:Get*`.",
  parameters: allowSchema("Patterns of actions that may stand, as `s3:put*`."),
  stack: (stack, setup) => {
    const allowed = allowedTexts(setup);
    const reader = grantedActionsOf(stack);
    return judgeStatements(stack, setup, {
      why: "CICD-SEC-2: a wildcard grants what nobody thought of, and whatever the service adds later",
      fix: "name the actions that are needed; a pattern may stay where it only reads, or only writes",
      question: "allows a service as a whole",
      sparesExecutionRoles: true,
      judge: ({ actions }) => judgeActions(actions, allowed, reader),
    });
  },
};

function judgeActions(
  { negated, patterns, unknown }: Statement["actions"],
  allowed: ReadonlySet<string>,
  reader: ActionReader,
): readonly Said[] {
  // All but some is another rule's.
  if (negated) return [];
  const wild = patterns.filter((pattern) => hasWildcard(pattern) && !allowed.has(pattern));
  const said = wild.flatMap((pattern) => judgePattern(pattern, reader));
  return unknown.length > 0 ? [...said, { kind: "unknown", paths: unknown }] : said;
}

function judgePattern(pattern: string, reader: ActionReader): readonly Said[] {
  const prefix = pattern.split(":", 1)[0] ?? "";
  if (/^[^:]*:\*+$/.test(pattern) || /^\*+$/.test(pattern)) {
    const what = hasWildcard(prefix) ? "every action of every service" : `every action of ${shown(prefix)}`;
    return [{ kind: "violation", what: `allows ${what} by ${shown(pattern)}` }];
  }
  const expanded = reader.expand(pattern);
  if (!expanded) return [{ kind: "unknown", paths: ["more patterns than can be compared"] }];
  const writes = expanded.known.find(({ level }) => level === "Write");
  const permits = expanded.known.find(({ level }) => level === "Permissions management");
  if (writes && permits)
    return [{ kind: "violation", what: `allows ${shown(pattern)}, which is ${both(writes, permits)}` }];
  if (expanded.opaque.length === 0 || onlyReads(pattern) || isReadOfAll(pattern)) return [];
  return [
    {
      kind: "unknown",
      paths: [`${shown(pattern)}, of services that the action table does not have`],
      fix: "name the actions; or list the pattern in `allow`",
    },
  ];
}

function both(writes: ActionInfo, permits: ActionInfo): string {
  return `${writes.name} as well as ${permits.name}, writing and giving permissions in one`;
}

/** `*:Describe*`: reading, whatever the service. */
function isReadOfAll(pattern: string): boolean {
  const verb = pattern.slice(pattern.indexOf(":") + 1);
  return pattern.includes(":") && onlyReads(`any:${verb}`);
}
