import assert from "node:assert/strict";
import type { ActionRun } from "../../../runtime/deploy/approval-proof";
import { proveApproval } from "../../../runtime/deploy/approval-proof";

const approval = {
  pipeline: "payments-delivery",
  stage: "Prod",
  planAction: "Plan",
  approveAction: "Approve",
  approvers: ["arn:aws:iam::111111111111:role/people/product-owner"],
  validHours: 24,
};
const thing = { execution: "0b7a1c2d-1111-4222-8333-444455556666", reportVersion: "v1" };
const owner = "arn:aws:sts::111111111111:assumed-role/product-owner/ada";
const developer = "arn:aws:sts::111111111111:assumed-role/developer/bob";

function at(hour: number): Date {
  return new Date(Date.UTC(2026, 10, 23, hour));
}

function run(action: string, begin: number, end: number, more: Partial<ActionRun> = {}): ActionRun {
  return {
    stage: "Prod",
    action,
    status: "Succeeded",
    startedAt: at(begin),
    endedAt: at(end),
    updatedBy: undefined,
    variables: {},
    ...more,
  };
}

const plan = run("Plan", 1, 2, { variables: { REPORT_VERSION: "v1" } });
const approve = run("Approve", 2, 10, { updatedBy: owner });

function prove(runs: readonly ActionRun[], now = at(12), startedBy: string | null = developer) {
  const history = {
    actionRuns: () => Promise.resolve(runs),
    startedBy: () => Promise.resolve(startedBy ?? undefined),
  };
  return proveApproval(history, approval, thing, now);
}

const refused: readonly {
  name: string;
  runs: readonly ActionRun[];
  now?: Date;
  startedBy?: string;
  problems: readonly string[];
}[] = [
  { name: "no approval", runs: [plan], problems: ["Prod/Approve has not run"] },
  { name: "no plan", runs: [approve], problems: ["Prod/Plan has not run"] },
  {
    name: "an approval of another stage",
    runs: [plan, { ...approve, stage: "Test" }],
    problems: ["Prod/Approve has not run"],
  },
  {
    name: "a rejection",
    runs: [plan, { ...approve, status: "Failed" }],
    problems: ["Prod/Approve is Failed, not Succeeded"],
  },
  {
    name: "an approval that is still asked for after an earlier one",
    runs: [plan, approve, run("Approve", 11, 11, { status: "InProgress" })],
    problems: ["Prod/Approve is InProgress, not Succeeded"],
  },
  {
    name: "a plan made again after the approval",
    runs: [plan, approve, run("Plan", 11, 11, { variables: { REPORT_VERSION: "v1" } })],
    problems: ["the approval began 2026-11-23T02:00:00.000Z, before the plan ended 2026-11-23T11:00:00.000Z"],
  },
  {
    name: "another report",
    runs: [{ ...plan, variables: { REPORT_VERSION: "v0" } }, approve],
    problems: ["the plan stored report version v0, this deploy was given v1"],
  },
  {
    name: "an old approval",
    runs: [plan, approve],
    now: new Date(at(34).getTime() + 30 * 60_000),
    problems: [
      "the approval was given 2026-11-23T10:00:00.000Z, 24.5 hours ago; it is valid for 24 hours. " +
        "Retry all actions of the stage to be asked again",
    ],
  },
  {
    name: "somebody who is not listed",
    runs: [plan, { ...approve, updatedBy: "arn:aws:iam::111111111111:user/eve" }],
    problems: [
      "it was approved by arn:aws:iam::111111111111:user/eve; " +
        "approvers are arn:aws:iam::111111111111:role/people/product-owner",
    ],
  },
  {
    name: "an approval for which the service names nobody",
    runs: [plan, { ...approve, updatedBy: undefined }],
    problems: [
      "CodePipeline names nobody for the approval, so it may be anybody's. Retry all actions of the stage and " +
        "let one of arn:aws:iam::111111111111:role/people/product-owner approve",
    ],
  },
  {
    name: "an approver that is no role and no user",
    runs: [plan, { ...approve, updatedBy: "arn:aws:iam::111111111111:root" }],
    problems: [
      "it was approved by arn:aws:iam::111111111111:root; " +
        "approvers are arn:aws:iam::111111111111:role/people/product-owner",
    ],
  },
  {
    name: "a user with the name of a listed role",
    runs: [plan, { ...approve, updatedBy: "arn:aws:iam::111111111111:user/product-owner" }],
    problems: [
      "it was approved by arn:aws:iam::111111111111:user/product-owner; " +
        "approvers are arn:aws:iam::111111111111:role/people/product-owner",
    ],
  },
  {
    name: "a role of the same name in another account",
    runs: [plan, { ...approve, updatedBy: owner.replace("111111111111", "999999999999") }],
    problems: [
      "it was approved by arn:aws:sts::999999999999:assumed-role/product-owner/ada; " +
        "approvers are arn:aws:iam::111111111111:role/people/product-owner",
    ],
  },
  {
    name: "whoever started the run, under another session name too",
    runs: [plan, approve],
    startedBy: "arn:aws:sts::111111111111:assumed-role/product-owner/not-ada",
    problems: [
      `it was approved by ${owner} and started by arn:aws:sts::111111111111:assumed-role/product-owner/not-ada: ` +
        "the same identity",
    ],
  },
];

describe("the proof of an approval", () => {
  it("holds for a listed approver after the plan, in time, of somebody else's run", async () => {
    await prove([plan, approve]);
  });

  it("holds at the very end of its time, whatever order the service lists the runs in", async () => {
    await prove([approve, plan], at(34));
  });

  it("holds after a retry that planned and asked again", async () => {
    const again = [
      run("Plan", 11, 12, { variables: { REPORT_VERSION: "v1" } }),
      run("Approve", 12, 13, { updatedBy: owner }),
    ];
    const first = [
      { ...plan, variables: { REPORT_VERSION: "v0" } },
      { ...approve, status: "Failed" },
    ];
    await prove([...again, ...first], at(14));
  });

  it("holds where the service does not tell who started the run", async () => {
    await prove([plan, approve], at(12), null);
  });

  for (const { name, runs, now, startedBy, problems } of refused) {
    it(`fails for ${name}`, async () => {
      await assert.rejects(prove(runs, now, startedBy), {
        name: "StepFailure",
        message: [
          `Execution ${thing.execution} of payments-delivery is not approved; nothing was written:`,
          ...problems.map((problem) => `  - ${problem}`),
        ].join("\n"),
      });
    });
  }

  it("names everything that differs at once", async () => {
    const wrong = [
      { ...plan, variables: { REPORT_VERSION: "v0" } },
      { ...approve, status: "Failed", updatedBy: developer },
    ];
    await assert.rejects(prove(wrong, at(40), developer), ({ message }: Error) => {
      assert.equal(message.split("\n").length, 6);
      return true;
    });
  });
});
