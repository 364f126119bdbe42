import { iamDocumentLint } from "../../../../policy-pack/policies/iam/iam-document-lint";
import type { Written } from "../../handed";
import { unknown } from "../../handed";
import { allow, deny, document, role, rolePolicy } from "../../road";
import type { DecisionTable } from "../table";
import { trusts } from "./gated.stack";

const object = "arn:aws:s3:::payments/*";

function one(...statements: readonly Record<string, unknown>[]): readonly Written[] {
  return [rolePolicy("devops", "one", statements)];
}

function when(operator: string, key: string, value: unknown = "x") {
  return { Condition: { [operator]: { [key]: value } } };
}

export const table: DecisionTable = {
  rule: iamDocumentLint,
  rows: [
    {
      when: "every part means something",
      shows: "pass",
      stack: one(
        allow(["s3:GetObject", "s3:List*"], [object, "arn:aws:s3:::payments"]),
        allow("kms:Decrypt", "arn:aws:kms:eu-central-1:111111111111:key/*", {
          Condition: {
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/payments" },
            StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
          },
        }),
      ),
    },
    {
      when: "an action doesn't exist",
      shows: "violation",
      stack: one(allow(["s3:GetObjects", "s3:GetObject"], object), allow("codebuild:Begin*", "*")),
      says: [
        "mandatory one-policy: one-policy names actions that don't exist: s3:getobjects and codebuild:begin*.",
      ],
      inFull: [
        [
          "one-policy names actions that don't exist: s3:getobjects and codebuild:begin*.",
          "  at: policy.Statement[0], policy.Statement[1]",
          "  why: a statement about an action that doesn't exist allows and denies nothing, and looks as if it did",
          "  fix: correct the name by the service authorization reference, or remove it",
        ].join("\n"),
      ],
    },
    {
      when: "a service doesn't exist, and a text is no action",
      shows: "violation",
      stack: one(deny(["codepipelines:UpdatePipeline", "UpdatePipeline"], "*")),
      says: [
        "mandatory one-policy: one-policy names actions that don't exist: codepipelines:updatepipeline and updatepipeline.",
      ],
    },
    {
      when: "a resource is no ARN",
      shows: "violation",
      stack: one(allow("s3:GetObject", [object, "payments/*", "arn:aws:s3::payments"])),
      says: [
        "mandatory one-policy: one-policy names resources that are no ARNs: payments/* and arn:aws:s3::payments.",
      ],
    },
    {
      when: "a denial names a bucket for an action on objects",
      shows: "violation",
      stack: one(deny(["s3:PutObject", "s3:PutBucketPolicy"], "arn:aws:s3:::payments")),
      says: [
        "mandatory one-policy: one-policy puts actions on resources that don't belong to them: s3:putobject on arn:aws:s3:::payments.",
      ],
    },
    {
      when: "an action that takes no resource is put on one",
      shows: "violation",
      stack: one(
        allow("codepipeline:PutJobSuccessResult", "arn:aws:codepipeline:eu-central-1:111111111111:payments"),
      ),
      says: [
        "mandatory one-policy: one-policy puts actions on resources that don't belong to them: codepipeline:putjobsuccessresult on arn:aws:codepipeline:eu-central-1:111111111111:payments.",
      ],
    },
    {
      when: "a set operator stands on a key of one value",
      shows: "violation",
      stack: one(allow("s3:GetObject", object, when("ForAllValues:StringEquals", "aws:PrincipalOrgID"))),
      says: [
        "mandatory one-policy: one-policy uses set operators on keys of one value: ForAllValues on aws:principalorgid.",
      ],
    },
    {
      when: "a grant is guarded by IfExists",
      shows: "violation",
      stack: one(
        allow(
          "iam:PassRole",
          "arn:aws:iam::111111111111:role/x",
          when("StringEqualsIfExists", "iam:PassedToService"),
        ),
      ),
      says: ["mandatory one-policy: one-policy guards grants by IfExists: iam:passedtoservice."],
    },
    {
      when: "a trust of a role is guarded by IfExists on the source's ARN",
      shows: "violation",
      stack: [
        role("devops", "one", {
          props: {
            assumeRolePolicy: trusts(
              { Service: "codebuild.amazonaws.com" },
              when("ArnLikeIfExists", "aws:SourceArn", "arn:aws:codebuild:*:111111111111:project/*"),
            ),
          },
        }),
      ],
      says: ["mandatory one: one guards grants by IfExists: aws:sourcearn."],
    },
    {
      when: "operator and key of a denial don't exist",
      shows: "violation",
      stack: one(
        deny("codebuild:StartBuild", "*", when("Null", "codebuild:source.buildspecOverride", "false")),
        deny("codebuild:StartBuild", "*", when("StringIs", "aws:RequestedRegion")),
      ),
      says: [
        "mandatory one-policy: one-policy uses condition operators that IAM doesn't have: stringis.",
        "mandatory one-policy: one-policy uses condition keys that don't exist: codebuild:source.buildspecoverride.",
      ],
    },
    {
      when: "an inline policy of the role itself is wrong",
      shows: "violation",
      stack: [
        role("devops", "one", {
          props: {
            assumeRolePolicy: trusts({ Service: "codebuild.amazonaws.com" }),
            inlinePolicies: [{ name: "own", policy: document(allow("s3:GetObjects", object)) }],
          },
        }),
      ],
      says: ["mandatory one: one names actions that don't exist: s3:getobjects."],
    },
    {
      when: "a document can't be read",
      shows: "unknown",
      stack: [{ ...rolePolicy("devops", "one", []), props: { role: "one", policy: unknown } }],
      says: [
        "advisory one-policy: Undetermined: a document of one-policy can't be read in full, so nobody can say what it means.",
      ],
    },
    {
      when: "a statement has no resource",
      shows: "unknown",
      stack: one({ Effect: "Allow", Action: "s3:GetObject" }),
      says: [
        "advisory one-policy: Undetermined: a document of one-policy can't be read in full, so nobody can say what it means.",
      ],
    },
    {
      when: "an action of the connections' old name is put on a connection of the new",
      shows: "near miss",
      stack: one(
        allow(
          "codestar-connections:UseConnection",
          "arn:aws:codeconnections:eu-central-1:111111111111:connection/x",
        ),
      ),
    },
    {
      when: "a trust of CodePipeline takes the source's account or leaves it",
      shows: "near miss",
      stack: [
        role("devops", "one", {
          props: {
            assumeRolePolicy: trusts(
              { Service: ["codepipeline.amazonaws.com"] },
              when("StringEqualsIfExists", "aws:SourceAccount", "111111111111"),
            ),
          },
        }),
      ],
    },
    {
      when: "a denial is widened by IfExists",
      shows: "near miss",
      stack: one(deny("*", "*", when("BoolIfExists", "aws:MultiFactorAuthPresent", "false"))),
    },
    {
      when: "a service is known by name alone",
      shows: "near miss",
      stack: one(
        allow("rekognition:DetectFaces", "*"),
        allow("route53:Change*", "arn:aws:route53:::hostedzone/*"),
      ),
    },
    {
      when: "a variable stands in an ARN",
      shows: "near miss",
      stack: one(allow("s3:GetObject", "arn:aws:s3:::payments/${aws:PrincipalTag/team}/*")),
    },
  ],
};
