import assert from "node:assert/strict";
import fc from "fast-check";
import { physicalNamePrefixes } from "../../../blueprint/physical-names";
import { readSettings } from "../../../blueprint/read-settings";
import { exampleSettings } from "../example-settings";
import { good, goodBut, problemsOf, today } from "./good";

const stack = ["environments", 2, "stacks", 0];
const path = "delivery:environments[2].stacks[0]";
const fix = "write for example Payments-prod-*: stacks that are named after the application";
const own =
  "a beginning that is the application's own: a deploy may write every role and bucket whose name begins so";

/** Names, with their paths, of roles that an account may hold and that are not the application's. */
const foreignRoles = [
  "cdk-hnb659fds-cfn-exec-role-444444444444-eu-central-1",
  "AWSControlTowerExecution",
  "AWSCloudFormationStackSetExecutionRole",
  "aws-controltower-AdministratorExecutionRole",
  "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Administrator_0123456789abcdef",
  "aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations",
  "service-role/AmazonSageMakerExecutionRole",
  "stacksets-exec-0123456789abcdef0123456789abcdef",
  "OrganizationAccountAccessRole",
  "delivery-provisioner-of-the-platform-team",
];

describe("the beginning of stack names", () => {
  for (const [pattern, beginning] of [
    ["P*", "P*"],
    ["Pay*", "Pay*"],
    ["Pay*-prod-longer", "Pay*"],
    ["App", "App*"],
  ] as const) {
    it(`is too short in ${pattern}`, () => {
      assert.deepEqual(problemsOf(goodBut(stack, pattern)), [
        {
          path,
          got: `"${pattern}", which gives away every role named ${beginning}`,
          allowed:
            "at least 4 characters before the first *: a deploy may write every role and bucket whose name begins with them",
          fix,
        },
      ]);
    });
  }

  const cdk = "the roles and buckets of CDK bootstrap";
  const aws = "roles of IAM Identity Center, Control Tower and other services of AWS";
  const paths =
    "the paths of service-linked and Identity Center roles, and roles and buckets of Control Tower";
  const foreign: readonly (readonly [pattern: string, takesIn: string])[] = [
    ["cdk-pay*", `cdk-pay* takes in ${cdk}`],
    ["CDK-pay*", `CDK-pay* takes in ${cdk}`],
    ["AWSReserved*", `AWSReserved* takes in ${aws}`],
    ["AWS-Payments", `AWS-Payments* takes in ${aws}`],
    ["aws-payments-*", `aws-payments-* takes in ${paths}`],
    ["Aws-payments-*", `Aws-payments-* takes in ${paths}`],
    ["serv*", "serv* takes in the path of roles that consoles of AWS make"],
    ["stacksets-*", "stacksets-* takes in the roles of CloudFormation StackSets"],
    ["Orga*", "Orga* takes in the role with which an organization enters its accounts"],
    [
      "OrganizationAccountAccessRole",
      "OrganizationAccountAcces* takes in the role with which an organization enters its accounts",
    ],
    ["deli*", "deli* takes in delivery-provisioner, which is delivery:provisioningRole"],
    [
      "delivery-provisioner",
      "delivery-provisioner* takes in delivery-provisioner, which is delivery:provisioningRole",
    ],
  ];
  for (const [pattern, takesIn] of foreign) {
    it(`is not the application's own in ${pattern}`, () => {
      assert.deepEqual(problemsOf(goodBut(stack, pattern)), [
        { path, got: `"${pattern}": ${takesIn}`, allowed: own, fix },
      ]);
    });
  }

  for (const pattern of [
    "Paym*",
    "Pays",
    "AwsCosts-*",
    "cdkpayments-*",
    "Service-*",
    "Orgs-*",
    "delivery-pay*",
  ]) {
    it(`is the application's own in ${pattern}`, () => {
      assert.deepEqual(problemsOf(goodBut(stack, pattern)), []);
    });
  }

  it("is free where the roles were bootstrapped elsewhere: they have rights of their own", () => {
    const workload = { ...(good()["workload"] as object), bootstrap: "adopt" };
    assert.deepEqual(problemsOf({ ...goodBut(stack, "cdk-pay*"), workload }), []);
    assert.deepEqual(problemsOf({ ...goodBut(stack, "P*"), workload }), []);
  });

  it("that passes takes in no role of others, by the prefix that the roles' documents use", () => {
    const nearForeign = fc
      .tuple(fc.constantFrom(...foreignRoles), fc.nat(40), fc.constantFrom("", "*", "x*", "-prod-*"))
      .map(([role, length, end]) => `${role.slice(0, length)}${end}`);
    const anyPattern = fc.oneof(nearForeign, fc.stringMatching(/^[A-Za-z][A-Za-z0-9*-]{0,30}$/));
    const environment = exampleSettings("prod").environments[2] ?? assert.fail();
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        const provisioningRole = "delivery-provisioner-of-the-platform-team";
        const read = readSettings({ ...goodBut(stack, pattern), provisioningRole }, today);
        const [prefix = ""] = physicalNamePrefixes({ ...environment, stacks: [pattern] });
        const takenIn = foreignRoles.filter((role) => role.startsWith(prefix));
        assert.deepEqual(read.ok ? takenIn : [], []);
      }),
      { numRuns: 1000 },
    );
  });
});
