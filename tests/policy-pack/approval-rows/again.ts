import { capitalized } from "../../../policy-pack/verdict/sentence";
import { unknown } from "../handed";
import { approval, build, goodStages, pipeline, road, source } from "../road";
import type { Row, Saying } from "./row";
import { action, alone, deployProd, deployProdWay, prodStage, ungated } from "./row";

const step = "stage prod, action Deploy";
const deployAgain = (onFailure: unknown) => [
  ...goodStages.slice(0, 3),
  { name: "Gate", actions: [approval()] },
  { name: "prod", actions: [deployProd()], onFailure },
];
const comesBack: Saying = {
  level: "mandatory",
  what: `${capitalized(step)} of pipeline payments can change production, and its stage repeats or rolls back by itself, past the approval in an earlier stage.`,
  way: deployProdWay,
  why: "CICD-SEC-1: only the step's own stage is run again, so an older release, or one that was turned down, goes out and nobody is asked",
  fix: "put the approval in this stage, with a lower runOrder; or take onFailure and ROLLBACK from it",
  step,
};
const release = (stages: unknown) => pipeline(stages, { name: "release", props: { name: "release" } });
const startRelease = (name: string) =>
  road({
    stages: prodStage(action("Start", "Invoke", "CodePipeline", { configuration: { PipelineName: name } })),
    add: [
      release([
        { name: "Source", actions: [source] },
        { name: "Gate", actions: [approval(1), deployProd(2)] },
      ]),
    ],
  });

