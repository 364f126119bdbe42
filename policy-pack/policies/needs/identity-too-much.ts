/**
 * identity-too-much
 *
 * A declared identity holds no right that nobody uses: every action and resource that its policies allow is one
 * of a declared call, of a call that AWS services make under the role, or, for the deploy and publishing roles of a
 * CDK bootstrap, of a call of the CDK CLI. An execution role may use the services that the settings name, the
 * application's roles and the assets of the bootstrap, and nothing else.
 *
 * Why: what nobody uses nobody misses when it is taken, and whoever takes over the step has it.
 *
 * Level: the stack's, because declarations and policies stand in many resources; the finding is said of the role.
 *
 * Not seen: roles that no call names (not applicable); where the artifacts lie of a build that no pipeline of the
 * stack runs yet, so that its reads and writes of objects count as used; what a boundary takes away again counts as held, since
 * boundaries change.
 *
 * Parameters: `services`, `onUnknown` (advisory).
 */
import { worldSchema } from "../../config/parameters";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { excessOf } from "./excess";
import { executionFindings, executionRoles } from "./execution-findings";
import type { NeedyIdentity } from "./needed-calls";
import { neededCalls } from "./needed-calls";

const why = "a right that nobody uses is missed by nobody, and whoever takes over the step has it";

export const identityTooMuch: Rule = {
  number: 122,
  name: "identity-too-much",
  title: "No identity holds more than its step needs",
  description:
    "Every right of a declared identity is used by a declared call, an AWS service or the CDK CLI.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Remove the right, narrow it to what is called, or declare the call that uses it.",
  parameters: worldSchema("services"),
  stack: (stack, { world }) => {
    const { identities, unknown } = neededCalls(stack, world);
    const execution = executionFindings(stack, world, "too much");
    if (identities.length === 0 && unknown.length === 0 && executionRoles(stack, world).length === 0)
      return notApplicable("no component declares the calls of an identity");
    // A declaration that can't be read may be the one that uses a right, and is said by identity-too-little.
    return judged([...identities.flatMap((identity) => judge(identity, unknown)), ...execution]);
  },
};

function judge({ role, calls }: NeedyIdentity, unread: readonly string[]): readonly Finding[] {
  if (!role) return [];
  const { excess, unknown } = excessOf(role.documents, calls);
  const unclear = [...unknown, ...(excess.length > 0 ? unread : [])];
  return [
    ...(excess.length > 0 && unread.length === 0
      ? [
          {
            kind: "violation",
            urn: role.urn,
            what: `${role.label} holds ${count(excess.length)} that nobody uses.`,
            at: excess.map(({ text, path }) => `${text} (${path})`),
            why,
            fix: "remove it, narrow it to what is called, or declare the call that uses it",
          } satisfies Finding,
        ]
      : []),
    ...(unclear.length > 0
      ? [
          {
            kind: "undetermined",
            urn: role.urn,
            what: `whether ${role.label} holds more than it uses can't be seen.`,
            at: [...new Set(unclear)],
            why,
            fix: "build what is named here from names and account ids, so that it is known at preview",
          } satisfies Finding,
        ]
      : []),
  ];
}

function count(rights: number): string {
  return rights === 1 ? "one right" : `${rights} rights`;
}
