import assert from "node:assert/strict";
import { pipelineProdApproval } from "../../policy-pack/policies/pipeline/pipeline-prod-approval";
import { carriers } from "./approval-rows/carriers";
import { roleDocuments } from "./approval-rows/documents";
import { passes } from "./approval-rows/passes";
import { action, deployProd, deployProdWay, prodStage } from "./approval-rows/row";
import { prodSteps } from "./approval-rows/steps";
import { unknowns } from "./approval-rows/unknowns";
import { worlds } from "./approval-rows/worlds";
import { judge, unknown } from "./handed";
import { approval, road, settings } from "./road";

const tables = {
  "passes when": passes,
  "sees a step of the pipeline when": prodSteps,
  "sees through a role's documents when": roleDocuments,
  "sees through what carries them when": carriers,
  "is undetermined, and never silent, when": unknowns,
  "takes from settings and config what production is when": worlds,
};

describe("pipeline-prod-approval", () => {
  for (const [table, rows] of Object.entries(tables))
    describe(table, () => {
      for (const { when, stack, circumstances = { settings }, says, notApplicable = [] } of rows)
        it(when, async () => {
          const answer = await judge(pipelineProdApproval, stack, circumstances);
          assert.deepEqual(
            {
              says: answer.said.map(({ level, message }) => `${level}: ${outline(message)}`),
              notApplicable: answer.notApplicable,
            },
            { says, notApplicable },
          );
        });
    });

  it("says what, which way, where, why and how to fix it, of the pipeline", async () => {
    const { said } = await judge(
      pipelineProdApproval,
      road({ stages: prodStage(deployProd(1), approval(2)) }),
      { settings },
    );
    assert.deepEqual(said, [
      {
        level: "mandatory",
        resource: "pipeline",
        message: [
          "stage prod, action Deploy of pipeline payments can change production, and no manual approval comes before it.",
          `  way: ${deployProdWay.join(" → ")}`,
          "  at: stages[3].actions[0]",
          "  why: CICD-SEC-1: whoever can get code into the source changes production alone, and no one else has seen it",
          "  fix: put an action Approval/AWS/Manual in an earlier stage, or in this stage with a lower runOrder; or take from its role what leads there",
          "  note: mandatory, whatever level the policy config sets",
        ].join("\n"),
      },
    ]);
  });

  it("names the paths that an undetermined finding depends on", async () => {
    const stack = road({
      stages: prodStage(action("Release", "Deploy", "CodeDeploy", { roleArn: unknown })),
    });
    const { said } = await judge(pipelineProdApproval, stack, { settings });
    assert.deepEqual(
      said.map(({ message }) => message.split("\n")[2]),
      ["  at: stages[3].actions[0], stages[3].actions[0].roleArn"],
    );
  });
});

/** First line of a message, and its way. */
function outline(message: string): string {
  const [what = "", ...rest] = message.split("\n");
  const way = rest.find((line) => line.startsWith("  way: "))?.slice("  way: ".length) ?? "";
  return `${what} [${way}]`;
}
