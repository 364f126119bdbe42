import assert from "node:assert/strict";
import { good, goodBut, problemsOf, warningsOf } from "./good";

type Path = readonly (string | number)[];
type Text = readonly [path: string, got: string, allowed: string, fix: string];

const asText = (problems: ReturnType<typeof problemsOf>): readonly Text[] =>
  problems.map(({ path, got, allowed, fix }) => [path, got, allowed, fix]);

const environment = (name: string, kind: string, accountId: string) => ({
  name,
  kind,
  targets: [{ accountId, region: "eu-central-1" }],
  stacks: ["Payments-x"],
  ...(kind === "production"
    ? { approval: { approvers: ["arn:aws:iam::111111111111:role/product-owner"] } }
    : {}),
});
const dev = environment("dev", "development", "222222222222");
const test = environment("test", "testing", "333333333333");
const prod = environment("prod", "production", "444444444444");
const approvers: Path = ["environments", 2, "approval", "approvers"];
const approverPath = "delivery:environments[2].approval.approvers[0]";

describe("the good settings", () => {
  it("pass every rule without a word", () => {
    assert.deepEqual(problemsOf(good()), []);
    assert.deepEqual(warningsOf(good()), []);
  });
});

describe("a rule between settings", () => {
  const cases: readonly (readonly [rule: string, path: Path, value: unknown, told: readonly Text[]])[] = [
    [
      "environment names are unique",
      ["environments"],
      [dev, { ...test, name: "dev" }],
      [
        [
          "delivery:environments[1].name",
          '"dev", which environments[0] has already',
          "a name that no other environment has",
          "rename one of the two",
        ],
      ],
    ],
    [
      "an account is one environment's, told once however many regions it has there",
      ["environments"],
      [
        dev,
        {
          ...test,
          targets: [
            { accountId: "222222222222", region: "eu-west-1" },
            { accountId: "222222222222", region: "eu-west-2" },
          ],
        },
      ],
      [
        [
          "delivery:environments[1].targets[0].accountId",
          '"222222222222", which environment dev has already',
          "an account of one environment only",
          "give environment test an account of its own",
        ],
      ],
    ],
    [
      "an account takes a region once",
      ["environments"],
      [{ ...dev, targets: [...dev.targets, ...dev.targets] }],
      [
        [
          "delivery:environments[0].targets[1]",
          "account 222222222222 in eu-central-1 a second time",
          "each account and region once",
          "remove the second target",
        ],
      ],
    ],
    [
      "the DevOps account is no target",
      ["environments", 0, "targets", 0, "accountId"],
      "111111111111",
      [
        [
          "delivery:environments[0].targets[0].accountId",
          '"111111111111", the DevOps account',
          "an account that does not run the pipeline",
          "deliver into an account of its own: who controls the pipeline's account must not own the workload's",
        ],
      ],
    ],
    [
      "production comes last",
      ["environments"],
      [dev, prod, test],
      [
        [
          "delivery:environments[2].kind",
          "testing after production",
          "the order development, testing, production: what is released last comes last",
          "move environment test before the first of kind production",
        ],
      ],
    ],
    [
      "testing comes after development",
      ["environments"],
      [test, dev],
      [
        [
          "delivery:environments[1].kind",
          "development after testing",
          "the order development, testing, production: what is released last comes last",
          "move environment dev before the first of kind testing",
        ],
      ],
    ],
    [
      "production needs an approval",
      ["environments", 2, "approval"],
      undefined,
      [
        [
          "delivery:environments[2].approval",
          "nothing, in an environment of kind production",
          "an approval with its approvers: nothing reaches production unapproved",
          'add approval: { approvers: ["arn:aws:iam::<DevOps account>:role/<role>"] }',
        ],
      ],
    ],
    [
      "a wrong approval is told as wrong, not as missing",
      ["environments", 2, "approval"],
      "yes",
      [
        [
          "delivery:environments[2].approval",
          '"yes"',
          "a mapping with approvers",
          'write for example approval: { approvers: ["arn:aws:iam::111111111111:role/product-owner"] }',
        ],
      ],
    ],
    [
      "a target is planned or on its way out, not both",
      ["environments", 0, "targets", 0],
      { accountId: "222222222222", region: "eu-central-1", status: "planned", retire: true },
      [
        [
          "delivery:environments[0].targets[0]",
          "status: planned beside retire: true",
          "one of the two",
          "remove status if the target is on its way out; remove the target if it never stood",
        ],
      ],
    ],
    [
      "an approver is a role of the DevOps account",
      approvers,
      ["arn:aws:iam::444444444444:role/product-owner"],
      [
        [
          approverPath,
          "a role of account 444444444444",
          "a role of the DevOps account, 111111111111",
          "create a role for the approvers in the DevOps account and name it here",
        ],
      ],
    ],
    [
      "an approver is no role of the delivery, whatever its path",
      approvers,
      ["arn:aws:iam::111111111111:role/team/payments-deploy-prod"],
      [
        [
          approverPath,
          '"payments-deploy-prod", a name of the delivery\'s own roles',
          "a role whose name does not begin with payments-: the delivery never approves itself",
          "name a role that only people can assume",
        ],
      ],
    ],
    [
      "an approver is not the provisioning role",
      approvers,
      ["arn:aws:iam::111111111111:role/delivery-provisioner"],
      [
        [
          approverPath,
          '"delivery-provisioner", the provisioning role',
          "another role than delivery:provisioningRole: who builds the road does not open its gate",
          "name a role that only people can assume",
        ],
      ],
    ],
    [
      "a role of Identity Center takes no policy",
      approvers,
      ["arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Owner_0123456789abcdef"],
      [
        [
          approverPath,
          '"AWSReservedSSO_Owner_0123456789abcdef", a role of IAM Identity Center',
          "a role that takes a policy, or approverPolicy: print",
          "set approverPolicy: print and put the printed policy into the permission set",
        ],
      ],
    ],
    [
      "an approver is in the pipeline's partition",
      approvers,
      ["arn:aws-us-gov:iam::111111111111:role/product-owner"],
      [
        [
          approverPath,
          "an ARN of partition aws-us-gov",
          "partition aws, which delivery:devops.region is in",
          "write arn:aws:iam::…",
        ],
      ],
    ],
    [
      "deployers are not reviewers",
      ["gitlab", "deployerGroupIds"],
      [1, 9970],
      [
        [
          "delivery:gitlab.deployerGroupIds[1]",
          "9970, which is also in delivery:gitlab.review.groupIds",
          "groups that do not approve",
          "use two groups: one that deploys, one that approves",
        ],
      ],
    ],
    [
      "a gated environment has a group that deploys and another that approves",
      ["gitlab", "deployerGroupIds"],
      [],
      [
        [
          "delivery:gitlab.deployerGroupIds",
          "no group, with a gated environment",
          "at least one group: without it all maintainers could both deploy and approve",
          "name the GitLab group whose members deploy in GitLab's sense, as deployerGroupIds: [number]; or set guardrails: observe",
        ],
      ],
    ],
    [
      "a merge request has a development to compare with",
      ["environments"],
      [test, prod],
      [
        [
          "delivery:gitlab.mergeRequestPlan",
          "true, without an environment of kind development",
          "true where merge requests can be compared with development",
          "set mergeRequestPlan: false, or add an environment of kind development",
        ],
      ],
    ],
    [
      "gitlab.com has one name",
      ["gitlab", "url"],
      "https://www.gitlab.com",
      [
        [
          "delivery:gitlab.url",
          '"https://www.gitlab.com"',
          "the address that GitLab puts into its tokens",
          "write url: https://gitlab.com",
        ],
        [
          "delivery:connection.hostArn",
          "nothing",
          "the ARN of the host that stands for a self-managed GitLab",
          "set the host up in the console (Settings, Connections, Hosts), then record its ARN",
        ],
      ],
    ],
    [
      "a token is not a secret's name",
      ["gitlab", "statusTokenSecret"],
      "glpat-0123456789abcdefghij",
      [
        [
          "delivery:gitlab.statusTokenSecret",
          "what looks like a token (not shown)",
          "the name of a secret in Secrets Manager",
          "revoke the token, put a new one into Secrets Manager and write the secret's name here",
        ],
      ],
    ],
    [
      "pending has no ARN",
      ["connection", "handshake"],
      "pending",
      [
        [
          "delivery:connection",
          "handshake: pending beside an arn",
          '{ handshake: pending }, { handshake: done, arn: "…" } or, to adopt a connection that exists, { arn: "…" }',
          "set handshake: done if the connection is authorised; a connection that was authorised never goes back to pending",
        ],
      ],
    ],
    [
      "done has an ARN",
      ["connection"],
      { handshake: "done" },
      [
        [
          "delivery:connection",
          "handshake: done without an arn",
          '{ handshake: pending }, { handshake: done, arn: "…" } or, to adopt a connection that exists, { arn: "…" }',
          "add the connection's arn, which the console shows; or set handshake: pending",
        ],
      ],
    ],
    [
      "a connection has a form",
      ["connection"],
      {},
      [
        [
          "delivery:connection",
          "neither handshake nor arn",
          '{ handshake: pending }, { handshake: done, arn: "…" } or, to adopt a connection that exists, { arn: "…" }',
          "begin with handshake: pending; the first run ends with the link and the steps that follow",
        ],
      ],
    ],
    [
      "a wrong ARN of a connection is told as wrong, not as missing",
      ["connection", "arn"],
      "arn:aws:codecommit:eu-central-1:111111111111:repo",
      [
        [
          "delivery:connection.arn",
          '"arn:aws:codecommit:eu-central-1:111111111111:repo"',
          "the ARN of a connection in the DevOps account and region",
          'write for example arn: "arn:aws:codeconnections:eu-central-1:111111111111:connection/…"',
        ],
      ],
    ],
    [
      "a connection is in the pipeline's account and region",
      ["connection", "arn"],
      "arn:aws:codestar-connections:eu-west-1:999999999999:connection/3f2b1c4d",
      [
        [
          "delivery:connection.arn",
          "account 999999999999, region eu-west-1, partition aws",
          "account 111111111111, region eu-central-1, partition aws: the pipeline's own",
          "use the ARN from the DevOps account's console in that region",
        ],
      ],
    ],
    [
      "a connection to GitLab.com has no host",
      ["connection", "hostArn"],
      "arn:aws:codeconnections:eu-central-1:111111111111:host/gitlab-1a2b3c4d",
      [
        [
          "delivery:connection.hostArn",
          "a host, while delivery:gitlab.url is https://gitlab.com",
          "nothing: a connection to GitLab.com has no host",
          "remove hostArn, or set delivery:gitlab.url to the self-managed GitLab",
        ],
      ],
    ],
    [
      "an issuer has no port",
      ["gitlab", "url"],
      "https://git.example.com:8443",
      [
        [
          "delivery:gitlab.url",
          '"https://git.example.com:8443", with a port',
          "an address without a port where GitLab CI gets into AWS: IAM knows issuers by host",
          "serve GitLab on 443; or set mergeRequestPlan: false and another trigger than gitlab-ci",
        ],
        [
          "delivery:connection.hostArn",
          "nothing",
          "the ARN of the host that stands for a self-managed GitLab",
          "set the host up in the console (Settings, Connections, Hosts), then record its ARN",
        ],
      ],
    ],
    [
      "a wrong address of GitLab does not make the rest look wrong",
      ["gitlab", "url"],
      "http://git.example.com",
      [
        [
          "delivery:gitlab.url",
          '"http://git.example.com"',
          "https:// and a host, without path, user or question mark",
          "write for example url: https://gitlab.example.com",
        ],
      ],
    ],
    [
      "a waiver counts to its last day and no longer",
      ["scan", "waivers"],
      ["2026-11-23", "2026-11-24"].map((expires) => ({
        rule: "CKV_AWS_18",
        resource: "Logs",
        reason: "no customer data",
        ticket: "OPS-1",
        owner: "team-a",
        expires,
      })),
      [
        [
          "delivery:scan.waivers[0].expires",
          '"2026-11-23", which has passed',
          "a day from 2026-11-24 on",
          "correct the finding and remove the waiver, or have team-a decide again",
        ],
      ],
    ],
    [
      "a waiver says who, why and where",
      ["scan", "waivers"],
      [{ rule: "CKV_AWS_18", resource: "Logs", expires: "2027-03-31" }],
      [
        [
          "delivery:scan.waivers[0].owner",
          "nothing",
          "text of 1 to 200 characters",
          "add owner: team-payments",
        ],
        [
          "delivery:scan.waivers[0].reason",
          "nothing",
          "text of 1 to 500 characters",
          'add reason: "the bucket holds no customer data"',
        ],
        ["delivery:scan.waivers[0].ticket", "nothing", "text of 1 to 200 characters", "add ticket: OPS-123"],
      ],
    ],
    [
      "the delivered branch is the only one that starts the pipeline",
      ["trigger", "branches"],
      ["main", "release/*", "main*"],
      ["release/*", "main*"].map((pattern, at): Text => [
        `delivery:trigger.branches[${at + 1}]`,
        JSON.stringify(pattern),
        "main, which is delivery:gitlab.branch: no other branch is protected, so a push to one would release what nobody reviewed",
        "remove it; or leave branches out altogether, which means the same branch",
      ]),
    ],
    [
      "a trigger without a branch is told as such",
      ["trigger", "branches"],
      [],
      [
        [
          "delivery:trigger.branches",
          "an empty list",
          "a list with the branch of delivery:gitlab.branch, and no other",
          "write for example branches: [main]",
        ],
      ],
    ],
    [
      "a key of another form of the trigger is not known",
      ["trigger"],
      { on: "tag", tags: ["v*"], paths: ["infra/**"] },
      [["delivery:trigger.paths", "a key that is not known here", "on, tags", "remove paths"]],
    ],
  ];
  for (const [rule, path, value, told] of cases) {
    it(rule, () => {
      assert.deepEqual(asText(problemsOf(goodBut(path, value))), told);
    });
  }
});

