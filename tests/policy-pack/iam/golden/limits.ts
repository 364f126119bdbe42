import {
  allow,
  bob,
  build,
  buildSession,
  deny,
  full,
  home,
  policy,
  resourcePolicy,
  roleArn,
  rows,
  userArn,
} from "./row";

const get = { action: "s3:GetObject", on: "arn:aws:s3:::data/a", resourceAccount: home };
const reads = allow("s3:GetObject", "arn:aws:s3:::data/*");
const queues = policy(allow("sqs:*"));
const granted = (principal: unknown, more: object = {}) =>
  resourcePolicy({ ...reads, Principal: principal, ...more });

export const limits = [
  ...rows(
    "IAM User Guide, Permissions boundaries for IAM entities, Evaluating effective permissions with boundaries",
    [
      {
        rule: "what identity policy and boundary both allow is allowed",
        request: { as: build, ...get },
        policies: { identity: [policy(reads)], boundaries: [policy(allow("s3:*"))] },
        answer: "allowed",
      },
      {
        rule: "what the boundary doesn't allow is denied",
        request: { as: build, ...get },
        policies: { identity: [full], boundaries: [queues] },
        answer: "denied",
      },
      {
        rule: "a boundary alone allows nothing",
        request: { as: build, ...get },
        policies: { identity: [], boundaries: [full] },
        answer: "denied",
      },
      {
        rule: "a Deny in the boundary overrides everything",
        request: { as: build, ...get },
        policies: {
          identity: [full],
          boundaries: [policy(allow("*"), deny("s3:*"))],
          resource: granted({ AWS: buildSession }),
        },
        answer: "denied",
      },
      {
        rule: "a resource policy's Allow of the role's ARN is limited by the boundary",
        request: { as: build, ...get },
        policies: { identity: [], boundaries: [queues], resource: granted({ AWS: roleArn("build") }) },
        answer: "denied",
      },
      {
        rule: "a resource policy's Allow of the role's ARN within the boundary is enough",
        request: { as: build, ...get },
        policies: { identity: [], boundaries: [full], resource: granted({ AWS: roleArn("build") }) },
        answer: "allowed",
      },
      {
        rule: "a resource policy's Allow of the session's ARN is not limited by the boundary",
        request: { as: build, ...get },
        policies: { identity: [], boundaries: [queues], resource: granted({ AWS: buildSession }) },
        answer: "allowed",
      },
      {
        rule: "a resource policy's Allow of the user's ARN is not limited by the boundary",
        request: { as: bob, ...get },
        policies: { identity: [], boundaries: [queues], resource: granted({ AWS: userArn("bob") }) },
        answer: "allowed",
      },
      {
        rule: "an Allow of everyone with aws:PrincipalArn is not limited by the boundary",
        request: { as: build, ...get },
        policies: {
          identity: [],
          boundaries: [queues],
          resource: granted("*", { Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("build") } } }),
        },
        answer: "allowed",
      },
      {
        rule: "a boundary that can't be read leaves the answer open",
        request: { as: build, ...get },
        policies: {
          identity: [full],
          boundaries: [{ label: "the boundary", document: { statements: [], unknown: ["policy"] } }],
        },
        answer: "unknown",
      },
      {
        rule: "a boundary that can't be read opens nothing to an identity without a right",
        request: { as: build, ...get },
        policies: {
          identity: [queues],
          boundaries: [{ label: "the boundary", document: { statements: [], unknown: ["policy"] } }],
        },
        answer: "denied",
      },
    ],
  ),
  ...rows("IAM User Guide, Policies and permissions in IAM, Session policies", [
    {
      rule: "a session may do what its role and its session policy both allow",
      request: { as: build, ...get },
      policies: { identity: [full], session: [policy(reads)] },
      answer: "allowed",
    },
    {
      rule: "a session may not do what its session policy leaves out",
      request: { as: build, ...get },
      policies: { identity: [full], session: [queues] },
      answer: "denied",
    },
    {
      rule: "a session policy grants nothing that the role may not do",
      request: { as: build, ...get },
      policies: { identity: [queues], session: [full] },
      answer: "denied",
    },
    {
      rule: "a resource policy's Allow of the role's ARN is limited by the session policy",
      request: { as: build, ...get },
      policies: { identity: [], session: [queues], resource: granted({ AWS: roleArn("build") }) },
      answer: "denied",
    },
    {
      rule: "a resource policy's Allow of the session's ARN adds to the session policy",
      request: { as: build, ...get },
      policies: { identity: [], session: [queues], resource: granted({ AWS: buildSession }) },
      answer: "allowed",
    },
    {
      rule: "a Deny in the session policy overrides the role's Allow",
      request: { as: build, ...get },
      policies: { identity: [full], session: [policy(allow("*"), deny("s3:GetObject"))] },
      answer: "denied",
    },
  ]),
  ...rows("AWS Organizations User Guide, SCP evaluation", [
    {
      rule: "a request passes if every level of service control policies allows it",
      request: { as: build, ...get },
      policies: { identity: [full], scps: [[full], [policy(allow("s3:*"))]] },
      answer: "allowed",
    },
    {
      rule: "a level without an Allow blocks the request",
      request: { as: build, ...get },
      policies: { identity: [full], scps: [[full], [queues]] },
      answer: "denied",
    },
    {
      rule: "one of several policies of a level is enough",
      request: { as: build, ...get },
      policies: { identity: [full], scps: [[queues, policy(allow("s3:*"))]] },
      answer: "allowed",
    },
    {
      rule: "a level from which all policies are detached allows nothing",
      request: { as: build, ...get },
      policies: { identity: [full], scps: [[]] },
      answer: "denied",
    },
    {
      rule: "a Deny at any level blocks the request",
      request: { as: build, ...get },
      policies: { identity: [full], scps: [[full, policy(deny("s3:*"))], [full]] },
      answer: "denied",
    },
    {
      rule: "service control policies grant nothing",
      request: { as: build, ...get },
      policies: { identity: [], scps: [[full]] },
      answer: "denied",
    },
    {
      rule: "service control policies limit what a resource policy grants to a session, too",
      request: { as: build, ...get },
      policies: { identity: [], scps: [[queues]], resource: granted({ AWS: buildSession }) },
      answer: "denied",
    },
    {
      rule: "service control policies bind the root user of a member account",
      request: { as: { kind: "root", account: home }, ...get },
      policies: { identity: [], scps: [[queues]] },
      answer: "denied",
    },
    {
      rule: "service control policies don't bind a service-linked role",
      request: {
        as: { kind: "role", arn: roleArn("aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig") },
        ...get,
      },
      policies: { identity: [full], scps: [[queues]] },
      answer: "allowed",
    },
    {
      rule: "service control policies don't bind a service under its own name",
      request: { as: { kind: "service", service: "logging.s3.amazonaws.com" }, ...get },
      policies: {
        identity: [],
        scps: [[queues]],
        resource: granted({ Service: "logging.s3.amazonaws.com" }),
      },
      answer: "allowed",
    },
    {
      rule: "a level that denies all but one role spares that role",
      request: { as: build, ...get },
      policies: {
        identity: [full],
        scps: [
          [
            full,
            policy(
              deny("*", "*", {
                Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/build" } },
              }),
            ),
          ],
        ],
      },
      answer: "allowed",
    },
    {
      rule: "a level that denies all but one role stops the others",
      request: { as: bob, ...get },
      policies: {
        identity: [full],
        scps: [
          [
            full,
            policy(
              deny("*", "*", {
                Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/build" } },
              }),
            ),
          ],
        ],
      },
      answer: "denied",
    },
  ]),
];
