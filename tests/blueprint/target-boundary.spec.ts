import assert from "node:assert/strict";
import { policyArn, roleArn } from "../../blueprint/arns";
import type { PolicyDocument, Statement } from "../../blueprint/iam/document";
import { documentText } from "../../blueprint/iam/document";
import { managedPolicyLimit } from "../../blueprint/iam/need";
import { BootstrapNames } from "../../blueprint/names";
import { exampleBlueprint } from "./example-settings";
import { matches } from "./identities";

const place = { accountId: "444444444444", region: "eu-central-1" };
const names = new BootstrapNames("pay", place);
const otherRegion = new BootstrapNames("pay", { ...place, region: "eu-west-1" });
const appRole = roleArn(place, "Payments-prod-api-Handler-X");
const bucket = `arn:aws:s3:::${names.bucket()}`;
const repository = `arn:aws:ecr:eu-central-1:444444444444:repository/${names.repository()}`;

/** What a request says about itself; a key that is absent is absent from the request. */
type Request = Readonly<Record<string, string>>;

/** Whether a Deny of the document stops the request: conditions on the keys that its Denies use. */
function stopped(document: PolicyDocument, action: string, resource: string, request: Request): boolean {
  return document.Statement.some(
    (statement) =>
      statement.Effect === "Deny" && appliesTo(statement, action, resource) && holds(statement, request),
  );
}

function appliesTo(
  { Action, NotAction, Resource, NotResource }: Statement,
  action: string,
  resource: string,
): boolean {
  const names = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, action, true));
  const covers = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, resource));
  return (
    (Action ? names(Action) : !names(NotAction ?? [])) &&
    (Resource ? covers(Resource) : !covers(NotResource ?? []))
  );
}

function holds({ Condition = {} }: Statement, request: Request): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const value = request[key];
      switch (operator) {
        case "StringNotEquals":
          return value === undefined || !values.includes(value);
        case "ForAnyValue:StringEquals":
          return value !== undefined && values.includes(value);
        default:
          throw new Error(`The boundary uses an operator that this test does not know: ${operator}`);
      }
    }),
  );
}

const boundary = (): PolicyDocument => {
  const target = exampleBlueprint("prod").targets.find(({ key }) => key === "prod-444444444444-eu-central-1");
  assert.ok(target);
  return target.boundary.document;
};

const inRegion = { "aws:RequestedRegion": place.region, "aws:PrincipalArn": appRole };
const bounded = { ...inRegion, "iam:PermissionsBoundary": policyArn(place, names.boundary()) };

