import { unknown } from "../handed";
import {
  allow,
  approval,
  bootstrapRole,
  build,
  deny,
  document,
  goodStages,
  project,
  road,
  roleArn,
  rolePolicy,
} from "../road";
import type { Row } from "./row";
import { action, buildHolds, buildMay, deployProd, goodRoad, prodStage } from "./row";

export const passes: readonly Row[] = [
  { when: goodRoad, stack: road(), says: [] },
  {
    when: "the approval stands in an earlier stage",
    stack: road({
      stages: [
        ...goodStages.slice(0, 3),
        { name: "Gate", actions: [approval()] },
        { name: "prod", actions: [deployProd()] },
      ],
    }),
    says: [],
  },
  {
    when: "run orders are texts",
    stack: road({ stages: prodStage(approval("2"), deployProd("3")) }),
    says: [],
  },
  {
    when: "an unknown step comes after the approval",
    stack: road({ stages: prodStage(approval(1), build("Deploy", unknown, 2)) }),
    says: [],
  },
  {
    when: "what a wildcard covers is production, and a denial covers all of it",
    stack: buildMay(
      allow("sts:AssumeRole", "arn:aws:iam::*:role/cdk-*"),
      deny("sts:*", "arn:aws:iam::444444444444:role/*"),
    ),
    says: [],
  },
  {
    when: "a denial spares only roles outside of production",
    stack: buildMay(allow("sts:AssumeRole", "*"), {
      Effect: "Deny",
      Action: "*",
      NotResource: "arn:aws:iam::222222222222:role/*",
    }),
    says: [],
  },
  {
    when: "NotResource leaves out every production role",
    stack: buildMay({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      NotResource: ["arn:*:iam::444444444444:role/*", "arn:*:iam::111111111111:role/*"],
    }),
    says: [],
  },
  {
    when: "NotAction leaves out assuming and passing",
    stack: buildMay({
      Effect: "Allow",
      NotAction: ["sts:*", "iam:*"],
      Resource: "arn:aws:s3:::payments-artifacts/*",
    }),
    says: [],
  },
  {
    when: "a wildcard stays within another account",
    stack: buildMay(allow("sts:AssumeRole", "arn:aws:iam::222222222222:role/*")),
    says: [],
  },
  {
    when: "production is only read",
    stack: buildMay(allow(["ssm:GetParameter"], "arn:aws:ssm:eu-central-1:444444444444:parameter/version")),
    says: [],
  },
  {
    when: "a statement about something else is not known in full",
    stack: buildHolds({ Statement: [allow("s3:GetObject", ["arn:aws:s3:::payments-artifacts/*", unknown])] }),
    says: [],
  },
  {
    when: "a session is tagged where it may be taken",
    stack: road({
      replace: [
        rolePolicy(
          "devops",
          "payments-plan-prod",
          allow(["sts:AssumeRole", "sts:TagSession"], roleArn("prod", bootstrapRole("prod", "lookup"))),
        ),
      ],
    }),
    says: [],
  },
  {
    when: "a policy's role is known only through what it is made from",
    stack: road({
      replace: [
        {
          ...rolePolicy("devops", "payments-build", allow("s3:GetObject", "*")),
          props: { role: unknown, policy: document(allow("s3:GetObject", "*")) },
          madeFrom: { role: ["payments-build"] },
        },
      ],
    }),
    says: [],
  },
  {
    when: "the service role of a project is known only through what it is made from",
    stack: road({
      replace: [project("payments-build", unknown, { madeFrom: { serviceRole: ["payments-build"] } })],
    }),
    says: [],
  },
  {
    when: "a rule of a condition only looks at the clock",
    stack: road({
      stages: goodStages.map((stage) =>
        stage.name === "prod"
          ? {
              ...stage,
              beforeEntry: {
                condition: {
                  rules: [
                    {
                      name: "Hours",
                      ruleTypeId: { category: "Rule", owner: "AWS", provider: "DeploymentWindow" },
                    },
                  ],
                },
              },
            }
          : stage,
      ),
    }),
    says: [],
  },
  {
    when: "a Commands action runs with a pipeline role that reaches nothing",
    stack: road({
      stages: [
        ...goodStages.slice(0, 2),
        { name: "Check", actions: [action("Lint", "Compute", "Commands", { commands: ["npm run lint"] })] },
      ],
    }),
    says: [],
  },
  {
    when: "an attached AWS managed policy only reads",
    stack: road({
      add: [
        {
          type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          name: "read",
          props: { role: "payments-build", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
        },
      ],
    }),
    says: [],
  },
];
