import * as pulumi from "@pulumi/pulumi";
import { allow, production, region, tools } from "./accounts";
import { watchTheGate } from "./notices";
import { pipeline } from "./pipeline";
import { role } from "./roles";
import { step } from "./step";

const here = `${region}:${tools.id}`;
const pipelineArn = `arn:aws:codepipeline:${here}:shop`;
const shopFunction = `arn:aws:lambda:${region}:${production.id}:function:shop`;
const inspectRole = `arn:aws:iam::${production.id}:role/shop-inspect`;
const releaseRole = `arn:aws:iam::${production.id}:role/shop-release`;

/** Lets the commands of a build work in production: `aws --profile production …`. */
function becoming(roleArn: string): readonly string[] {
  return [
    `aws configure set profile.production.role_arn ${roleArn}`,
    "aws configure set profile.production.credential_source EcsContainer",
  ];
}

// Builds the function, and tells whoever approves which version the release would replace.
const build = step("shop-build", {
  reads: "source",
  makes: "bundle",
  commands: [
    ...["npm ci", "npm test", "npm run bundle"],
    ...becoming(inspectRole),
    "export REPLACES=$(aws --profile production lambda get-alias --function-name shop --name live --query FunctionVersion --output text)",
  ],
  exports: ["REPLACES"],
  files: ["bundle.zip"],
  policy: [allow("sts:AssumeRole", `arn:aws:iam::${production.id}:role/shop-*`)],
});

// Puts the approved bundle into production.
const deploy = step("shop-deploy", {
  reads: "bundle",
  commands: [
    ...becoming(releaseRole),
    "export VERSION=$(aws --profile production lambda update-function-code --function-name shop --zip-file fileb://bundle.zip --publish --query Version --output text)",
    'aws --profile production lambda update-alias --function-name shop --name live --function-version "$VERSION"',
  ],
  policy: [allow("sts:AssumeRole", releaseRole)],
});

role("shop-inspect", {
  account: production,
  after: build.role,
  trust: {
    Effect: "Allow",
    Principal: { AWS: build.role.arn },
    Action: "sts:AssumeRole",
  },
  policy: [allow("lambda:GetAlias", shopFunction)],
});

role("shop-release", {
  account: production,
  after: deploy.role,
  trust: {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${tools.id}:root` },
    Action: "sts:AssumeRole",
  },
  policy: [allow(["lambda:UpdateFunctionCode", "lambda:UpdateAlias"], shopFunction)],
});

// Whoever decides sees what waits and what became of it, and may repeat a deployment that failed.
role("shop-approver", {
  account: tools,
  trust: {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${tools.id}:user/product-owner` },
    Action: "sts:AssumeRole",
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  },
  policy: [
    allow("codepipeline:PutApprovalResult", `${pipelineArn}/Production/Approve`, {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
    }),
    allow(["codepipeline:GetPipelineState", "codepipeline:ListPipelineExecutions"], pipelineArn),
    allow(
      ["codebuild:BatchGetBuilds", "codebuild:StartBuild"],
      `arn:aws:codebuild:${here}:project/shop-deploy`,
    ),
  ],
});

pipeline("shop", {
  repository: "acme/shop",
  connection: new pulumi.Config().require("connection"),
  build,
  deploy,
});
watchTheGate("shop");
