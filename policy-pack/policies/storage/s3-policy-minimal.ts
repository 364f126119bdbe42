/**
 * s3-policy-minimal
 *
 * A bucket's policy lets no stranger in (`*` without a condition that keeps out everybody else), gives nobody all
 * actions (`*`, `s3:*`), and lets principals of other accounts read at most: no writing, no deleting, no change of
 * policy, ACL or settings; objects under a prefix, not in the whole bucket. Their accounts are on the list.
 *
 * Why: OWASP CICD-SEC-7 and CICD-SEC-9. Who can write to the bucket between build and deployment decides what is
 * deployed.
 *
 * Level: the resource's, for bucket policies and for the policy among a bucket's own properties.
 *
 * Not seen: what identities of the bucket's own account may do by their own policies. Services are
 * trust-service-source.
 *
 * Parameters: `accounts` (default: the DevOps account and all targets of the settings).
 */
import { worldSchema } from "../../config/parameters";
import type { Statement } from "../../iam/document";
import type { Finding } from "../../verdict/finding";
import { judged } from "../../verdict/finding";
import type { Rule } from "../../verdict/rule";
import { judgeForeigners } from "../../resource-policies/foreign-rights";
import type { Foreigner } from "../../resource-policies/foreigners";
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

export const s3PolicyMinimal: Rule = {
  number: 87,
  name: "s3-policy-minimal",
  title: "Bucket policies let in few, for little",
  description:
    "No bucket policy lets strangers in or gives all actions; other accounts only read, under a prefix.",
  severity: "high",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Name the principals and the actions; give other accounts s3:GetObject on bucket/prefix/* and s3:ListBucket at most.",
  parameters: worldSchema("accounts"),
  types: policyCarriers.bucket,
  resource: (resource, { world }) => {
    const policy = policyOf(resource);
    if (!policy) return judged([]);
    return judged(
      eachPlaceOnce([
        ...judgeStrangers(policy, "s3:*", {
          anonymous: true,
          why: "CICD-SEC-7: what anybody may do with the bucket, somebody will",
          fix: "name the principals, or add a condition that only own accounts meet: aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn",
        }),
        ...judgeWholeService(policy),
        ...judgeForeigners(policy, world, why, (foreigner) => judgeRights(policy, foreigner)),
      ]),
    );
  },
};

const why = "CICD-SEC-9: whoever can write between build and deployment decides what is deployed";
const changes = changesOn(
  "s3",
  ["bucket", "object"],
  ["s3:PutObject", "s3:DeleteObject", "s3:PutBucketPolicy"],
);
const objectReads = ["s3:GetObject", "s3:GetObjectVersion"] as const;

/** The most statements that are spoken of one by one. */
const most = 5;

function judgeWholeService({ document, urn, label }: ResourcePolicy): readonly Finding[] {
  return document.statements
    .filter(({ effect, actions }) => effect === "Allow" && !actions.negated && actions.patterns.some(isAll))
    .slice(0, most)
    .map((statement) => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} allows every action.`,
      at: [statement.path],
      why,
      fix: "list the actions that are needed",
    }));
}

function isAll(pattern: string): boolean {
  return /^(?:\*+|s3:\*+)$/.test(pattern);
}

function judgeRights(policy: ResourcePolicy, { label: who, meant }: Foreigner): readonly Finding[] {
  const { document, urn, label } = policy;
  const changing = openingsFor(document, [meant], changes);
  const reading = openingsFor(document, [meant], objectReads);
  const unknown = [...changing.unknown, ...reading.unknown].filter(
    (path) => !document.unknown.includes(path),
  );
  return [
    ...changing.found.map(({ statement, action }): Finding => ({
      kind: "violation",
      urn,
      what: `In ${label}, ${statementName(statement)} lets ${who} do more than read: ${action}.`,
      at: [statement.path],
      why,
      fix: "allow other accounts s3:GetObject, s3:GetObjectVersion and s3:ListBucket at most",
    })),
    ...reading.found
      .filter(({ statement }) => namesWholeBucket(statement))
      .map(({ statement }): Finding => ({
        kind: "violation",
        urn,
        what: `In ${label}, ${statementName(statement)} lets ${who} read every object of the bucket.`,
        at: [statement.path],
        why: "CICD-SEC-7: the bucket also holds what is for others",
        fix: "name the prefix that is meant for them: bucket/prefix/*",
      })),
    ...(unknown.length > 0 && changing.found.length === 0
      ? [unseen(policy, `lets ${who} do more than read`, unknown, why)]
      : []),
  ];
}

/** Whether some pattern begins with a wildcard where the object's key begins. */
function namesWholeBucket({ resources: { negated, patterns } }: Statement): boolean {
  return negated || patterns.some((pattern) => /^[^/]*[*]|^[^/]*\/[*?]/.test(pattern));
}
