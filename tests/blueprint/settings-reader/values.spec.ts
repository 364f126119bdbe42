import assert from "node:assert/strict";
import { goodBut, problemsOf } from "./good";

type Path = readonly (string | number)[];

/** For each setting of free form: what passes and what does not, at its edges. */
/** A gated environment needs a group that approves. */
function byGroup(review: object): object {
  return { ...review, groupIds: [9970] };
}

const cases: readonly {
  readonly path: Path;
  readonly told: string;
  readonly passes: readonly unknown[];
  readonly fails: readonly unknown[];
}[] = [
  {
    path: ["app"],
    told: "delivery:app",
    passes: ["ab", "a1", "pay-lab", "a".repeat(20)],
    fails: ["a", "a".repeat(21), "1a", "A1", "a_b", "-ab", "ab-", "a--b", "sthree", "amzn-s3-demo-x", 12, ""],
  },
  {
    path: ["workload", "qualifier"],
    told: "delivery:workload.qualifier",
    passes: ["p", "0123456789", "hnb659fds"],
    fails: ["", "01234567890", "Pay", "pay-lab", "pay_lab"],
  },
  {
    path: ["environments", 0, "name"],
    told: "delivery:environments[0].name",
    passes: ["d", "dev-1", "d".repeat(20)],
    fails: ["", "Dev", "1dev", "dev_1", "dev-", "d".repeat(21), 7],
  },
  {
    path: ["environments", 0, "kind"],
    told: "delivery:environments[0].kind",
    passes: ["development"],
    fails: ["dev", "Development", true],
  },
  {
    path: ["environments", 0, "targets", 0, "accountId"],
    told: "delivery:environments[0].targets[0].accountId",
    passes: ["044444444444"],
    fails: ["22222222222", "2222222222222", "2222-2222-2222", 222222222222, "22222222222a"],
  },
  {
    path: ["environments", 0, "stacks", 0],
    told: "delivery:environments[0].stacks[0]",
    passes: ["Pays", "Payments-*", "Paym*s-*", `A${"b".repeat(127)}`],
    fails: ["*", "*-prod", "1a", "a_b", "a b", "a?", `A${"b".repeat(128)}`, ""],
  },
  {
    path: ["environments", 2, "approval", "timeoutHours"],
    told: "delivery:environments[2].approval.timeoutHours",
    passes: [1, 1440],
    fails: [0, 1441, 99999, 1.5, "72", -1],
  },
  {
    path: ["environments", 2, "approval", "validHours"],
    told: "delivery:environments[2].approval.validHours",
    passes: [1, 1440],
    fails: [0, 0.5, 1441],
  },
  {
    path: ["environments", 2, "approval", "notify", 0],
    told: "delivery:environments[2].approval.notify[0]",
    passes: ["owner+prod@example.co.uk"],
    fails: ["owner", "owner@", "@example.com", "mailto:owner@example.com", "a b@example.com"],
  },
  {
    path: ["environments", 2, "approval", "approvers", 0],
    told: "delivery:environments[2].approval.approvers[0]",
    passes: ["arn:aws:iam::111111111111:role/owner", "arn:aws:iam::111111111111:role/a/b/owner"],
    fails: [
      "owner",
      "arn:aws:iam::111111111111:user/owner",
      "arn:aws-cn:iam::111111111111:role/owner",
      "arn:aws:iam::111111111111:root",
      "arn:aws:iam::111111111111:role/*",
      "arn:aws:sts::111111111111:assumed-role/owner/me",
    ],
  },
  {
    path: ["environments", 0, "validate"],
    told: "delivery:environments[0].validate[0]",
    passes: [["npm run smoke"], []],
    fails: [[""], ["  "], ["a\nb"]],
  },
  {
    path: ["provisioningRole"],
    told: "delivery:provisioningRole",
    passes: ["delivery-provisioner", "a", "A.b_c@d=e,f+g"],
    fails: ["", "arn:aws:iam::111111111111:role/x", "path/role", "a".repeat(65)],
  },
  {
    path: ["devops", "concurrentBuilds"],
    told: "delivery:devops.concurrentBuilds",
    passes: [1, 50],
    fails: [0, 51, 2.5, "5"],
  },
  {
    path: ["gitlab", "branch"],
    told: "delivery:gitlab.branch",
    passes: ["main", "release/2026.1", "größe"],
    fails: [
      "",
      "refs/heads/main",
      "a b",
      "a..b",
      "/a",
      "a/",
      "a.lock",
      "a.lock/b",
      "-a",
      ".a",
      "a//b",
      "a/.b",
      "a@{1}",
      "a*",
      "a~1",
      "a.",
    ],
  },
  {
    path: ["gitlab", "projectId"],
    told: "delivery:gitlab.projectId",
    passes: [1],
    fails: ["1", 0, -1, 1.5],
  },
  {
    path: ["gitlab", "url"],
    told: "delivery:gitlab.url",
    passes: ["https://gitlab.com", "https://gitlab.com/"],
    fails: [
      "gitlab.com",
      "http://gitlab.com",
      "https://gitlab.com/acme",
      "https://u:p@gitlab.com",
      "https://",
      "https://gitlab.com?x",
    ],
  },
  {
    path: ["gitlab", "statusTokenSecret"],
    told: "delivery:gitlab.statusTokenSecret",
    passes: ["payments/gitlab-status"],
    fails: [
      "",
      "a b",
      "arn:aws:secretsmanager:eu-central-1:111111111111:secret:x",
      "glpat-0123456789abcdefghij",
    ],
  },
  {
    path: ["gitlab", "audience"],
    told: "delivery:gitlab.audience",
    passes: ["sts.amazonaws.com", "a".repeat(255)],
    fails: ["", "a b", "a".repeat(256)],
  },
  {
    path: ["gitlab", "review"],
    told: "delivery:gitlab.review.approvals",
    passes: [{ approvals: 1 }, { approvals: 100 }, {}].map(byGroup),
    fails: [{ approvals: 0 }, { approvals: 101 }, { approvals: "2" }].map(byGroup),
  },
  {
    path: ["trigger", "paths"],
    told: "delivery:trigger.paths",
    passes: [[], ["a"], Array.from({ length: 8 }, (_, index) => `p${index}`)],
    fails: [Array.from({ length: 9 }, (_, index) => `p${index}`), ["a", "a"], "a"],
  },
  {
    path: ["trigger"],
    told: "delivery:trigger.tags[0]",
    passes: [{ on: "tag", tags: ["v*"] }, { on: "gitlab-ci" }, { on: "manual" }, { on: "push" }],
    fails: [
      { on: "tag", tags: ["x".repeat(256)] },
      { on: "tag", tags: [""] },
      { on: "tag", tags: ["/v"] },
      { on: "tag", tags: ["v 1"] },
    ],
  },
  {
    path: ["trigger"],
    told: "delivery:trigger.tags",
    passes: [],
    fails: [{ on: "tag" }, { on: "tag", tags: [] }],
  },
  {
    path: ["workload", "services"],
    told: "delivery:workload.services",
    passes: [["ecr"]],
    fails: [[], ["lambda", "lambda"], "lambda"],
  },
  {
    path: ["workload", "parameters"],
    told: "delivery:workload.parameters[0]",
    passes: [["/a"], ["/a/b-c.d_e"], []],
    fails: [["a"], ["/"], ["/a/"], ["//a"], ["/a*"], ["/a b"], [`/${"a/".repeat(15)}b`]],
  },
  {
    path: ["build", "directory"],
    told: "delivery:build.directory",
    passes: [".", "infra", "packages/infra app", "..x"],
    fails: ["", "/infra", "..", "a/../b", "a\\b", "$(x)"],
  },
  {
    path: ["build", "synth"],
    told: "delivery:build.synth",
    passes: ["npx cdk synth", "a".repeat(1000)],
    fails: ["", "a\nb", "a".repeat(1001), ["npx cdk synth"]],
  },
  {
    path: ["notices"],
    told: "delivery:notices.retentionDays",
    passes: [1, 365, 3653].map((retentionDays) => ({ retentionDays })),
    fails: [0, 2, 364, 3654, "365"].map((retentionDays) => ({ retentionDays })),
  },
  {
    path: ["scan", "failOn"],
    told: "delivery:scan.failOn",
    passes: ["low", "medium", "high", "critical"],
    fails: ["none", "HIGH", 1],
  },
];

describe("a value", () => {
  for (const { path, told, passes, fails } of cases) {
    for (const value of passes) {
      it(`${told} may be ${JSON.stringify(value).slice(0, 60)}`, () => {
        assert.deepEqual(problemsOf(goodBut(path, value)), []);
      });
    }
    for (const value of fails) {
      it(`${told} may not be ${JSON.stringify(value).slice(0, 60)}`, () => {
        assert.deepEqual(
          [...new Set(problemsOf(goodBut(path, value)).map((problem) => problem.path))],
          [told],
        );
      });
    }
  }
});
