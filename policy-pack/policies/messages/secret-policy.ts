/**
 * secret-policy
 *
 * A secret's policy lets no stranger in, and principals of other accounts read at most, from accounts on the list.
 * Where `readers` is given, the policy lets nobody read the value but these roles.
 *
 * Why: OWASP CICD-SEC-6. A secret's policy alone opens it to other accounts, past all that is said of identities.
 *
 * Level: the resource's; the document says it all.
 *
 * Not seen: what identities of the secret's own account may do by their own policies (iam-secret-readers).
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings); `readers` (none): ARNs of the
 * roles and users that a secret's policy may let read it.
 */
import { worldSchema } from "../../config/parameters";
import { listParameter } from "../../config/list-parameter";
import { judgeForeigners } from "../../resource-policies/foreign-rights";
import type { Foreigner } from "../../resource-policies/foreigners";
import { foreignersIn } from "../../resource-policies/foreigners";
import { openingsFor } from "../../resource-policies/openings";
import { judgeStrangers } from "../../resource-policies/public-openings";
import type { ResourcePolicy } from "../../resource-policies/resource-policy";
import {
  eachPlaceOnce,
  policyCarriers,
  policyOf,
  statementName,
  unseen,
} from "../../resource-policies/resource-policy";
import { changesOn } from "../../resource-policies/service-actions";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";

export const secretPolicy: Rule = {
  number: 103,
  name: "secret-policy",
  title: "Secrets are open to their readers only",
  description:
    "No secret's policy lets strangers in; other accounts only read; where readers are given, nobody else.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation: "Name the roles that read the secret, and allow them secretsmanager:GetSecretValue at most.",
  parameters: {
    ...worldSchema("accounts"),
    readers: {
      type: "array",
      items: { type: "string" },
      description: "ARNs of the roles and users that a secret's policy may let read it. Default: not asked.",
    },
  },
  types: policyCarriers.secret,
  resource: (resource, setup) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged(
      eachPlaceOnce([
        ...judgeStrangers(policy, "secretsmanager:*", { anonymous: false, why, fix }),
        ...judgeForeigners(policy, setup.world, why, (foreigner) => judgeRights(policy, foreigner)),
        ...judgeReaders(policy, setup),
      ]),
    );
  },
};

const why = "CICD-SEC-6: whoever reads a secret acts in its owner's name";
const fix =
  "name the roles, or add a condition that only own accounts meet: aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn";
const changes = changesOn(
  "secretsmanager",
  ["Secret"],
  ["secretsmanager:PutSecretValue", "secretsmanager:DeleteSecret"],
);
const readValue = ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"];

function judgeRights(policy: ResourcePolicy, { label: who, meant }: Foreigner): readonly Finding[] {
  const { document, urn, label } = policy;
  const { found, unknown } = openingsFor(document, [meant], changes);
  const unclear = unknown.filter((path) => !document.unknown.includes(path));
  if (found.length === 0)
    return unclear.length > 0 ? [unseen(policy, `lets ${who} do more than read`, unclear, why)] : [];
  return found.map(({ statement, action }) => ({
    kind: "violation",
    urn,
    what: `In ${label}, ${statementName(statement)} lets ${who} do more than read: ${action}.`,
    at: [statement.path],
    why,
    fix: "allow other accounts secretsmanager:GetSecretValue and secretsmanager:DescribeSecret at most",
  }));
}

/** Whoever the policy names, own and foreign, against the list: all are looked at as if they were of elsewhere. */
function judgeReaders(policy: ResourcePolicy, setup: Setup): readonly Finding[] {
  const field = setup.parameters.at("readers");
  if (field.isAbsent()) return [];
  const readers = listParameter(setup, "readers");
  if (readers.kind !== "known")
    return [unseen(policy, "lets others than `readers` read", [readers.path], why)];
  const { document, urn, label } = policy;
  const named = foreignersIn(document, "");
  const listed: ReadonlySet<string> = new Set(readers.value);
  const findings = named.foreigners
    .filter(({ label: who }) => !listed.has(who))
    .flatMap(({ label: who, meant, others }): readonly Finding[] => {
      const { found, unknown } = openingsFor(document, [meant, ...others.visitors], readValue);
      const unclear = [...unknown, ...others.unknown].filter((path) => !document.unknown.includes(path));
      if (found.length === 0)
        return unclear.length > 0 ? [unseen(policy, `lets ${who} read`, unclear, why)] : [];
      return found.map(({ statement }) => ({
        kind: "violation",
        urn,
        what: `In ${label}, ${statementName(statement)} lets ${who} read, which is not among the readers.`,
        at: [statement.path],
        why,
        fix: "name the roles of `readers` only, or add this one there",
      }));
    });
  const unknown = named.unknown.filter((path) => !document.unknown.includes(path));
  return [...findings, ...(unknown.length > 0 ? [unseen(policy, "names other readers", unknown, why)] : [])];
}
