import type { Bypass } from "../bypass";

/** What stands in which order in the pipeline, and what its steps may do before the gate. */
export const order: readonly Bypass[] = [
  // No approval comes before Deploy: pipeline-prod-approval. So a build runs before the gate with the power of
  // production (pipeline-no-prod-power-before-gate), its role is no longer gated, and production's roles trust it
  // (trust-prod-only-gated), the bootstrap roles among them (trust-cdk-bootstrap-narrow).
  {
    id: "B1",
    title: "Production is deployed before or beside the approval",
    shapes: [
      {
        name: "deploy first",
        edit: "Deploy and Approve of stage prod change places.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "trust-prod-only-gated",
          "trust-cdk-bootstrap-narrow",
        ],
      },
      {
        name: "beside each other",
        edit: "Deploy gets the run order of Approve, so that one acts while the other asks.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "trust-prod-only-gated",
          "trust-cdk-bootstrap-narrow",
        ],
      },
      {
        name: "a second deploy",
        edit: "Beside Plan stands one more action that runs the project of Deploy; Deploy itself stays.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "trust-prod-only-gated",
          "trust-cdk-bootstrap-narrow",
        ],
      },
    ],
    nearMiss: { name: "wider steps", edit: "The run orders of stage prod become 10, 20, 30 and 40." },
  },
  // What is deployed was not there when somebody approved: pipeline-gate-after-artifact alone. The rights for the
  // new artifact are given and those for the old one taken, so that nothing is too little or too much.
  {
    id: "B2",
    title: "Approve one thing, then rebuild and deploy another",
    shapes: [
      {
        name: "rebuild behind the gate",
        edit: "Validate runs between Approve and Deploy and makes an artifact, which Deploy takes instead of the assembly.",
        caughtBy: ["pipeline-gate-after-artifact"],
      },
      {
        name: "rebuild beside the gate",
        edit: "The same, with Validate at the run order of Approve: the artifact is made while somebody decides.",
        caughtBy: ["pipeline-gate-after-artifact"],
      },
      {
        name: "a second input",
        edit: "Deploy keeps the assembly as its primary source and takes the artifact made behind the gate beside it.",
        caughtBy: ["pipeline-gate-after-artifact"],
      },
    ],
    nearMiss: {
      name: "a second input from before",
      edit: "Deploy takes the artifact of Images beside the assembly, with the right to read it; it was there before the gate.",
    },
  },
  // An ungated step may take a role that changes production: pipeline-prod-approval and
  // pipeline-no-prod-power-before-gate. The role is a bootstrap role: trust-cdk-bootstrap-narrow. No step declares
  // the call: identity-too-much. From Verify, production comes before dev and test: pipeline-promotion-order.
  {
    id: "B3",
    title: "A step before the gate takes a role of production",
    shapes: [
      {
        name: "the build deploys",
        edit: "The role of Build may assume production's deploy role.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "pipeline-promotion-order",
          "trust-cdk-bootstrap-narrow",
          "identity-too-much",
        ],
      },
      {
        name: "an attached policy",
        edit: "Plan's role gets the right through a managed policy of its own, attached apart.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "trust-cdk-bootstrap-narrow",
          "identity-too-much",
        ],
      },
      {
        name: "a condition that holds nobody back",
        edit: "Plan's role gets it in other letter case, as single texts, under a condition that every call meets.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "trust-cdk-bootstrap-narrow",
          "identity-too-much",
        ],
      },
    ],
    nearMiss: {
      name: "the plan's rights in pieces",
      edit: "Plan's right to the two lookup roles is split in two statements, in other letter case.",
    },
  },
  // Only pipeline-single-prod-path: each of them is gated, and everything that names the first names the second.
  {
    id: "B4",
    title: "A second pipeline to the same account",
    shapes: [
      {
        name: "a twin",
        edit: "The pipeline stands there twice, under two names, with all rights for both.",
        caughtBy: ["pipeline-single-prod-path"],
      },
      {
        name: "a short cut",
        edit: "The second pipeline goes from Verify to prod, without dev and test.",
        caughtBy: ["pipeline-single-prod-path"],
      },
      {
        name: "a role of its own",
        edit: "The second pipeline has a service role of its own, equal to the first one's.",
        caughtBy: ["pipeline-single-prod-path"],
      },
    ],
    nearMiss: { name: "another name", edit: "The pipeline is renamed, and so is all that names it." },
  },
  // A step before the gate may rewrite the pipeline (pipeline-no-self-mutation-before-gate), is no operator of it
  // (iam-gate-tamper), and declares no such call (identity-too-much). The boundary lets the call through.
  {
    id: "B16",
    title: "The pipeline rewrites itself before the gate",
    shapes: [
      {
        name: "the build updates the pipeline",
        edit: "The role of Build may call UpdatePipeline on this pipeline.",
        caughtBy: ["pipeline-no-self-mutation-before-gate", "iam-gate-tamper", "identity-too-much"],
      },
      {
        name: "an attached policy",
        edit: "Plan's role gets it through a managed policy of its own, by a pattern in other letter case.",
        caughtBy: ["pipeline-no-self-mutation-before-gate", "iam-gate-tamper", "identity-too-much"],
      },
      {
        name: "a condition that holds nobody back",
        edit: "Scan's role gets it under a condition that every caller meets.",
        caughtBy: ["pipeline-no-self-mutation-before-gate", "iam-gate-tamper", "identity-too-much"],
      },
    ],
    nearMiss: {
      name: "look, do not touch",
      edit: "Scan's role may read the pipeline's state, and Scan declares the call.",
    },
  },
  // Without the approval, all of B1, and a condition of the stage is all that is left: pipeline-condition-not-sole-gate.
  // An entry that may be skipped is the same rule; who may override a condition is iam-gate-tamper.
  {
    id: "B18",
    title: "A stage condition is overridden or skipped",
    shapes: [
      {
        name: "a condition instead of the approval",
        edit: "Approve goes; a deployment window before the entry of stage prod takes its place.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "pipeline-condition-not-sole-gate",
          "trust-prod-only-gated",
          "trust-cdk-bootstrap-narrow",
        ],
      },
      {
        name: "skip",
        edit: "Stage prod keeps its approval and gets an entry condition with the result SKIP.",
        caughtBy: ["pipeline-condition-not-sole-gate"],
      },
      {
        name: "who may override",
        edit: "A group of people may override conditions of stage prod.",
        caughtBy: ["iam-gate-tamper"],
      },
    ],
    nearMiss: {
      name: "a condition beside the approval",
      edit: "Stage prod keeps its approval and gets a deployment window whose result is FAIL.",
    },
  },
  // Who may repeat or roll back is iam-gate-tamper. A stage that rolls back by itself, with its approval in an
  // earlier stage, deploys an old release and asks nobody: pipeline-prod-approval.
  {
    id: "B20",
    title: "A retry or rollback deploys an old release past the gate",
    shapes: [
      {
        name: "rollback by hand",
        edit: "A group of people may roll back stage prod.",
        caughtBy: ["iam-gate-tamper"],
      },
      {
        name: "retry by pattern",
        edit: "The group may do whatever begins with Retry in any stage, through an attached policy.",
        caughtBy: ["iam-gate-tamper"],
      },
      {
        name: "a stage that rolls back by itself",
        edit: "Deploy and Validate move into a stage behind the approval's, with onFailure ROLLBACK.",
        caughtBy: ["pipeline-prod-approval"],
      },
    ],
    nearMiss: {
      name: "two stages, no way back",
      edit: "Deploy and Validate move into a stage behind the approval's that neither repeats nor rolls back.",
    },
  },
];