/** What comes again without being asked for, and what another pipeline does for this one. */
export const again: readonly Row[] = [
  {
    when: "the approval stands in an earlier stage, and the deploy's own rolls back by itself",
    stack: road({ stages: deployAgain({ result: "ROLLBACK" }) }),
    says: [comesBack],
    cuts: [
      "stage prod goes back by itself (aws:codepipeline/pipeline:Pipeline pipeline.stages[4].onFailure)",
    ],
  },
  {
    when: "… retries by itself",
    stack: road({
      stages: deployAgain({ result: "RETRY", retryConfiguration: { retryMode: "FAILED_ACTIONS" } }),
    }),
    says: [comesBack],
    cuts: [
      "stage prod goes back by itself (aws:codepipeline/pipeline:Pipeline pipeline.stages[4].onFailure)",
    ],
  },
  {
    when: "… rolls back when a condition says so",
    stack: road({ stages: deployAgain({ condition: { result: "ROLLBACK", rules: [] } }) }),
    says: [comesBack],
    cuts: [
      "stage prod goes back by itself (aws:codepipeline/pipeline:Pipeline pipeline.stages[4].onFailure)",
    ],
  },
  {
    when: "… and a deploy action shows the account itself",
    stack: road({
      stages: [
        ...goodStages.slice(0, 3),
        { name: "Gate", actions: [approval()] },
        {
          name: "prod",
          actions: [
            action("Deploy", "Deploy", "CloudFormation", {
              roleArn: "arn:aws:iam::444444444444:role/deploy",
            }),
          ],
          onFailure: { result: "ROLLBACK" },
        },
      ],
    }),
    says: [{ ...comesBack, way: ["account 444444444444"] }],
    cuts: [
      "stage prod goes back by itself (aws:codepipeline/pipeline:Pipeline pipeline.stages[4].onFailure)",
    ],
  },
  {
    when: "… and whether it rolls back is not known",
    stack: road({ stages: deployAgain({ result: unknown }) }),
    says: [
      {
        ...comesBack,
        what: `Undetermined: ${step} of pipeline payments can change production, and whether its stage repeats or rolls back past the approval in an earlier stage is not known.`,
        dependsOn: ["stages[4].onFailure.result"],
        why: alone,
        fix: "write the stage's onFailure as literals, or put the approval in this stage",
      },
    ],
  },
  {
    when: "… and neither what it runs nor whether it can change production is known",
    stack: road({
      stages: [
        ...goodStages.slice(0, 3),
        { name: "Gate", actions: [approval()] },
        { name: "prod", actions: [build("Deploy", unknown)], onFailure: { result: "ROLLBACK" } },
      ],
    }),
    says: [
      {
        ...comesBack,
        what: `Undetermined: whether ${step} of pipeline payments can change production can't be seen, and its stage may repeat or roll back past the approval in an earlier stage.`,
        way: ["a build project that is not known yet"],
        dependsOn: ["stages[4].actions[0].configuration.ProjectName"],
        why: alone,
        fix: "put the approval in this stage, or take retry and rollback from it",
      },
    ],
  },
  {
    when: "the deploy's stage rolls back by itself and holds the approval",
    stack: road({
      stages: goodStages.map((stage) =>
        stage.name === "prod" ? { ...stage, onFailure: { result: "ROLLBACK" } } : stage,
      ),
    }),
    says: [],
  },
  {
    when: "a step starts a pipeline that asks for itself",
    stack: startRelease("release"),
    says: [],
  },
  {
    when: "a step starts a pipeline that does not, two pipelines further",
    stack: road({
      stages: prodStage(
        action("Start", "Invoke", "CodePipeline", { configuration: { PipelineName: "first" } }),
      ),
      add: [
        pipeline(
          [
            { name: "Source", actions: [source] },
            {
              name: "Next",
              actions: [
                action("Start", "Invoke", "CodePipeline", { configuration: { PipelineName: "second" } }),
              ],
            },
            {
              name: "Round",
              actions: [
                action("Start", "Invoke", "CodePipeline", { configuration: { PipelineName: "payments" } }),
              ],
            },
          ],
          { name: "first", props: { name: "first" } },
        ),
        pipeline(
          [
            { name: "Source", actions: [source] },
            { name: "Go", actions: [deployProd()] },
          ],
          { name: "second", props: { name: "second" } },
        ),
      ],
    }),
    says: startedBy(
      [
        "payments",
        "stage prod, action Start",
        "pipeline first",
        "pipeline second",
        "stage Go, action Deploy",
      ],
      ["first", "stage Next, action Start", "pipeline second", "stage Go, action Deploy"],
      [
        "first",
        "stage Round, action Start",
        "pipeline payments",
        "pipeline first",
        "pipeline second",
        "stage Go, action Deploy",
      ],
      ["second", "stage Go, action Deploy"],
    ),
    cuts: [
      "pipeline payments runs stage prod, action Start before any approval (aws:codepipeline/pipeline:Pipeline pipeline.stages)",
      "pipeline first runs stage Next, action Start before any approval (aws:codepipeline/pipeline:Pipeline first.stages)",
      "pipeline first runs stage Round, action Start before any approval (aws:codepipeline/pipeline:Pipeline first.stages)",
      "pipeline second runs stage Go, action Deploy before any approval (aws:codepipeline/pipeline:Pipeline second.stages)",
    ],
  },
  {
    when: "a step starts a pipeline that is not in the stack",
    stack: startRelease("elsewhere"),
    says: [
      {
        level: "mandatory",
        what: "Undetermined: whether stage prod, action Start of pipeline payments can change production can't be seen, and no approval surely comes before it.",
        way: ["a pipeline that is not in this stack"],
        dependsOn: ["stages[3].actions[0].configuration.PipelineName = elsewhere"],
        fix: "build what is named here from names and account ids, and keep the project, its role and its policies in this stack; or put a manual approval before the step",
        step: "stage prod, action Start",
      },
    ],
  },
];

/** Each: the pipeline, the step that is named, and the way from there to the deploy. */
function startedBy(...ways: readonly [string, string, ...string[]][]): readonly Saying[] {
  return ways.map(([name, first, ...way]) => {
    const saying = ungated(first, ...way, ...deployProdWay);
    return { ...saying, what: saying.what.replace("pipeline payments", `pipeline ${name}`) };
  });
}
