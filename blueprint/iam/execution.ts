import type { Place } from "../arns";
import { partitionOf, policyArn, roleArn } from "../arns";
import { BootstrapNames } from "../names";
import { physicalNamePrefixes } from "../physical-names";
import type { Environment, Settings, WorkloadService } from "../settings";
import type { Need } from "./need";

/** What CloudFormation may do for one service: management of that service's resources in this target only. */
interface ServiceRights {
  readonly actions: readonly string[];
  /** Resource parts of ARNs `arn:<partition>:<service>:<region>:<account>:…`, or whole ARNs. */
  readonly resources: (place: Place, prefixes: readonly string[]) => readonly string[];
  /** Service principals that the application's roles are passed to. */
  readonly passedTo: readonly string[];
}

const regional =
  (service: string, resource = "*") =>
  (place: Place): readonly string[] => [
    `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.accountId}:${resource}`,
  ];

const serviceRights: Readonly<Record<WorkloadService, ServiceRights>> = {
  lambda: { actions: ["lambda:*"], resources: regional("lambda"), passedTo: ["lambda.amazonaws.com"] },
  dynamodb: { actions: ["dynamodb:*"], resources: regional("dynamodb", "table/*"), passedTo: [] },
  sqs: { actions: ["sqs:*"], resources: regional("sqs"), passedTo: [] },
  sns: { actions: ["sns:*"], resources: regional("sns"), passedTo: [] },
  s3: {
    actions: ["s3:*"],
    resources: (place, prefixes) =>
      prefixes.flatMap((prefix) => {
        const bucket = `arn:${partitionOf(place.region)}:s3:::${prefix.toLowerCase()}*`;
        return [bucket, `${bucket}/*`];
      }),
    passedTo: [],
  },
  logs: { actions: ["logs:*"], resources: regional("logs", "log-group:*"), passedTo: [] },
  events: {
    actions: ["events:*"],
    resources: (place) => [
      ...regional("events", "event-bus/*")(place),
      ...regional("events", "rule/*")(place),
    ],
    passedTo: ["events.amazonaws.com"],
  },
  apigateway: {
    actions: ["apigateway:*"],
    // API Gateway's ARNs carry no account (service authorization reference, API Gateway Management).
    resources: ({ region }) => [`arn:${partitionOf(region)}:apigateway:${region}::/*`],
    passedTo: ["apigateway.amazonaws.com"],
  },
  stepfunctions: { actions: ["states:*"], resources: regional("states"), passedTo: ["states.amazonaws.com"] },
  ssm: {
    actions: [
      "ssm:AddTagsToResource",
      "ssm:DeleteParameter",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:ListTagsForResource",
      "ssm:PutParameter",
      "ssm:RemoveTagsFromResource",
    ],
    resources: regional("ssm", "parameter/*"),
    passedTo: [],
  },
  secretsmanager: {
    actions: [
      // Not GetSecretValue: CloudFormation makes secrets, and reads none (no dynamic references to secrets).
      "secretsmanager:CancelRotateSecret",
      "secretsmanager:CreateSecret",
      "secretsmanager:DeleteResourcePolicy",
      "secretsmanager:DeleteSecret",
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetResourcePolicy",
      "secretsmanager:PutResourcePolicy",
      "secretsmanager:PutSecretValue",
      "secretsmanager:RotateSecret",
      "secretsmanager:TagResource",
      "secretsmanager:UntagResource",
      "secretsmanager:UpdateSecret",
    ],
    resources: regional("secretsmanager", "secret:*"),
    passedTo: [],
  },
  kms: {
    // Management of keys, and no use of them: what a key encrypts is the business of whom its policy names.
    actions: [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:DescribeKey",
      "kms:DisableKey",
      "kms:DisableKeyRotation",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListResourceTags",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ],
    resources: regional("kms"),
    passedTo: [],
  },
  ecr: { actions: ["ecr:*"], resources: regional("ecr", "repository/*"), passedTo: [] },
};

/** Calls that a service offers on no resource at all (service authorization reference), needed beside the table. */
const unscopedCalls: Partial<Record<WorkloadService, readonly string[]>> = {
  kms: ["kms:CreateKey", "kms:ListAliases"],
  logs: ["logs:DescribeLogGroups"],
  lambda: ["lambda:CreateEventSourceMapping", "lambda:GetAccountSettings"],
  secretsmanager: ["secretsmanager:GetRandomPassword"],
  // State machines write their logs through a delivery that knows no resource (Step Functions guide, "Logging").
  stepfunctions: [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "states:ValidateStateMachineDefinition",
  ],
};

/** Rights of the CloudFormation execution role: the services of the settings, and roles under the boundary. */
export function executionNeeds(settings: Settings, environment: Environment, target: Place): readonly Need[] {
  const names = new BootstrapNames(settings.workload.qualifier, target);
  const prefixes = physicalNamePrefixes(environment);
  const roles = prefixes.map((prefix) => roleArn(target, `${prefix}*`));
  const { services } = settings.workload;
  const unscoped = services.flatMap((service) => unscopedCalls[service] ?? []);
  const passedTo = [...new Set(services.flatMap((service) => serviceRights[service].passedTo))];
  const by = "service" as const;
  return [
    ...services.map((service): Need => ({
      sid: `Manage${service.charAt(0).toUpperCase()}${service.slice(1)}`,
      why: `CloudFormation manages the application's ${service} resources`,
      by,
      actions: serviceRights[service].actions,
      resources: serviceRights[service].resources(target, prefixes),
    })),
    ...(unscoped.length > 0
      ? [
          {
            sid: "CallsWithoutResource",
            why: "these calls know no resource to name",
            by,
            actions: [...new Set(unscoped)],
            resources: ["*"],
            condition: { StringEquals: { "aws:RequestedRegion": [target.region] } },
          } satisfies Need,
        ]
      : []),
    {
      sid: "RolesUnderTheBoundary",
      why: "CloudFormation makes the application's roles, each under the boundary",
      by,
      actions: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ],
      resources: roles,
      condition: { StringEquals: { "iam:PermissionsBoundary": [policyArn(target, names.boundary())] } },
    },
    {
      sid: "RolesOfTheApplication",
      why: "CloudFormation reads, tags and removes the application's roles",
      by,
      actions: [
        "iam:DeleteRole",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
        "iam:ListRoleTags",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: roles,
    },
    {
      sid: "PoliciesOfTheApplication",
      why: "CDK splits long role policies into managed ones",
      by,
      actions: [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:GetPolicy",
        "iam:GetPolicyVersion",
        "iam:ListPolicyVersions",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
      resources: prefixes.map((prefix) => policyArn(target, `${prefix}*`)),
    },
    ...(passedTo.length > 0
      ? [
          {
            sid: "PassRolesOfTheApplication",
            why: "the application's roles are handed to the services that run it",
            by,
            actions: ["iam:PassRole"],
            resources: roles,
            condition: { StringEquals: { "iam:PassedToService": passedTo } },
          } satisfies Need,
        ]
      : []),
  ];
}