describe("the target boundary: what code with every right on everything still cannot do", () => {
  const escapes: readonly (readonly [string, string, string, Request])[] = [
    ["make a role without a boundary", "iam:CreateRole", roleArn(place, "Payments-prod-x"), inRegion],
    ["make a role of another name", "iam:CreateRole", roleArn(place, "backdoor"), bounded],
    [
      "rewrite the trust of an administrator's role",
      "iam:UpdateAssumeRolePolicy",
      roleArn(place, "OrganizationAccountAccessRole"),
      inRegion,
    ],
    ["pass an existing powerful role to a function", "iam:PassRole", roleArn(place, "Admin"), inRegion],
    ["pass the execution role", "iam:PassRole", roleArn(place, names.role("cfn-exec-role")), inRegion],
    [
      "take a plain CDK bootstrap's role",
      "sts:AssumeRole",
      roleArn(place, "cdk-hnb659fds-deploy-role-444444444444-eu-central-1"),
      inRegion,
    ],
    ["take the provisioning role", "sts:AssumeRole", roleArn(place, "delivery-provisioner"), inRegion],
    ["widen this boundary", "iam:CreatePolicyVersion", policyArn(place, names.boundary()), inRegion],
    [
      "widen the boundary of the other region",
      "iam:CreatePolicyVersion",
      policyArn(place, otherRegion.boundary()),
      inRegion,
    ],
    ["take the boundary off a role", "iam:DeleteRolePermissionsBoundary", appRole, inRegion],
    ["make a user", "iam:CreateUser", "arn:aws:iam::444444444444:user/eve", inRegion],
    [
      "set an administrator's password",
      "iam:UpdateLoginProfile",
      "arn:aws:iam::444444444444:user/admin",
      inRegion,
    ],
    [
      "stop the audit trail",
      "cloudtrail:StopLogging",
      "arn:aws:cloudtrail:eu-central-1:444444444444:trail/t",
      inRegion,
    ],
    ["replace a staged asset", "s3:PutObject", `${bucket}/asset.zip`, inRegion],
    ["open the staging bucket", "s3:PutBucketPolicy", bucket, inRegion],
    ["copy the staging bucket elsewhere", "s3:PutReplicationConfiguration", bucket, inRegion],
    ["move an image", "ecr:PutImage", repository, inRegion],
    [
      "delete the version parameter by the plural call",
      "ssm:DeleteParameters",
      "arn:aws:ssm:eu-central-1:444444444444:parameter/cdk-bootstrap/pay/version",
      inRegion,
    ],
    [
      "take the staging key's alias away",
      "kms:DeleteAlias",
      "arn:aws:kms:eu-central-1:444444444444:alias/cdk-pay-assets-key",
      inRegion,
    ],
    [
      "schedule the staging key's deletion",
      "kms:ScheduleKeyDeletion",
      "arn:aws:kms:eu-central-1:444444444444:key/k",
      { ...inRegion, "kms:ResourceAliases": "alias/cdk-pay-assets-key" },
    ],
    [
      "work in another region",
      "lambda:CreateFunction",
      "arn:aws:lambda:us-east-1:444444444444:function:f",
      { ...inRegion, "aws:RequestedRegion": "us-east-1" },
    ],
  ];
  for (const [attempt, action, resource, request] of escapes) {
    it(`cannot ${attempt}`, () => {
      assert.equal(stopped(boundary(), action, resource, request), true);
    });
  }

  const needed: readonly (readonly [string, string, string, Request])[] = [
    ["CloudFormation makes an application role under the boundary", "iam:CreateRole", appRole, bounded],
    ["CloudFormation gives an application role its policy", "iam:PutRolePolicy", appRole, bounded],
    ["CloudFormation passes an application role to a service", "iam:PassRole", appRole, inRegion],
    [
      "the deploy role passes the execution role",
      "iam:PassRole",
      roleArn(place, names.role("cfn-exec-role")),
      { ...inRegion, "aws:PrincipalArn": roleArn(place, names.role("deploy-role")) },
    ],
    [
      "the file publisher puts an asset",
      "s3:PutObject",
      `${bucket}/asset.zip`,
      { ...inRegion, "aws:PrincipalArn": roleArn(place, names.role("file-publishing-role")) },
    ],
    [
      "the image publisher pushes",
      "ecr:PutImage",
      repository,
      { ...inRegion, "aws:PrincipalArn": roleArn(place, names.role("image-publishing-role")) },
    ],
    ["CloudFormation reads an asset", "s3:GetObject", `${bucket}/asset.zip`, inRegion],
    [
      "the application writes to its own bucket",
      "s3:PutObject",
      "arn:aws:s3:::payments-prod-data/x",
      inRegion,
    ],
    [
      "the application's code calls a table",
      "dynamodb:PutItem",
      "arn:aws:dynamodb:eu-central-1:444444444444:table/Payments-prod-T",
      inRegion,
    ],
  ];
  for (const [what, action, resource, request] of needed) {
    it(`lets pass: ${what}`, () => {
      assert.equal(stopped(boundary(), action, resource, request), false);
    });
  }

  it("fits a managed policy in every target of both examples", () => {
    for (const stack of ["dev", "prod"] as const)
      for (const { boundary: policy } of exampleBlueprint(stack).targets)
        assert.ok(documentText(policy.document).length <= managedPolicyLimit);
  });
});
