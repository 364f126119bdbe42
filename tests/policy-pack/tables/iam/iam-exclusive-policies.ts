import { iamExclusivePolicies } from "../../../../policy-pack/policies/iam/iam-exclusive-policies";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import type { Account } from "../../road";
import { allow, document, provider, role, roleArn, rolePolicy, settings } from "../../road";
import type { DecisionTable } from "../table";

function inline(account: Account, roleName: unknown): Written {
  return {
    type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
    name: "one-policies",
    provider: provider(account),
    props: { roleName, policyNames: [] },
  };
}

function attached(account: Account, roleName: unknown): Written {
  return {
    type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    name: "one-attachments",
    provider: provider(account),
    props: { roleName, policyArns: [] },
  };
}

const inProduction = role("prod", "one");
const ownPolicy = { inlinePolicies: [{ name: "own", policy: document(allow("s3:GetObject", "*")) }] };

export const table: DecisionTable = {
  rule: iamExclusivePolicies,
  rows: [
    {
      when: "both kinds of policies of a production role are listed in full",
      shows: "pass",
      stack: [inProduction, inline("prod", "one"), attached("prod", "one")],
    },
    {
      when: "the lists name the role by its output",
      shows: "pass",
      stack: [
        inProduction,
        { ...inline("prod", unknown), madeFrom: { roleName: ["one"] } },
        { ...attached("prod", unknown), madeFrom: { roleName: ["one"] } },
      ],
    },
    {
      when: "a production role has no list of its attached policies",
      shows: "violation",
      stack: [inProduction, inline("prod", "one")],
      says: [
        "advisory one: Nothing lists the attached policies of role one in full, and it can reach production.",
      ],
      inFull: [
        [
          "Nothing lists the attached policies of role one in full, and it can reach production.",
          "  at: managedPolicyArns",
          "  why: CICD-SEC-1: a policy that somebody adds by hand is in no preview, and nothing takes it away again",
          "  fix: add RolePolicyAttachmentsExclusive for the role, with all of its attached policies, or with none",
        ].join("\n"),
      ],
    },
    {
      when: "a role elsewhere that takes a production role has no lists",
      shows: "violation",
      stack: [
        inProduction,
        inline("prod", "one"),
        attached("prod", "one"),
        rolePolicy("prod", "one", allow("cloudformation:*", "*")),
        role("devops", "deployer"),
        rolePolicy("devops", "deployer", allow("sts:AssumeRole", roleArn("prod", "one"))),
      ],
      says: [
        "advisory deployer: Nothing lists the inline policies of role deployer in full, and it can reach production.",
        "advisory deployer: Nothing lists the attached policies of role deployer in full, and it can reach production.",
      ],
    },
    {
      when: "the lists belong to a role of the same name in another account",
      shows: "violation",
      stack: [inProduction, inline("dev", "one"), attached("dev", "one")],
      says: [
        "advisory one: Nothing lists the inline policies of role one in full, and it can reach production.",
        "advisory one: Nothing lists the attached policies of role one in full, and it can reach production.",
      ],
    },
    {
      when: "inline policies stand in the role and beside it",
      shows: "violation",
      stack: [
        role("prod", "one", { props: ownPolicy }),
        rolePolicy("prod", "one", allow("s3:GetObject", "*")),
        attached("prod", "one"),
      ],
      says: [
        "advisory one: The inline policies of role one are managed twice, by the role itself and by one-policy.",
      ],
    },
    {
      when: "whose the lists are is not known yet",
      shows: "unknown",
      stack: [inProduction, inline("prod", unknown), attached("prod", "one")],
      says: [
        "advisory one: Undetermined: whether anything lists the inline policies of role one in full can't be seen.",
      ],
    },
    {
      when: "which accounts are production is not known",
      shows: "unknown",
      stack: [inProduction],
      circumstances: {},
      says: [
        "advisory one: Undetermined: which accounts are production is not known, so no role can be held against them.",
      ],
    },
    {
      when: "the role itself lists its inline policies",
      shows: "near miss",
      stack: [role("prod", "one", { props: ownPolicy }), attached("prod", "one")],
    },
    {
      when: "a role that can't reach production has no lists",
      shows: "near miss",
      stack: [role("devops", "reader"), rolePolicy("devops", "reader", allow("s3:GetObject", "*"))],
    },
    {
      when: "no environment is production",
      shows: "not applicable",
      stack: [inProduction],
      circumstances: { settings: { ...settings, environments: settings.environments.slice(0, 1) } },
      notApplicable: ["the stack has no environment of kind production"],
    },
  ],
};
