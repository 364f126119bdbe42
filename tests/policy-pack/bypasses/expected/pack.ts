import type { Bypass } from "../bypass";

/** Where the pack itself would be led astray. */
export const pack: readonly Bypass[] = [
  // A gate whose changes are ignored is gate-no-ignore-changes, one that may be deleted gate-resources-protected,
  // and one that is gone is missed by the rule that demands it: gitlab-protected-environment.
  {
    id: "B33",
    title: "A gate is frozen, unprotected or gone",
    shapes: [
      {
        name: "frozen",
        edit: "Changes of the pipeline's stages are ignored.",
        caughtBy: ["gate-no-ignore-changes"],
      },
      {
        name: "unprotected",
        edit: "The pipeline is no longer protected from deletion.",
        caughtBy: ["gate-resources-protected"],
      },
      {
        name: "gone",
        edit: "The protection of GitLab's environment prod is gone.",
        caughtBy: ["gitlab-protected-environment"],
      },
    ],
    nearMiss: {
      name: "ignored tags",
      edit: "Changes of the pipeline's tags are ignored.",
    },
  },
  // The same findings as B1, at the same levels: the gate rules among them stay mandatory and say that their
  // level was lowered.
  {
    id: "B34",
    title: "The level of a gate rule is lowered in the policy config",
    shapes: [
      {
        name: "as a text",
        edit: 'Deploy comes before Approve, and the config says `"pipeline-prod-approval": "advisory"`.',
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "trust-prod-only-gated",
          "trust-cdk-bootstrap-narrow",
        ],
      },
      {
        name: "as an object",
        edit: "Deploy comes before Approve, and the config lowers the rule by `enforcementLevel`, beside a parameter.",
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "trust-prod-only-gated",
          "trust-cdk-bootstrap-narrow",
        ],
      },
      {
        name: "all at once",
        edit: 'Deploy comes before Approve, and the config says `"all": "advisory"`.',
        caughtBy: [
          "pipeline-prod-approval",
          "pipeline-no-prod-power-before-gate",
          "trust-prod-only-gated",
          "trust-cdk-bootstrap-narrow",
        ],
      },
    ],
    nearMiss: {
      name: "another rule lowered",
      edit: "The config lowers a rule that is no gate, and the stack is as it should be.",
    },
  },
];
