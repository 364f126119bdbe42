import type { Branch } from "../../../../emulator/tree";
import { allow, changeStatement } from "../edits/documents";
import type { Edit } from "../edits/edit";
import { all } from "../edits/edit";
import { roleArn } from "../edits/identities";
import { listOf } from "../edits/lists";
import { changeAction, changeActions, configuration, named, runOrder } from "../edits/pipeline";
import type { Mutations } from "./mutations";

export const deployFirst = all(runOrder("prod", "Approve", 3), runOrder("prod", "Deploy", 2));

const artifacts = "arn:aws:s3:::payments-artifacts-111111111111-eu-central-1/payments-delivery";

/** Validate makes an artifact at a place in the order, with the rights to store it. */
function rebuildAt(order: number): Edit {
  return all(
    changeAction("prod", "Validate", (before) => ({
      ...before,
      runOrder: order,
      outputArtifacts: ["patched"],
    })),
    allow(
      "payments-validate-prod",
      {
        Sid: "WriteOutputArtifacts",
        Effect: "Allow",
        Action: ["s3:PutObject"],
        Resource: [`${artifacts}/patched/*`],
      },
      {
        Sid: "EncryptObjects",
        Effect: "Allow",
        Action: ["kms:GenerateDataKey"],
        Resource: ["arn:aws:kms:eu-central-1:111111111111:key/*"],
        Condition: {
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/payments-artifacts"] },
          StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] },
        },
      },
    ),
    changeStatement("store-key", "StepsThatWrite", (statement) => ({
      ...statement,
      Principal: { AWS: [...principalsOf(statement), roleArn("payments-validate-prod")] },
    })),
  );
}

function principalsOf({ Principal }: Branch): readonly Branch[string][] {
  return listOf(Principal, "AWS");
}

function inputsOfDeploy(...names: readonly string[]): Edit {
  return all(
    changeAction("prod", "Deploy", (before) => ({ ...before, inputArtifacts: names })),
    ...(names.length > 1 ? [configuration("prod", "Deploy", { PrimarySource: "assembly" })] : []),
    changeStatement("payments-deploy-prod-policy", "ReadInputArtifacts", (statement) => ({
      ...statement,
      Resource: names.map((name) => `${artifacts}/${name}/*`),
    })),
  );
}

const secondDeploy = changeActions("prod", (actions) => [
  ...actions,
  {
    ...named(actions, "Deploy"),
    name: "DeployToo",
    runOrder: 1,
    configuration: {
      ProjectName: "payments-deploy-prod",
      EnvironmentVariables: JSON.stringify([
        { name: "EXECUTION_ID", value: "#{codepipeline.PipelineExecutionId}", type: "PLAINTEXT" },
      ]),
    },
  },
]);

export const pipelineOrder: Mutations = {
  B1: {
    "deploy first": deployFirst,
    "beside each other": runOrder("prod", "Deploy", 2),
    "a second deploy": secondDeploy,
    "wider steps": all(
      runOrder("prod", "Plan", 10),
      runOrder("prod", "Approve", 20),
      runOrder("prod", "Deploy", 30),
      runOrder("prod", "Validate", 40),
    ),
  },
  B2: {
    "rebuild behind the gate": all(rebuildAt(3), runOrder("prod", "Deploy", 4), inputsOfDeploy("patched")),
    "rebuild beside the gate": all(rebuildAt(2), inputsOfDeploy("patched")),
    "a second input": all(rebuildAt(3), runOrder("prod", "Deploy", 4), inputsOfDeploy("assembly", "patched")),
    "a second input from before": inputsOfDeploy("assembly", "images"),
  },
};
