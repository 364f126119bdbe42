import { iamManagedPolicyAllowlist } from "../../../../policy-pack/policies/iam/iam-managed-policy-allowlist";
import { unknown } from "../../handed";
import { allow, role, settings } from "../../road";
import type { DecisionTable } from "../table";
import { attachment, build, group, managedPolicy, policyArn } from "./holders.stack";

const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const power = "arn:aws:iam::aws:policy/PowerUserAccess";
const ofBuild = role("devops", "payments-build");
const own = managedPolicy("payments", "devops", allow("s3:GetObject", "arn:aws:s3:::payments/*"));

export const table: DecisionTable = {
  rule: iamManagedPolicyAllowlist,
  rows: [
    {
      when: "a policy of the stack is attached",
      shows: "pass",
      stack: [ofBuild, own, attachment("payments-build", policyArn("devops", "payments"))],
    },
    {
      when: "a policy of AWS is attached",
      shows: "violation",
      stack: [ofBuild, attachment("payments-build", basic)],
      says: [
        "mandatory payments-build-attachment: payments-build-attachment attaches AWS's service-role/AWSLambdaBasicExecutionRole, which is not on the list.",
      ],
      inFull: [
        "payments-build-attachment attaches AWS's service-role/AWSLambdaBasicExecutionRole, which is not on the list.\n" +
          "  at: policyArn\n" +
          "  why: CICD-SEC-2: AWS writes its policies for everybody, hardly names a resource, and changes them without asking\n" +
          "  fix: write a policy that names what is needed; or add AWS's policy to `allow` in this policy's config",
      ],
    },
    {
      when: "it is in a role's own list",
      shows: "violation",
      stack: [role("devops", "payments-build", { props: { managedPolicyArns: [basic, power] } })],
      circumstances: { settings, config: { allow: [basic] } },
      says: [
        "mandatory payments-build: payments-build attaches AWS's PowerUserAccess, which is not on the list.",
      ],
    },
    {
      when: "it is attached to a group from the policy's side, in another partition",
      shows: "violation",
      stack: [
        group("developers", "devops"),
        {
          type: "aws:iam/policyAttachment:PolicyAttachment",
          name: "power",
          props: { groups: ["developers"], policyArn: power.replace("arn:aws:", "arn:aws-us-gov:") },
        },
      ],
      says: ["mandatory power: power attaches AWS's PowerUserAccess, which is not on the list."],
    },
    {
      when: "it is given to a permission set",
      shows: "violation",
      stack: [
        {
          type: "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
          name: "set-power",
          props: { permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1", managedPolicyArn: power },
        },
      ],
      says: ["mandatory set-power: set-power attaches AWS's PowerUserAccess, which is not on the list."],
    },
    {
      when: "what is attached is not known",
      shows: "unknown",
      stack: [ofBuild, attachment("payments-build", unknown)],
      says: [
        "advisory payments-build-attachment: Undetermined: which policy payments-build-attachment attaches to role payments-build is not known.",
      ],
    },
    {
      when: "the list names it, by its name",
      shows: "near miss",
      stack: [ofBuild, attachment("payments-build", basic)],
      circumstances: { settings, config: { allow: ["service-role/AWSLambdaBasicExecutionRole"] } },
    },
    {
      when: "what is attached is not known, and made from a policy of the stack",
      shows: "near miss",
      stack: [
        ofBuild,
        own,
        { ...attachment("payments-build", unknown), madeFrom: { policyArn: ["payments"] } },
      ],
    },
    {
      when: "a policy of one's own has the name of AWS's",
      shows: "near miss",
      stack: [ofBuild, attachment("payments-build", policyArn("devops", "PowerUserAccess"))],
    },
    {
      when: "nothing is attached",
      shows: "not applicable",
      stack: build(allow("s3:GetObject", "arn:aws:s3:::payments/*")),
      notApplicable: ["the stack attaches no managed policy"],
    },
  ],
};
