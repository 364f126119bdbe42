import { allow, bob, build, deny, home, policy, resourcePolicy, root, roleArn, rows, userArn } from "./row";

const get = { action: "s3:GetObject", on: "arn:aws:s3:::data/a", resourceAccount: home };
const reads = allow("s3:GetObject", "arn:aws:s3:::data/*");
const granted = (principal: unknown) => resourcePolicy({ ...reads, Principal: principal });

export const sameAccount = [
  ...rows("IAM User Guide, Policy evaluation logic, How enforcement code logic evaluates requests", [
    {
      rule: "a request that no policy allows is denied",
      request: { as: build, ...get },
      policies: { identity: [] },
      answer: "denied",
    },
    {
      rule: "an Allow in an identity policy is enough in the same account",
      request: { as: build, ...get },
      policies: { identity: [policy(reads)] },
      answer: "allowed",
    },
    {
      rule: "an Allow may stand in any of several identity policies",
      request: { as: build, ...get },
      policies: { identity: [policy(allow("sqs:*")), policy(reads)] },
      answer: "allowed",
    },
    {
      rule: "an explicit Deny overrides an Allow in the same policy",
      request: { as: build, ...get },
      policies: { identity: [policy(reads, deny("s3:*"))] },
      answer: "denied",
    },
    {
      rule: "an explicit Deny overrides an Allow in another policy",
      request: { as: build, ...get },
      policies: { identity: [policy(deny("s3:*")), policy(reads)] },
      answer: "denied",
    },
    {
      rule: "a Deny in the resource policy overrides an Allow of the identity",
      request: { as: build, ...get },
      policies: { identity: [policy(reads)], resource: resourcePolicy({ ...deny("s3:*"), Principal: "*" }) },
      answer: "denied",
    },
    {
      rule: "a Deny in an identity policy overrides an Allow of the resource",
      request: { as: build, ...get },
      policies: { identity: [policy(deny("s3:GetObject"))], resource: granted({ AWS: roleArn("build") }) },
      answer: "denied",
    },
    {
      rule: "a Deny of another action changes nothing",
      request: { as: build, ...get },
      policies: { identity: [policy(reads, deny("s3:PutObject"))] },
      answer: "allowed",
    },
    {
      rule: "the root user may do everything in its account",
      request: { as: { kind: "root", account: home }, ...get },
      policies: { identity: [] },
      answer: "allowed",
    },
    {
      rule: "a Deny in a resource policy binds the root user too",
      request: { as: { kind: "root", account: home }, ...get },
      policies: { identity: [], resource: resourcePolicy({ ...deny("s3:*"), Principal: "*" }) },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, Policy evaluation for requests within a single account, Example", [
    {
      rule: "an Allow in the resource policy is enough in the same account for a role it names",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted({ AWS: roleArn("build") }) },
      answer: "allowed",
    },
    {
      rule: "an Allow in the resource policy is enough in the same account for a user it names",
      request: { as: bob, ...get },
      policies: { identity: [], resource: granted({ AWS: userArn("bob") }) },
      answer: "allowed",
    },
    {
      rule: "an Allow in the resource policy for somebody else is not enough",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted({ AWS: roleArn("other") }) },
      answer: "denied",
    },
    {
      rule: "a resource policy that says nothing doesn't take away what the identity may",
      request: { as: build, ...get },
      policies: { identity: [policy(reads)], resource: granted({ AWS: roleArn("other") }) },
      answer: "allowed",
    },
    {
      rule: "naming the own account in a resource policy leaves it to the identity's policies",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted({ AWS: root(home) }) },
      answer: "denied",
    },
  ]),
  ...rows("IAM User Guide, AWS JSON policy elements: Principal", [
    {
      rule: "an asterisk as principal means everyone",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted("*") },
      answer: "allowed",
    },
    {
      rule: "an asterisk under AWS means the same",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted({ AWS: "*" }) },
      answer: "allowed",
    },
    {
      rule: "an asterisk lets in requests without credentials",
      request: { as: { kind: "anonymous" }, ...get },
      policies: { identity: [], resource: granted("*") },
      answer: "allowed",
    },
    {
      rule: "a session's ARN names that session",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted({ AWS: `arn:aws:sts::${home}:assumed-role/build/run` }) },
      answer: "allowed",
    },
    {
      rule: "a session's ARN doesn't name another session of its role",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted({ AWS: `arn:aws:sts::${home}:assumed-role/build/else` }) },
      answer: "denied",
    },
    {
      rule: "a session's ARN means a role whose session is not told, perhaps",
      request: { as: { kind: "role", arn: roleArn("build") }, ...get },
      policies: { identity: [], resource: granted({ AWS: `arn:aws:sts::${home}:assumed-role/build/run` }) },
      answer: "unknown",
    },
    {
      rule: "a session's ARN leaves out the path of its role",
      request: { as: { kind: "role", arn: roleArn("ci/build"), sessionName: "run" }, ...get },
      policies: { identity: [], resource: granted({ AWS: `arn:aws:sts::${home}:assumed-role/build/run` }) },
      answer: "allowed",
    },
    {
      rule: "several principals in one statement each count",
      request: { as: bob, ...get },
      policies: { identity: [], resource: granted({ AWS: [roleArn("build"), userArn("bob")] }) },
      answer: "allowed",
    },
    {
      rule: "a unique id in place of an ARN may be anybody's in the account",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted({ AWS: "AROAEXAMPLEEXAMPLE12" }) },
      answer: "unknown",
    },
    {
      rule: "a service as principal means no role",
      request: { as: build, ...get },
      policies: { identity: [], resource: granted({ Service: "codebuild.amazonaws.com" }) },
      answer: "denied",
    },
    {
      rule: "a Deny of an account binds every identity in it",
      request: { as: build, ...get },
      policies: {
        identity: [policy(reads)],
        resource: resourcePolicy({ ...deny("s3:*"), Principal: { AWS: root(home) } }),
      },
      answer: "denied",
    },
  ]),
];
