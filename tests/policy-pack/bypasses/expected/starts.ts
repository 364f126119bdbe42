import type { Bypass } from "../bypass";

/** Who starts what, from outside the pipeline's own order. */
export const starts: readonly Bypass[] = [
  // The project deploys to production, and somebody other than the pipeline may run it: iam-startbuild-scoped.
  {
    id: "B5",
    title: "A build of production is started outside the pipeline",
    shapes: [
      {
        name: "a group",
        edit: "A group of people may start the project that deploys to production.",
        caughtBy: ["iam-startbuild-scoped"],
      },
      {
        name: "batches and retries",
        edit: "The group gets StartBuildBatch and RetryBuild on a pattern, in other letter case, through an attached policy.",
        caughtBy: ["iam-startbuild-scoped"],
      },
      {
        name: "half a denial",
        edit: "StartBuild is allowed in one policy, and another denies it with a buildspec of one's own, but not with another role or image.",
        caughtBy: ["iam-startbuild-scoped"],
      },
    ],
    nearMiss: {
      name: "a build of test",
      edit: "The group may start the project that validates the environment test.",
    },
  },
  // People who are no operators may change the pipeline: iam-gate-tamper.
  {
    id: "B15",
    title: "Somebody takes the gate out, deploys, and puts it back",
    shapes: [
      {
        name: "a group",
        edit: "A group of people may call UpdatePipeline on this pipeline.",
        caughtBy: ["iam-gate-tamper"],
      },
      {
        name: "an attached pattern",
        edit: "The group gets it through an attached policy, by a pattern in other letter case, on all pipelines of the application.",
        caughtBy: ["iam-gate-tamper"],
      },
      {
        name: "a denial that never bites",
        edit: "UpdatePipeline is allowed, and denied in another document for a region in which the pipeline is not.",
        caughtBy: ["iam-gate-tamper"],
      },
    ],
    nearMiss: {
      name: "allowed and denied",
      edit: "One document allows the group UpdatePipeline and denies it without a condition.",
    },
  },
  // Who may start with a commit of his own is iam-gate-tamper; a variable that the caller sets and that chooses
  // production's target is pipeline-variables-no-target.
  {
    id: "B19",
    title: "A run is started with another commit or other variables",
    shapes: [
      {
        name: "a group",
        edit: "A group of people may start this pipeline, with any source revision.",
        caughtBy: ["iam-gate-tamper"],
      },
      {
        name: "a variable names the account",
        edit: "The pipeline takes a variable, and Deploy of production gets it as its account.",
        caughtBy: ["pipeline-variables-no-target"],
      },
      {
        name: "a variable inside a text",
        edit: "The variable is the middle of the stack names that Deploy of production gets.",
        caughtBy: ["pipeline-variables-no-target"],
      },
    ],
    nearMiss: {
      name: "a note for dev",
      edit: "The pipeline takes a variable, and Deploy of dev gets it as a note.",
    },
  },
  // A worker outside AWS answers for an action: pipeline-action-providers. Who may answer a job in its place:
  // iam-gate-tamper.
  {
    id: "B23",
    title: "A job worker reports success for what it did not do",
    shapes: [
      {
        name: "a worker of one's own",
        edit: "Behind the approval stands an action of owner Custom.",
        caughtBy: ["pipeline-action-providers"],
      },
      {
        name: "a third party",
        edit: "Behind the approval stands an action of owner ThirdParty.",
        caughtBy: ["pipeline-action-providers"],
      },
      {
        name: "who may answer",
        edit: "A group of people may call PutJobSuccessResult in this region.",
        caughtBy: ["iam-gate-tamper"],
      },
    ],
    nearMiss: {
      name: "another category",
      edit: "Validate of production becomes an action of category Test, with the same project.",
    },
  },
  // A legacy webhook that anybody may call: pipeline-no-legacy-webhook. Who may hand a revision to the source
  // action: iam-gate-tamper.
  {
    id: "B24",
    title: "A source is started past the protections of its branch",
    shapes: [
      {
        name: "a webhook without a secret",
        edit: "A webhook without authentication starts the source action.",
        caughtBy: ["pipeline-no-legacy-webhook"],
      },
      {
        name: "a webhook by address",
        edit: "The webhook looks at the caller's address only.",
        caughtBy: ["pipeline-no-legacy-webhook"],
      },
      {
        name: "a revision by hand",
        edit: "A group of people may call PutActionRevision on the source action.",
        caughtBy: ["iam-gate-tamper"],
      },
    ],
    nearMiss: { name: "a signed webhook", edit: "The webhook demands an HMAC of every call." },
  },
  // A rule starts what deploys to production: event-start-minimal; its role may run that project, and is not the
  // pipeline's: iam-startbuild-scoped. A role that may start more than this pipeline is no operator of it:
  // event-start-minimal and iam-gate-tamper.
  {
    id: "B25",
    title: "A rule or schedule starts production",
    shapes: [
      {
        name: "a nightly rule",
        edit: "A rule with a schedule starts the project that deploys to production, with a role of its own.",
        caughtBy: ["event-start-minimal", "iam-startbuild-scoped"],
      },
      {
        name: "a scheduler",
        edit: "The same by EventBridge Scheduler, which calls StartBuild itself.",
        caughtBy: ["event-start-minimal", "iam-startbuild-scoped"],
      },
      {
        name: "a role for every pipeline",
        edit: "A rule starts this pipeline with a role that may start every pipeline of the application.",
        caughtBy: ["event-start-minimal", "iam-gate-tamper"],
      },
    ],
    nearMiss: {
      name: "exactly this pipeline",
      edit: "A rule starts this pipeline with a role that may start nothing else.",
    },
  },
];
