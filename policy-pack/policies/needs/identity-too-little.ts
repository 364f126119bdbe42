/**
 * identity-too-little
 *
 * Every call that is made under a declared identity will be let through. The calls are those that components
 * declare, those that AWS services make under the role, and for the deploy and publishing roles of a CDK bootstrap
 * those of the CDK CLI. Each is held against the identity's policies and boundary together with the trust policy
 * of a role that is assumed, the key policy, the bucket policy, and across accounts the repository policy. An
 * execution role may do something of every service that the settings name.
 *
 * Why: a right that is missing shows itself in the middle of a release, often in production, and is then granted
 * in a hurry and too widely.
 *
 * Level: the stack's, because what decides stands in many resources; the finding is said of the role.
 *
 * Not seen: roles that no call names (not applicable); keys, buckets and repositories outside of the stack; values
 * that only a call brings along, which count as whatever the condition wants.
 *
 * Parameters: `services`, `onUnknown` (advisory).
 */
import { worldSchema } from "../../config/parameters";
import { identitiesOf } from "../../identities/identities";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import type { Call } from "./call";
import { executionFindings, executionRoles } from "./execution-findings";
import { Grants } from "./granted";
import type { NeedyIdentity } from "./needed-calls";
import { neededCalls } from "./needed-calls";

const why = "a call that is refused stops a release in its middle, and the right is then granted in a hurry";

export const identityTooLittle: Rule = {
  number: 121,
  name: "identity-too-little",
  title: "Every identity may do what its step needs",
  description:
    "Every declared call, and every call that AWS services make under a role, is allowed by all policies that have a say.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Grant exactly the missing call in the policy that refuses it, or remove its declaration if nobody makes it.",
  parameters: worldSchema("services"),
  stack: (stack, { world }) => {
    const { identities, unknown } = neededCalls(stack, world);
    const execution = executionFindings(stack, world, "too little");
    if (identities.length === 0 && unknown.length === 0 && executionRoles(stack, world).length === 0)
      return notApplicable("no component declares the calls of an identity");
    const grants = new Grants(stack, identitiesOf(stack, world));
    return judged([
      ...unreadable(unknown),
      ...identities.flatMap((identity) => judge(identity, grants)),
      ...execution,
    ]);
  },
};

function judge(identity: NeedyIdentity, grants: Grants): readonly Finding[] {
  const { role, arn, calls } = identity;
  if (!role)
    return [
      {
        kind: "undetermined",
        urn: "",
        what: `calls are declared under ${arn}, which is neither in this stack nor described in the policy config.`,
        at: [arn],
        why,
        fix: "manage the role in this stack, or describe it in externalRoles of the policy config",
      },
    ];
  const refused: string[] = [];
  const unclear = new Set<string>();
  // To lack what is called in some circumstances only is no fault.
  for (const call of unique(calls.filter(({ optional }) => optional !== true))) {
    const answer = grants.of(role, arn, call);
    if (answer.kind === "no")
      refused.push(
        `${call.action} on ${answer.resource}: refused by ${answer.by} (${call.why}; ${call.source})`,
      );
    if (answer.kind === "unknown") for (const path of answer.paths) unclear.add(path);
  }
  return [
    ...(refused.length > 0
      ? [
          {
            kind: "violation",
            urn: role.urn,
            what: `${role.label} lacks ${count(refused.length)} that its step needs.`,
            at: refused,
            why,
            fix: "grant exactly this where it is refused, or remove the declaration if nobody makes the call",
          } satisfies Finding,
        ]
      : []),
    ...(unclear.size > 0
      ? [
          {
            kind: "undetermined",
            urn: role.urn,
            what: `whether ${role.label} may make all of its calls can't be seen.`,
            at: [...unclear],
            why,
            fix: "build what is named here from names and account ids, so that it is known at preview",
          } satisfies Finding,
        ]
      : []),
  ];
}

function unreadable(paths: readonly string[]): readonly Finding[] {
  if (paths.length === 0) return [];
  return [
    {
      kind: "undetermined",
      urn: "",
      what: "some declared calls can't be read.",
      at: paths,
      why,
      fix: "declare identity, action and resource as literals",
    },
  ];
}

function unique(calls: readonly Call[]): readonly Call[] {
  return [...new Map(calls.map((call) => [`${call.action.toLowerCase()} ${call.resource}`, call])).values()];
}

function count(calls: number): string {
  return calls === 1 ? "one call" : `${calls} calls`;
}
