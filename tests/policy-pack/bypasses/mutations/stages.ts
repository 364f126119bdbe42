import type { Branch } from "../../../../emulator/tree";
import type { Edit } from "../edits/edit";
import { all } from "../edits/edit";
import { people, peopleByAttachment, pipelineArn } from "../edits/identities";
import { branches, changeActions, changeStage, changeStages, named } from "../edits/pipeline";
import type { Mutations } from "./mutations";

/** A condition before the entry of stage prod: only on weekdays. */
function entryCondition(result: string): Edit {
  return changeStage("prod", (stage) => ({
    ...stage,
    beforeEntry: {
      condition: {
        result,
        rules: [
          {
            name: "Weekdays",
            ruleTypeId: { category: "Rule", owner: "AWS", provider: "DeploymentWindow", version: "1" },
            configuration: { Cron: "* * * ? * MON-FRI *", TimeZone: "Europe/Berlin" },
          },
        ],
      },
    },
  }));
}

/** Deploy and Validate stand in a stage of their own behind the one with the approval. */
function deployInStageOfItsOwn(more: Branch): Edit {
  return changeStages((stages) => {
    const gate = named(stages, "prod");
    const actions = branches(gate["actions"]);
    const moved = ["Deploy", "Validate"].map((name) => named(actions, name));
    return [
      ...stages.filter((stage) => stage !== gate),
      { ...gate, actions: actions.filter((action) => !moved.includes(action)) },
      { name: "prod-run", actions: moved, ...more },
    ];
  });
}

/** What conditions, retries and rollbacks of a stage do to its gate. */
export const stages: Mutations = {
  B18: {
    "a condition instead of the approval": all(
      changeActions("prod", (actions) => actions.filter((action) => action["name"] !== "Approve")),
      entryCondition("FAIL"),
    ),
    skip: entryCondition("SKIP"),
    "who may override": people({
      Effect: "Allow",
      Action: ["codepipeline:OverrideStageCondition"],
      Resource: [`${pipelineArn}/prod`],
    }),
    "a condition beside the approval": entryCondition("FAIL"),
  },
  B20: {
    "rollback by hand": people({
      Effect: "Allow",
      Action: ["codepipeline:RollbackStage"],
      Resource: [`${pipelineArn}/prod`],
    }),
    "retry by pattern": peopleByAttachment({
      Effect: "Allow",
      Action: "codepipeline:Retry*",
      Resource: `${pipelineArn}/*`,
    }),
    "a stage that rolls back by itself": deployInStageOfItsOwn({ onFailure: { result: "ROLLBACK" } }),
    "two stages, no way back": deployInStageOfItsOwn({}),
  },
};