describe("a trigger", () => {
  const passes: readonly (readonly [name: string, trigger: unknown])[] = [
    ["on a push to the delivered branch", { on: "push", branches: ["main"] }],
    ["on a push to the delivered branch by default", { on: "push" }],
    ["on any pattern of tags, which are protected", { on: "tag", tags: ["v*", "release/*"] }],
  ];
  for (const [name, trigger] of passes) {
    it(`passes without a word ${name}`, () => {
      const raw = goodBut(["trigger"], trigger);
      assert.deepEqual(problemsOf(raw), []);
      assert.deepEqual(warningsOf(raw), []);
    });
  }
});

describe("a warning", () => {
  const cases: readonly (readonly [name: string, path: Path, value: unknown, told: readonly Text[]])[] = [
    [
      "names what GitLab Free cannot enforce",
      ["gitlab", "tier"],
      "free",
      [
        [
          "delivery:gitlab.deployerGroupIds",
          "a setting that GitLab Free cannot enforce",
          "it has an effect with tier: premium or ultimate",
          "remove deployerGroupIds, or change the tier once the subscription has changed",
        ],
        [
          "delivery:gitlab.review",
          "a setting that GitLab Free cannot enforce",
          "it has an effect with tier: premium or ultimate",
          "remove review, or change the tier once the subscription has changed",
        ],
      ],
    ],
    ...[
      { notify: [], got: "an empty list" },
      { notify: undefined, got: "nothing" },
    ].map(({ notify, got }): (typeof cases)[number] => [
      `tells an approval of which nobody hears, with ${got} to notify`,
      ["environments", 2, "approval", "notify"],
      notify,
      [
        [
          "delivery:environments[2].approval.notify",
          got,
          "mail addresses: without one, nobody is told that an approval waits",
          'write for example notify: ["owner@example.com"]',
        ],
      ],
    ]),
    [
      "tells the CDK's own qualifier",
      ["workload", "qualifier"],
      "hnb659fds",
      [
        [
          "delivery:workload.qualifier",
          '"hnb659fds", the CDK\'s default',
          "a qualifier of this application's own",
          "choose another, or bootstrap: adopt: in an account that was bootstrapped, these names are taken",
        ],
      ],
    ],
    [
      "tells the end of a secret's ARN in its name",
      ["gitlab", "statusTokenSecret"],
      "payments/gitlab-status-Ab12Cd",
      [
        [
          "delivery:gitlab.statusTokenSecret",
          '"payments/gitlab-status-Ab12Cd", which ends as ARNs of secrets do',
          "the name of a secret in Secrets Manager",
          "if that is the end of the ARN, leave it out; if it is the name, consider another",
        ],
      ],
    ],
    [
      "tells a host beside an adopted connection",
      ["connection"],
      {
        arn: "arn:aws:codeconnections:eu-central-1:111111111111:connection/3f2b1c4d",
        hostArn: "arn:aws:codeconnections:eu-central-1:111111111111:host/gitlab-1a2b3c4d",
      },
      [
        [
          "delivery:connection.hostArn",
          "a host for a connection that is adopted",
          "nothing: an adopted connection has its host already",
          "remove hostArn",
        ],
      ],
    ],
  ];
  for (const [name, path, value, told] of cases) {
    it(name, () => {
      const raw = goodBut(path, value);
      assert.deepEqual(asText(problemsOf(raw)), []);
      assert.deepEqual(asText(warningsOf(raw)), told);
    });
  }
});

describe("a wrong address to notify", () => {
  it("is told as wrong, not as an approval of which nobody hears", () => {
    for (const notify of [["owner"], "owner@example.com"]) {
      const raw = goodBut(["environments", 2, "approval", "notify"], notify);
      assert.equal(problemsOf(raw).length, 1);
      assert.deepEqual(warningsOf(raw), []);
    }
  });
});
