import type { Branch } from "../../../../emulator/tree";
import type { Edit } from "../edits/edit";
import { add, all, set } from "../edits/edit";
import {
  attachedToPeople,
  devops,
  people,
  peopleByAttachment,
  pipelineArn,
  projectArn,
} from "../edits/identities";
import { changeAction, changeActions, pipeline, variable } from "../edits/pipeline";
import type { Mutations } from "./mutations";

const start = (...projects: readonly string[]): Branch => ({
  Effect: "Allow",
  Action: ["codebuild:StartBuild"],
  Resource: projects,
});
const update: Branch = {
  Effect: "Allow",
  Action: ["codepipeline:UpdatePipeline"],
  Resource: [pipelineArn],
};

function takes(name: string): Edit {
  return set(pipeline, {
    variables: [{ name, defaultValue: "none", description: "Set by whoever starts a run" }],
  });
}

/** An action behind the approval for which somebody else works. */
function worker(owner: string, provider: string): Edit {
  return changeActions("prod", (actions) => [
    ...actions,
    {
      name: "Check",
      category: "Test",
      owner,
      provider,
      version: "1",
      runOrder: 4,
      configuration: {},
      inputArtifacts: ["source"],
      outputArtifacts: [],
    },
  ]);
}

function webhook(authentication: string, authenticationConfiguration: Branch): Edit {
  return add({
    type: "aws:codepipeline/webhook:Webhook",
    name: "delivery-webhook",
    beside: pipeline,
    inputs: {
      name: "payments-webhook",
      authentication,
      authenticationConfiguration,
      filters: [{ jsonPath: "$.ref", matchEquals: "refs/heads/{Branch}" }],
      targetAction: "GitLab",
      targetPipeline: "payments-delivery",
      region: "eu-central-1",
    },
  });
}

/** Who starts builds and runs, and what a start carries. */
export const starts: Mutations = {
  B5: {
    "a group": people(start(projectArn("deploy-prod"))),
    "batches and retries": peopleByAttachment({
      Effect: "Allow",
      Action: ["CodeBuild:startbuildbatch", "CODEBUILD:RetryBuild"],
      Resource: projectArn("deploy-*"),
    }),
    "half a denial": all(
      people(start(projectArn("deploy-prod"))),
      attachedToPeople({
        Effect: "Deny",
        Action: ["codebuild:StartBuild"],
        Resource: [projectArn("deploy-prod")],
        Condition: { Null: { "codebuild:source.buildspec": ["false"] } },
      }),
    ),
    "a build of test": people(start(projectArn("validate-test"))),
  },
  B15: {
    "a group": people(update),
    "an attached pattern": peopleByAttachment({
      Effect: "Allow",
      Action: "CodePipeline:updatepipelin?",
      Resource: `arn:aws:codepipeline:*:${devops}:payments-*`,
    }),
    "a denial that never bites": all(
      people(update),
      attachedToPeople({
        ...update,
        Effect: "Deny",
        Condition: { StringEquals: { "aws:RequestedRegion": ["us-east-1"] } },
      }),
    ),
    "allowed and denied": people(update, { ...update, Effect: "Deny" }),
  },
  B19: {
    "a group": people({
      Effect: "Allow",
      Action: ["codepipeline:StartPipelineExecution"],
      Resource: [pipelineArn],
    }),
    "a variable names the account": all(
      takes("Account"),
      variable("prod", "Deploy", "TARGET_ACCOUNT", "#{variables.Account}"),
    ),
    "a variable inside a text": all(
      takes("Suffix"),
      variable("prod", "Deploy", "STACK_NAMES", "Payments-prod-#{variables.Suffix}-core"),
    ),
    "a note for dev": all(takes("Note"), variable("dev", "Deploy", "NOTE", "#{variables.Note}")),
  },
  B23: {
    "a worker of one's own": worker("Custom", "PaymentsWorker"),
    "a third party": worker("ThirdParty", "BlazeMeter"),
    "who may answer": people({
      Effect: "Allow",
      Action: ["codepipeline:PutJobSuccessResult"],
      Resource: ["*"],
      Condition: { StringEquals: { "aws:RequestedRegion": ["eu-central-1"] } },
    }),
    "another category": changeAction("prod", "Validate", (before) => ({ ...before, category: "Test" })),
  },
  B24: {
    "a webhook without a secret": webhook("UNAUTHENTICATED", {}),
    "a webhook by address": webhook("IP", { allowedIpRange: "192.0.2.0/24" }),
    "a revision by hand": people({
      Effect: "Allow",
      Action: ["codepipeline:PutActionRevision"],
      Resource: [`${pipelineArn}/Source/GitLab`],
    }),
    "a signed webhook": webhook("GITHUB_HMAC", { secretToken: "not-a-secret-of-ours" }),
  },
};
